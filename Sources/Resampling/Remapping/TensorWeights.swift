/// Interpolation from rows and columns to rows and columns.
///
/// The weights of a target are the products of those of its row and those of its column, so only
/// these are held.
struct TensorWeights: Sendable {
  private let rows: [RectilinearInterpolation.Rows?]
  private let columns: [RectilinearInterpolation.Columns?]
  private let mirroredColumns: [RectilinearInterpolation.Columns?]
  private let sourceColumns: Int

  var targetColumns: Int { columns.count }

  /// Nil unless both grids are of rows and columns.
  init?(from source: RemappingGrid, to target: RemappingGrid, isCubic: Bool) {
    guard case .rectilinear(let latitude, let longitude) = source.cells,
      case .rectilinear(let targetLatitude, let targetLongitude) = target.cells
    else { return nil }
    let interpolation = RectilinearInterpolation(
      latitude: latitude,
      longitude: longitude,
      isCubic: isCubic
    )
    sourceColumns = longitude.count
    rows = (0..<targetLatitude.count).map {
      interpolation.rows(at: targetLatitude.centres[targetLatitude.stored($0)])
    }
    let places = (0..<targetLongitude.count).map {
      targetLongitude.centres[targetLongitude.stored($0)]
    }
    columns = places.map { interpolation.columns(at: $0, isMirrored: false) }
    mirroredColumns = places.map { interpolation.columns(at: $0, isMirrored: true) }
  }

  /// The mean of one target; of nothing beyond the outermost centres.
  @inline(__always)
  func value<Value: RemappableNumber>(
    row: Int,
    column: Int,
    of field: [Value]
  ) -> WeightedMean {
    var gathered = WeightedMean()
    guard let across = rows[row] else { return gathered }
    for j in 0..<across.stencil.count {
      guard let along = across.isMirrored[j] ? mirroredColumns[column] : columns[column] else {
        return WeightedMean()
      }
      let start = Int(across.rows[j]) * sourceColumns
      let weight = across.stencil.weights[j]
      for i in 0..<along.stencil.count {
        gathered.add(
          Double(field[start + Int(along.columns[i])]),
          weight * along.stencil.weights[i]
        )
      }
    }
    return gathered
  }
}

/// A weighted mean of what is not missing, as the differences from the first value: a constant
/// comes out as itself.
struct WeightedMean {
  private var reference = Double.nan
  private var sum = 0.0
  private(set) var weights = 0.0

  /// True when a value was missing.
  private(set) var hasGap = false

  @inline(__always)
  mutating func add(_ value: Double, _ weight: Double) {
    guard value.isFinite else {
      hasGap = true
      return
    }
    if reference.isNaN { reference = value }
    sum += weight * (value - reference)
    weights += weight
  }

  /// NaN when there was no value.
  var mean: Double { reference.isNaN ? .nan : reference + sum / weights }

  /// The sum of weights times values.
  var total: Double { reference.isNaN ? .nan : reference * weights + sum }
}
