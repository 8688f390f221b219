import ObservationModel
import Testing
import Validation

@Suite("The MEDD test")
struct MEDDTestTests {
  /// A profile of 121 levels to 2160 dbar, with six errors put in.
  private struct Example {
    var p: [Double] = []
    var t: [Double?] = []
    var s: [Double?] = []

    init() {
      for k in 0..<121 {
        let i = Double(k)
        let p = k < 41 ? 5 * i : 200 + 24.5 * (i - 40)
        self.p.append(p)
        t.append(3 + 20 / (1 + (p / 250) * (p / 250)) + 0.02 * Double(k % 3))
        s.append(34.6 + 0.9 / (1 + (p / 180) * (p / 180)) + 0.002 * Double(k % 4))
      }
      for (k, error) in [(20, 8.0), (70, -3), (117, 3), (3, -0.2)] {
        t[k] = t[k].map { $0 + error }
      }
      for (k, error) in [(30, 0.8), (31, 0.6), (70, -0.3), (100, 0.2)] {
        s[k] = s[k].map { $0 + error }
      }
    }

    func batch(latitude: Double = 30, hasSalinity: Bool = true, order: [Int]? = nil) throws
      -> ObservationBatch
    {
      let order = order ?? Array(p.indices)
      return try TestBatch.profiles(
        [
          TestProfile(order.map { t[$0] }, pressures: order.map { p[$0] }, latitude: latitude)
        ],
        beside: hasSalinity ? [("salinity", order.map { s[$0] })] : []
      )
    }
  }

  private func failed(_ batch: borrowing ObservationBatch, column: Int = 0) -> [Int] {
    let codes = MEDDTest().codes(batch, column: column)
    #expect(codes.allSatisfy { $0 == 1 || $0 == 4 })
    return codes.indices.filter { codes[$0] == 4 }
  }

  // What is expected is what Tests/ConformanceTests/medd_reference.py prints, which looks at every
  // level from every other and takes density from gsw 3.6.23.

  @Test("fails what leaves the envelopes of its own and of density")
  func spikes() throws {
    let batch = try Example().batch()
    #expect(failed(batch) == [20, 117])
    #expect(failed(batch, column: 1) == [30, 100])
  }

  @Test("has a wider envelope without salinity, and near the equator")
  func temperatureAlone() throws {
    #expect(failed(try Example().batch(hasSalinity: false)) == [20, 70, 117])
    #expect(failed(try Example().batch(latitude: 5, hasSalinity: false)) == [70, 117])
  }

  @Test("gives the same where pressures are out of order")
  func disorder() throws {
    let order = Array(0..<50) + Array(55..<60) + Array(50..<55) + Array(60..<121)
    let batch = try Example().batch(order: order)
    #expect(failed(batch) == [20, 117])
    #expect(failed(batch, column: 1) == [30, 100])
  }

  @Test("leaves out what is missing or failed, and needs six levels")
  func gaps() throws {
    var example = Example()
    example.t[20] = nil
    var batch = try example.batch()
    #expect(MEDDTest().codes(batch)[20] == 9)
    batch.fail(column: 0, at: [117])
    #expect(MEDDTest().codes(batch)[117] == 2)
    #expect(MEDDTest().codes(batch).count { $0 == 4 } == 0)
    let few = try TestBatch.profiles([TestProfile([20, 20, 99, 20, 20]), TestProfile([nil])])
    #expect(MEDDTest().codes(few) == [2, 2, 2, 2, 2, 9])
    #expect(MEDDTest().codes(try TestBatch.profiles([])) == [])
  }

  @Test("judges profiles one by one, and temperature and salinity only")
  func seams() throws {
    let example = Example()
    let once = TestProfile(example.t, pressures: example.p)
    let codes = MEDDTest().codes(try TestBatch.profiles([once, once]))
    #expect(codes[..<121] == codes[121...])
    let other = try TestBatch.profiles([once], of: "oxygen")
    #expect(MEDDTest().codes(other).allSatisfy { $0 == 2 })
  }

  @Test("survives hostile values and pressures")
  func hostile() throws {
    let twice = hostileValues + hostileValues
    let batch = try TestBatch.profiles([TestProfile(twice, pressures: twice.reversed())])
    #expect(MEDDTest().codes(batch).count == twice.count)
    let level = try TestBatch.profiles([
      TestProfile([20, 20, 20, 20, 20, 20, 99], pressures: [Double?](repeating: 5, count: 7))
    ])
    #expect(MEDDTest().codes(level).count == 7)
  }
}
