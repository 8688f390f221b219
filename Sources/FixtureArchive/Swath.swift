import FixtureSeaState
import Foundation

/// The ground track of one pass of a satellite over the area, flat to first order.
struct Swath {
  /// The day and time of the first line, in days since the start of the archive.
  let start: Double
  /// Where the middle of the track crosses 32 degrees north.
  let centre: Double
  let isAscending: Bool
  /// The distance between lines in degrees of latitude.
  let step: Double
  let lines: Int

  /// The angle between the track and the meridian, in radians.
  private static let heading = 12.0 * .pi / 180

  /// The speed over ground in degrees of latitude per second.
  private static let speed = 0.0595

  /// Seconds from the first line.
  func seconds(line: Int) -> Double { Double(line) * step / Self.speed }

  /// The place of a pixel.
  ///
  /// - Parameter across: Degrees of arc from the middle of the track, positive to the east.
  func place(line: Int, across: Double) -> SeaState.Place {
    let along = (Double(line) - Double(lines - 1) / 2) * step * (isAscending ? 1 : -1)
    // Ascending passes lean to the west, descending ones come from the east.
    let (s, c) = (sin(Self.heading), cos(Self.heading))
    let north = along * c + across * s * (isAscending ? 1 : -1)
    let east = -along * s * (isAscending ? 1 : 1) + across * c
    let lat = 32 + north
    return SeaState.Place(
      lon: centre + east / cos(lat * .pi / 180),
      lat: lat,
      t: start + seconds(line: line) / 86_400
    )
  }
}
