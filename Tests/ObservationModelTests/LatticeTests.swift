import ObservationModel
import Testing

@Suite("Lattice")
struct LatticeTests {
  let lattice = Lattice(offset: 0, stepExponent: -2, range: -10...10)

  @Test(
    "rounds to the nearest lattice value, ties to even",
    arguments: [(0.0, 0), (0.125, 0), (0.375, 2), (0.13, 1), (-0.125, 0), (-0.375, -2), (10, 40)]
      as [(Double, Int32)]
  )
  func rounds(value: Double, integer: Int32) {
    #expect(lattice.integer(for: value) == integer)
  }

  @Test("has no integer for values outside its range or missing", arguments: [10.1, -10.1, .nan])
  func outside(value: Double) {
    #expect(lattice.integer(for: value) == nil)
  }

  @Test("is never farther from a value than its quantisation error")
  func error() {
    for i in -1000...1000 {
      let value = Double(i) * 0.00977
      guard let q = lattice.integer(for: value) else { continue }
      #expect(abs(lattice.value(of: q) - value) <= lattice.quantisationError)
    }
  }

  @Test("every quantity of the vocabulary has a name of its own and a lattice that holds its range")
  func vocabulary() {
    #expect(Set(Quantity.vocabulary.map(\.name)).count == Quantity.vocabulary.count)
    for quantity in Quantity.vocabulary {
      #expect(quantity.lattice.integer(for: quantity.lattice.range.lowerBound) != nil)
      #expect(quantity.lattice.integer(for: quantity.lattice.range.upperBound) != nil)
    }
  }
}
