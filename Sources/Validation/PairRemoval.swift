/// Finds which reports to leave out so that no two near one another contradict each other.
///
/// Reports are held against those up to `neighbours` places before and behind. The report in the
/// most contradictions is left out, the first of several, then the next, until none is left.
///
/// - SeeAlso: Xu and Ignatov (2014), *In situ SST quality monitor (iQuam)*, Journal of Atmospheric
///   and Oceanic Technology 31, 164-180.
/// - Complexity: O(`count` `neighbours`).
struct PairRemoval {
  static let mostNeighbours = 32

  /// For each report, the reports that contradict it: bit `neighbours + k - 1` for the `k`th
  /// behind it, bit `neighbours - k` for the `k`th before.
  private var contradictions: [UInt64]
  private let neighbours: Int

  /// Holds every pair of reports against each other once.
  ///
  /// - Precondition: `0 < neighbours <= PairRemoval.mostNeighbours`.
  @inline(__always)
  init(count: Int, neighbours: Int, contradict: (_ earlier: Int, _ later: Int) -> Bool) {
    precondition(0 < neighbours && neighbours <= Self.mostNeighbours)
    self.neighbours = neighbours
    contradictions = [UInt64](repeating: 0, count: count)
    for i in 0..<count {
      var k = 1
      while k <= neighbours, i + k < count {
        if contradict(i, i + k) {
          contradictions[i] |= 1 << UInt64(neighbours + k - 1)
          contradictions[i + k] |= 1 << UInt64(neighbours - k)
        }
        k += 1
      }
    }
  }

  /// The reports that are left out, in order of their removal.
  consuming func removed() -> [Int] {
    let candidates = contradictions.indices.filter { contradictions[$0] != 0 }
    var removed: [Int] = []
    guard let most = candidates.map({ contradictions[$0].nonzeroBitCount }).max() else {
      return removed
    }
    // Counts only fall, and those that fall leave the level that is being worked off: one sweep
    // in order for each level takes the reports as the rule does.
    for level in stride(from: most, through: 1, by: -1) {
      for i in candidates where contradictions[i].nonzeroBitCount == level {
        removed.append(i)
        var rest = contradictions[i]
        contradictions[i] = 0
        while rest != 0 {
          let bit = rest.trailingZeroBitCount
          rest &= rest - 1
          let offset = bit >= neighbours ? bit - neighbours + 1 : bit - neighbours
          // Seen from the other report this one lies on the opposite side.
          let back = offset > 0 ? neighbours - offset : neighbours - offset - 1
          contradictions[i + offset] &= ~(1 << UInt64(back))
        }
      }
    }
    return removed
  }
}
