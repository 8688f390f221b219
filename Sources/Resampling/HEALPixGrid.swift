internal import Kernels

/// The equal-area pixels of HEALPix over the whole globe.
///
/// Twelve squares, each cut into `nside * nside` pixels, cover the sphere. In the nested order
/// the four pixels that a pixel is cut into at the next level have four times its number and the
/// three after, so that `pixel >> 2` is the parent. Geographic latitudes are taken for those of
/// the sphere, as is the practice where HEALPix is used for the Earth.
///
/// - SeeAlso: Górski and others (2005), *HEALPix: a framework for high-resolution discretization
///   and fast analysis of data distributed on the sphere*, Astrophysical Journal 622, 759-771.
public struct HEALPixGrid: Sendable, Hashable {
  /// How pixels are numbered.
  public enum Order: String, Sendable, Hashable, CaseIterable {
    /// By quarters within the twelve squares.
    case nested

    /// From the north, along rings of one latitude from 0° E.
    case ring
  }

  /// The cuts of a side of the twelve squares, a power of 2.
  public let nside: Int

  public let order: Order

  /// 805 306 368 pixels of 0.43 minutes of arc.
  public static let largestSide = 8192

  /// - Throws: `GridError` when `nside` is not a power of 2 from 1 to 8192.
  public init(nside: Int, order: Order = .nested) throws(GridError) {
    guard nside >= 1, nside <= Self.largestSide, nside & (nside - 1) == 0 else {
      throw .notAHEALPixSide
    }
    self.nside = nside
    self.order = order
  }

  /// `k` of `nside = 2^k`.
  public var refinementLevel: Int { nside.trailingZeroBitCount }

  public var cellCount: Int { 12 * nside * nside }

  /// Finds the pixel of each position; see `Grid`.
  public func findCells(
    latitudes: Span<Double>,
    longitudes: Span<Double>,
    into cells: inout MutableSpan<Int32>
  ) {
    healpixCells(
      latitudes: latitudes,
      longitudes: longitudes,
      refinementLevel: refinementLevel,
      into: &cells
    )
    guard order == .ring else { return }
    for i in cells.indices where cells[i] >= 0 {
      cells[i] = Int32(truncatingIfNeeded: ringNumber(of: Place(nested: Int(cells[i]), in: self)))
    }
  }

  /// The position of the middle of a pixel, with a longitude from -180 up to 180.
  ///
  /// - Precondition: `0 <= cell < cellCount`.
  public func center(of cell: Int) -> GridPosition {
    let place = place(of: cell)
    let center = position(
      face: place.face,
      x: 2 * place.x + 1,
      y: 2 * place.y + 1,
      of: 2 * nside
    )
    return GridPosition(
      latitude: center.latitude,
      longitude: center.longitude >= 180 ? center.longitude - 360 : center.longitude
    )
  }

  /// The positions of the corners of a pixel, anticlockwise as seen from above from the northern
  /// one; longitudes are within half a turn of that of the centre.
  ///
  /// - Precondition: `0 <= cell < cellCount`.
  public func corners(of cell: Int) -> [GridPosition] {
    let place = place(of: cell)
    let center = center(of: cell).longitude
    return [(1, 1), (0, 1), (0, 0), (1, 0)].map { right, left in
      let corner = position(face: place.face, x: place.x + right, y: place.y + left, of: nside)
      // The pole has no longitude of its own.
      guard abs(corner.latitude) < 90 else {
        return GridPosition(latitude: corner.latitude, longitude: center)
      }
      return corner.near(center)
    }
  }

  /// A pixel by its square and its place in it: `x` counts from the southern corner of the square
  /// to the east, `y` to the west, both northward.
  private struct Place {
    var face, x, y: Int

    init(face: Int, x: Int, y: Int) {
      self.face = face
      self.x = x
      self.y = y
    }

    init(nested: Int, in grid: HEALPixGrid) {
      let within = nested & (grid.nside * grid.nside - 1)
      self.init(
        face: nested >> (2 * grid.refinementLevel),
        x: Self.gathered(within),
        y: Self.gathered(within >> 1)
      )
    }

    /// Every second bit of a number below 2^32, from the lowest.
    private static func gathered(_ bits: Int) -> Int {
      var v = bits & 0x5555_5555
      v = (v | v >> 1) & 0x3333_3333
      v = (v | v >> 2) & 0x0f0f_0f0f
      v = (v | v >> 4) & 0x00ff_00ff
      return (v | v >> 8) & 0xffff
    }
  }

  /// The rings from the northern to the southern corner of each of the twelve squares, in
  /// multiples of `nside`, less one; and the longitude of its middle in eighths of a turn.
  private static let southernRing = [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]
  private static let eighth = [1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7]

  private func place(of cell: Int) -> Place {
    precondition((0..<cellCount).contains(cell))
    return order == .nested ? Place(nested: cell, in: self) : place(ofRing: cell)
  }

  /// The number of a pixel in the order of rings.
  private func ringNumber(of place: Place) -> Int {
    let ring = Self.southernRing[place.face] * nside - place.x - place.y - 1
    let inCap = 2 * nside * (nside - 1)
    // Pixels of a quarter of the ring, those of the rings before, and whether the first pixel of
    // the ring lies at 0° E.
    let (quarter, before, starts): (Int, Int, Int) =
      if ring < nside {
        (ring, 2 * ring * (ring - 1), 0)
      } else if ring > 3 * nside {
        (4 * nside - ring, cellCount - 2 * (4 * nside - ring + 1) * (4 * nside - ring), 0)
      } else {
        (nside, inCap + (ring - nside) * 4 * nside, (ring - nside) & 1)
      }
    let column = (Self.eighth[place.face] * quarter + place.x - place.y + 1 + starts) / 2 - 1
    let length = 4 * quarter
    return before + (column < 0 ? column + length : column >= length ? column - length : column)
  }

  private func place(ofRing cell: Int) -> Place {
    let inCap = 2 * nside * (nside - 1)
    let (ring, column, quarter, starts, face): (Int, Int, Int, Int, Int)
    if cell < inCap {
      // Rings before ring r of a cap hold 2 r (r - 1) pixels.
      ring = (1 + integerRoot(1 + 2 * cell)) / 2
      (column, quarter, starts) = (cell - 2 * ring * (ring - 1), ring, 0)
      face = column / ring
    } else if cell < cellCount - inCap {
      let (row, rest) = (cell - inCap).quotientAndRemainder(dividingBy: 4 * nside)
      (ring, column, quarter) = (row + nside, rest, nside)
      starts = (ring - nside) & 1
      // The squares whose north-western and south-western sides the pixel lies between.
      let fromSouth = ring - nside + 1
      let toNorth = 2 * nside + 2 - fromSouth
      let falling = (column + 1 - fromSouth / 2 + nside - 1) >> refinementLevel
      let rising = (column + 1 - toNorth / 2 + nside - 1) >> refinementLevel
      face = falling == rising ? falling | 4 : falling < rising ? falling : rising + 8
    } else {
      let fromEnd = cellCount - 1 - cell
      let fromPole = (1 + integerRoot(1 + 2 * fromEnd)) / 2
      ring = 4 * nside - fromPole
      (quarter, starts) = (fromPole, 0)
      column = 4 * fromPole - 1 - (fromEnd - 2 * fromPole * (fromPole - 1))
      face = column / fromPole + 8
    }
    let down = ring - Self.southernRing[face] * nside + 1
    var along = 2 * (column + 1) - Self.eighth[face] * quarter - starts - 1
    if along >= 2 * nside { along -= 8 * nside }
    return Place(face: face, x: (along - down) >> 1, y: (-along - down) >> 1)
  }

  /// The greatest whole number whose square is not above `n`.
  private func integerRoot(_ n: Int) -> Int {
    var root = Int(Double(n).squareRoot())
    while root * root > n { root -= 1 }
    while (root + 1) * (root + 1) <= n { root += 1 }
    return root
  }

  /// The place `(x, y) / side` in a square.
  private func position(face: Int, x: Int, y: Int, of side: Int) -> GridPosition {
    // Distances from the nearer pole, in sides of squares.
    let ring = Self.southernRing[face] * side - x - y
    let (quarter, z, radius): (Int, Double, Double)
    if ring < side || ring > 3 * side {
      quarter = ring < side ? ring : 4 * side - ring
      let share = Double(quarter) / Double(side)
      let cap = share * share / 3
      z = ring < side ? 1 - cap : cap - 1
      radius = (cap * (2 - cap)).squareRoot()
    } else {
      quarter = side
      z = Double(2 * side - ring) * 2 / Double(3 * side)
      radius = (1 - z * z).squareRoot()
    }
    guard quarter > 0 else { return GridPosition(latitude: 90 * z, longitude: 0) }
    let latitude = arcTangent(z, radius) * 57.295779513082323
    let eighths = Double(Self.eighth[face] * quarter + x - y) / Double(quarter)
    return GridPosition(latitude: latitude, longitude: 45 * eighths)
  }
}
