import KernelTypes
import Kernels
import Testing

@Suite("Integers of a lattice")
struct LatticeIntegersTests {
  let scale = LatticeScale(offset: 10, inverseStep: 4, lowest: -5, highest: 20)

  private func integers(_ values: [Double]) -> (integers: [Int32], missing: Int) {
    var integers = [Int32](repeating: 7, count: values.count)
    var span = integers.mutableSpan
    let missing = latticeIntegers(values.span, scale: scale, into: &span)
    return (integers, missing)
  }

  @Test("are rounded to nearest, ties to even, in every lane and in the rest")
  func rounding() {
    let none = LatticeScale.none
    let values: [(Double, Int32)] = [
      (10, 0), (10.25, 1), (10.125, 0), (10.375, 2), (9.875, 0), (9.625, -2), (-5, -60), (20, 40),
      (20.0.nextUp, none), ((-5.0).nextDown, none), (.nan, none), (.infinity, none),
      (-.infinity, none),
      (1e300, none), (10.13, 1), (10.12, 0),
    ]
    for shift in 0..<9 {
      let rotated = Array(values[shift...] + values[..<shift])
      let found = integers(rotated.map(\.0))
      #expect(found.integers == rotated.map(\.1))
      #expect(found.missing == 1)
    }
    #expect(integers([]).integers.isEmpty)
    #expect(integers([.nan]).missing == 1)
  }

  @Test("of Float are those of the same numbers in Double")
  func floats() {
    let floats = (0..<100).map { Float($0) * 0.37 - 12 }
    var integers = [Int32](repeating: 7, count: 100)
    var span = integers.mutableSpan
    #expect(latticeIntegers(floats.span, scale: scale, into: &span) == 0)
    #expect(integers == self.integers(floats.map { Double($0) }).integers)
  }

  @Test("and cells are counted by what is rejected and by runs, as by hand")
  func runs() {
    let none = LatticeScale.none
    for count in [0, 1, 7, 8, 9, 31] {
      let cells = (0..<count).map { Int32([3, 3, 4, -1, 4, 4, 4, 2, 2, 9][$0 % 10]) }
      let integers = (0..<count).map { $0 % 6 == 5 ? none : Int32($0) }
      var expected = BinningCount(rejected: 0, runs: 0)
      for i in 0..<count {
        if cells[i] < 0 || integers[i] == none { expected.rejected += 1 }
        if i == 0 || cells[i] != cells[i - 1] { expected.runs += 1 }
      }
      #expect(runCount(cells.span, integers.span) == expected)
    }
  }
}
