public import KernelTypes
internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// `t` of a latitude in the polar stereographic projection, the same bits on every machine.
///
/// `t = tan(π/4 - φ/2) ((1 + e sin φ) / (1 - e sin φ))^(e/2)`, which is 0 at the North Pole and
/// infinite at the South Pole.
///
/// - Parameters:
///   - latitude: `φ` in degrees north.
///   - eccentricity: `e` of the ellipsoid, less than 0.1.
/// - SeeAlso: Snyder (1987), *Map projections, a working manual*, USGS Professional Paper 1395,
///   equation 15-9.
public func conformalTangent(
  latitude: Double,
  eccentricity: Double
) -> Double {
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.conformalTangent(
        latitude: latitude,
        eccentricity: eccentricity
      )
    case 3:
      KernelsV3.conformalTangent(
        latitude: latitude,
        eccentricity: eccentricity
      )
  #endif
  default:
    KernelsV1.conformalTangent(
      latitude: latitude,
      eccentricity: eccentricity
    )
  }
}

/// Brings positions to the plane of a polar stereographic projection, the same bits on every
/// machine.
///
/// `x = ρ sin(λ - λ0)` and `y = -ρ cos(λ - λ0)` about the North Pole, `y = ρ cos(λ - λ0)` about
/// the South Pole, with `ρ` the scale times `t` of the latitude seen from that pole. Within 5 nm
/// of the exact formulas on the half of the globe around the pole.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
///   - longitudes: Degrees east in any number of turns, shape `[obs]`; NaN where missing.
///   - x: Receives metres to the right of the pole, shape `[obs]`; not a number, or infinite at
///     the other pole, where a position is missing or off the globe.
///   - y: Receives metres above the pole.
/// - Precondition: The lengths agree.
/// - SeeAlso: Snyder (1987), *Map projections, a working manual*, USGS Professional Paper 1395,
///   equations 21-30 to 21-34; EPSG guidance note 7-2, method 9829.
public func projectPolarStereographic(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  projection: PolarStereographic,
  x: inout MutableSpan<Double>,
  y: inout MutableSpan<Double>
) {
  precondition(longitudes.count == latitudes.count)
  precondition(x.count == latitudes.count && y.count == latitudes.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.projectPolarStereographic(
        latitudes: latitudes,
        longitudes: longitudes,
        projection: projection,
        x: &x,
        y: &y
      )
    case 3:
      KernelsV3.projectPolarStereographic(
        latitudes: latitudes,
        longitudes: longitudes,
        projection: projection,
        x: &x,
        y: &y
      )
  #endif
  default:
    KernelsV1.projectPolarStereographic(
      latitudes: latitudes,
      longitudes: longitudes,
      projection: projection,
      x: &x,
      y: &y
    )
  }
}

/// Finds the cell of each position on a grid of equal steps in the plane of a polar stereographic
/// projection.
///
/// Cells hold their left and lower edges and not their right and upper ones; the edges decide.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
///   - longitudes: Degrees east in any number of turns, shape `[obs]`; NaN where missing.
///   - xEdges: Metres, increasing, evenly spaced, shape `[columns + 1]`.
///   - yEdges: Metres, increasing, evenly spaced, shape `[rows + 1]`.
///   - cells: Receives `row * columns + column`, shape `[obs]`; -1 off the grid.
/// - Precondition: The lengths agree, and there is at least one cell.
public func polarStereographicCells(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  projection: PolarStereographic,
  xEdges: Span<Double>,
  yEdges: Span<Double>,
  into cells: inout MutableSpan<Int32>
) {
  precondition(latitudes.count == cells.count && longitudes.count == cells.count)
  precondition(xEdges.count >= 2 && yEdges.count >= 2)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.polarStereographicCells(
        latitudes: latitudes,
        longitudes: longitudes,
        projection: projection,
        xEdges: xEdges,
        yEdges: yEdges,
        into: &cells
      )
    case 3:
      KernelsV3.polarStereographicCells(
        latitudes: latitudes,
        longitudes: longitudes,
        projection: projection,
        xEdges: xEdges,
        yEdges: yEdges,
        into: &cells
      )
  #endif
  default:
    KernelsV1.polarStereographicCells(
      latitudes: latitudes,
      longitudes: longitudes,
      projection: projection,
      xEdges: xEdges,
      yEdges: yEdges,
      into: &cells
    )
  }
}

/// The positions of points in the plane of a polar stereographic projection, the same bits on every
/// machine.
///
/// - Parameters:
///   - x: Metres to the right of the pole, shape `[point]`.
///   - y: Metres above the pole, shape `[point]`.
///   - latitudes: Receives degrees north, shape `[point]`.
///   - longitudes: Receives degrees east from -180 up to 180; at the pole, that of the central
///     meridian.
/// - Precondition: The lengths agree.
/// - SeeAlso: Snyder (1987), equations 7-9, 20-16 and 20-18.
public func unprojectPolarStereographic(
  x: Span<Double>,
  y: Span<Double>,
  projection: PolarStereographic,
  latitudes: inout MutableSpan<Double>,
  longitudes: inout MutableSpan<Double>
) {
  precondition(x.count == y.count)
  precondition(latitudes.count == x.count && longitudes.count == x.count)
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.unprojectPolarStereographic(
        x: x,
        y: y,
        projection: projection,
        latitudes: &latitudes,
        longitudes: &longitudes
      )
    case 3:
      KernelsV3.unprojectPolarStereographic(
        x: x,
        y: y,
        projection: projection,
        latitudes: &latitudes,
        longitudes: &longitudes
      )
  #endif
  default:
    KernelsV1.unprojectPolarStereographic(
      x: x,
      y: y,
      projection: projection,
      latitudes: &latitudes,
      longitudes: &longitudes
    )
  }
}
