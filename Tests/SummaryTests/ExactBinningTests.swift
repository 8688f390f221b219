import ObservationModel
import Resampling
import Summary
import Testing

@Suite("Exact binning")
struct ExactBinningTests {
  let grid: RegularGrid
  let lattice = Lattice(offset: 0, stepExponent: -10, range: -100...100)

  init() throws { grid = try RegularGrid.global(resolution: Decimal(units: 25, scale: 100)) }

  @Test("puts edges, poles and the antimeridian where they belong, and accounts for every point")
  func edgeCases() {
    let cases: [(latitude: Double, longitude: Double, value: Double, cell: (Int, Int)?)] = [
      (0.1, 180, 1, (360, 0)), (0.1, -180, 1, (360, 0)), (0.1, 359.9, 1, (360, 719)),
      (0.1, -180.0001, 1, (360, 1439)), (-90, 10, 1, (0, 760)), (90, 10, 1, (719, 760)),
      (20, 10, 1, (440, 760)), (20.0.nextDown, 10.0.nextDown, 1, (439, 759)),
      (0, 0, .nan, nil), (0, .nan, 1, nil), (90.0001, 0, 1, nil), (.infinity, 0, 1, nil),
      (0, 0, 100.5, nil), (0, 0, -.infinity, nil), (0, 0, 100, (360, 720)),
    ]
    var binning = ExactBinning(grid: .regular(grid), lattice: lattice)
    binning.add(
      latitudes: cases.map(\.latitude),
      longitudes: cases.map(\.longitude),
      values: cases.map(\.value)
    )
    var expected: [Int: UInt32] = [:]
    for case (_, _, _, let (row, column)?) in cases {
      expected[row * grid.columns + column, default: 0] += 1
    }
    var found: [Int: UInt32] = [:]
    binning.field.forEachObservedCell { found[$0] = $1.count }
    #expect(found == expected)
    let account = binning.account
    #expect(account.read == cases.count && account.landed == 9)
    #expect(account.missing == 1 && account.noPosition == 2 && account.outsideGrid == 1)
    #expect(account.outsideLattice == 2)
  }

  /// Points along a track that crosses the antimeridian and the pole, and points anywhere.
  private func points(_ count: Int, isTrack: Bool, seed: UInt64) -> [[Double]] {
    var random = SeededNumbers(seed: seed)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    var points: [[Double]] = [[], [], []]
    for i in 0..<count {
      points[0].append(isTrack ? -90 + Double(i % 1800) / 10 : unit() * 182 - 91)
      points[1].append(isTrack ? 170 + Double(i / 90 % 200) / 10 : unit() * 720 - 180)
      points[2].append(unit() < 0.01 ? .nan : unit() * 202 - 101)
    }
    return points
  }

  @Test(
    "is the sum of points one by one, whatever the order, the threads and the split",
    arguments: [true, false]
  )
  func anyOrder(isTrack: Bool) {
    let seed: UInt64 = isTrack ? 21 : 22
    let points = points(50_000, isTrack: isTrack, seed: seed)
    var whole = FieldSum(cellCount: grid.cellCount)
    var landed = 0
    for i in points[0].indices {
      guard let q = lattice.integer(for: points[2][i]), let cell = cell(points[0][i], points[1][i])
      else { continue }
      whole.add(q, to: cell)
      landed += 1
    }
    var random = SeededNumbers(seed: seed)
    for threads in [1, 2, 7] {
      for isShuffled in [false, true] {
        let order =
          isShuffled ? points[0].indices.shuffled(using: &random) : Array(points[0].indices)
        let cut = Int(random.next() % 50_000)
        var binning = ExactBinning(grid: .regular(grid), lattice: lattice)
        for range in [0..<cut, cut..<50_000] {
          binning.add(
            latitudes: order[range].map { points[0][$0] },
            longitudes: order[range].map { points[1][$0] },
            values: order[range].map { points[2][$0] },
            threads: threads
          )
        }
        let isSame = binning.field == whole
        #expect(isSame, "seed \(seed), \(threads) threads, shuffled: \(isShuffled), cut \(cut)")
        #expect(binning.account.landed == landed && binning.account.read == 50_000)
      }
    }
  }

  /// By the definition: the row and column whose half-open edges hold the position.
  private func cell(_ latitude: Double, _ longitude: Double) -> Int? {
    var turned = longitude
    if turned < -180 { turned += 360 }
    if turned >= 180 { turned -= 360 }
    guard latitude >= -90, latitude <= 90, turned >= -180, turned < 180 else { return nil }
    // Quarters of degrees are exact in Double.
    let row = min(Int(((latitude + 90) * 4).rounded(.down)), 719)
    return row * 1440 + Int(((turned + 180) * 4).rounded(.down))
  }

  @Test("of two halves merges to the whole, and gives means, counts and NaN")
  func merges() {
    var (a, b) = (
      ExactBinning(grid: .regular(grid), lattice: lattice),
      ExactBinning(grid: .regular(grid), lattice: lattice)
    )
    a.add(latitudes: [0.1, 0.1], longitudes: [0.1, 0.1], values: [1, 2])
    b.add(latitudes: [0.1, 50], longitudes: [0.1, 50], values: [6, 7])
    a.merge(b)
    let cell = 360 * 1440 + 720
    #expect(a.values(of: .mean)[cell] == 3 && a.values(of: .count)[cell] == 3)
    #expect(a.values(of: .mean)[0].isNaN && a.values(of: .count)[0] == 0)
    #expect(a.account.landed == 4)
  }
}
