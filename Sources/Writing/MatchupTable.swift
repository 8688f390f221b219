public import ObservationModel

/// Observations of two or three networks that were matched, one row for each match.
public struct MatchupTable: Sendable {
  /// One of the observations of a match.
  public struct Observation: Sendable {
    /// Seconds since 1970-01-01 UTC.
    public var time: Double

    /// Degrees north and degrees east.
    public var latitude: Double
    public var longitude: Double

    /// Metres below the surface, positive down.
    public var depthMeters: Double

    /// In the unit of the quantity.
    public var value: Double
    public var platform: String

    public init(
      time: Double,
      latitude: Double,
      longitude: Double,
      depthMeters: Double,
      value: Double,
      platform: String
    ) {
      self.time = time
      self.latitude = latitude
      self.longitude = longitude
      self.depthMeters = depthMeters
      self.value = value
      self.platform = platform
    }
  }

  /// The observations of one network.
  public struct Side: Sendable {
    public var network: String
    public var quantity: Quantity

    /// Shape `[match]`.
    public var points: [Observation]

    public init(network: String, quantity: Quantity, points: [Observation]) {
      self.network = network
      self.quantity = quantity
      self.points = points
    }
  }

  public var sides: [Side]

  /// The distance of each further side from the first in metres, shape `[side - 1][match]`.
  public var distances: [[Double]]

  /// What was matched and how, for the file.
  public var summary: String

  /// - Precondition: All shapes agree.
  public init(sides: [Side], distances: [[Double]], summary: String) {
    precondition(sides.count >= 2 && distances.count == sides.count - 1)
    precondition(sides.allSatisfy { $0.points.count == sides[0].points.count })
    precondition(distances.allSatisfy { $0.count == sides[0].points.count })
    self.sides = sides
    self.distances = distances
    self.summary = summary
  }

  public var count: Int { sides[0].points.count }
}
