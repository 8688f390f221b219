import ObservationModel
import Testing
import Validation

@Suite("The echo range test")
struct EchoRangeTestTests {
  @Test("holds the loudest beam against the second weakest")
  func range() throws {
    let batch = try TestBatch.currents(
      depths: [1, 2, 3, 4, 5],
      [
        // Differences 40, 41, 41, 41 and, with the weakest left out, 0.
        ("echo_intensity_1", [60, 60, 101, 60, 100]),
        ("echo_intensity_2", [70, 101, 60, 60, 100]),
        ("echo_intensity_3", [100, 60, 60, 101, 100]),
        ("echo_intensity_4", [50, 50, 50, 60, 10]),
      ]
    )
    #expect(EchoRangeTest().codes(batch) == [1, 4, 4, 4, 1])
    #expect(EchoRangeTest(failAbove: 41).codes(batch) == [1, 1, 1, 1, 1])
    #expect(rangeLengthsThatMatter(EchoRangeTest(), batch) == [])
  }

  @Test("finds the second weakest whatever the order of the beams")
  func order() throws {
    // All orders of 0, 10, 30 and 60: the difference is 50.
    var orders: [[Double]] = []
    let echoes = [0.0, 10, 30, 60]
    for a in 0..<4 {
      for b in 0..<4 where b != a {
        for c in 0..<4 where c != a && c != b {
          orders.append([echoes[a], echoes[b], echoes[c], echoes[6 - a - b - c]])
        }
      }
    }
    let batch = try TestBatch.currents(
      depths: orders.map { _ in 1 },
      (0..<4).map { beam in ("echo_intensity_\(beam + 1)", orders.map { $0[beam] }) }
    )
    #expect(orders.count == 24)
    #expect(EchoRangeTest(failAbove: 50).codes(batch) == orders.map { _ in 1 })
    #expect(EchoRangeTest(failAbove: 49).codes(batch) == orders.map { _ in 4 })
  }

  @Test("does not judge without every beam")
  func missing() throws {
    let batch = try TestBatch.currents(
      depths: [1, 2],
      TestBatch.beams("echo_intensity", [nil, 100]),
      current: [0.1, nil]
    )
    #expect(EchoRangeTest().codes(batch) == [2, 9])
    #expect(EchoRangeTest().codes(try TestBatch.currents(depths: [1], [])) == [2])
    #expect(EchoRangeTest().codes(try TestBatch.currents(depths: [], [])) == [])
  }
}
