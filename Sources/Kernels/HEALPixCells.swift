internal import KernelsV1

#if KERNEL_LEVELS
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Finds the HEALPix pixel of each position, in the nested order.
///
/// Latitudes are taken for those of a sphere. A position on the equator or a pole belongs to the
/// pixel east of an edge; one that is elsewhere nearer to an edge than numbers in double precision
/// tell, some nanometres, may come to either side, on every machine to the same.
///
/// - Parameters:
///   - latitudes: Degrees north, shape `[obs]`; NaN where missing.
///   - longitudes: Degrees east in any number of turns, shape `[obs]`; NaN where missing.
///   - refinementLevel: `k` of `nside = 2^k`, 0 to 13.
///   - cells: Receives the numbers of the pixels, shape `[obs]`; -1 where a position is missing
///     or off the globe.
/// - Precondition: The lengths agree, and the level is one of the above.
/// - SeeAlso: Górski and others (2005), *HEALPix: a framework for high-resolution discretization
///   and fast analysis of data distributed on the sphere*, Astrophysical Journal 622, 759-771,
///   sections 4 and 5.
public func healpixCells(
  latitudes: Span<Double>,
  longitudes: Span<Double>,
  refinementLevel: Int,
  into cells: inout MutableSpan<Int32>
) {
  precondition(latitudes.count == cells.count && longitudes.count == cells.count)
  precondition((0...13).contains(refinementLevel))
  switch kernelLevel {
  #if KERNEL_LEVELS
    case 4...:
      KernelsV4.healpixCells(
        latitudes: latitudes,
        longitudes: longitudes,
        refinementLevel: refinementLevel,
        into: &cells
      )
    case 3:
      KernelsV3.healpixCells(
        latitudes: latitudes,
        longitudes: longitudes,
        refinementLevel: refinementLevel,
        into: &cells
      )
  #endif
  default:
    KernelsV1.healpixCells(
      latitudes: latitudes,
      longitudes: longitudes,
      refinementLevel: refinementLevel,
      into: &cells
    )
  }
}
