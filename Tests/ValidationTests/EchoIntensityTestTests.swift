import ObservationModel
import Testing
import Validation

@Suite("The echo intensity test")
struct EchoIntensityTestTests {
  private let depths = [40.0, 38, 36, 34, 32, 30]

  @Test("fails from the first jump of the echo beyond the near half on")
  func jump() throws {
    // A step of 31 counts between the fourth and the fifth cell; the sixth is as loud.
    let batch = try TestBatch.currents(
      depths: depths,
      TestBatch.beams("echo_intensity", [100, 90, 80, 70, 101, 101])
    )
    #expect(EchoIntensityTest().codes(batch) == [1, 1, 1, 1, 4, 4])
    // The threshold itself passes.
    #expect(EchoIntensityTest(failAbove: 31).codes(batch) == [1, 1, 1, 1, 1, 1])
  }

  @Test("trusts the near half, and as much of it as is asked")
  func nearPart() throws {
    let batch = try TestBatch.currents(
      depths: depths,
      TestBatch.beams("echo_intensity", [100, 180, 80, 80, 80, 80])
    )
    #expect(EchoIntensityTest().codes(batch) == [1, 1, 1, 1, 1, 1])
    #expect(EchoIntensityTest(nearPart: 0).codes(batch) == [1, 4, 4, 4, 4, 4])
  }

  @Test("lets one beam differ, and does not judge where two are silent")
  func beams() throws {
    let even: [Double?] = [100, 90, 80, 70, 60, 50]
    let loud: [Double?] = [100, 90, 80, 170, 60, 50]
    let silent: [Double?] = [100, 90, 80, nil, 60, 50]
    func codes(_ beams: [[Double?]]) throws -> [Int] {
      let others = beams.enumerated().map { ("echo_intensity_\($0 + 1)", $1) }
      return EchoIntensityTest().codes(try TestBatch.currents(depths: depths, others))
    }
    #expect(try codes([even, loud, even, even]) == [1, 1, 1, 1, 1, 1])
    #expect(try codes([even, loud, loud, even]) == [1, 1, 1, 4, 4, 4])
    #expect(try codes([even, silent, even, even]) == [1, 1, 1, 1, 1, 1])
    #expect(try codes([even, silent, silent, even]) == [1, 1, 1, 2, 2, 1])
  }

  @Test("begins anew with every profile")
  func seams() throws {
    let echoes: [Double?] = [100, 90, 190, 100, 90, 80]
    let batch = try TestBatch.currents(
      depths: depths,
      TestBatch.beams("echo_intensity", echoes),
      seams: [3]
    )
    #expect(EchoIntensityTest().codes(batch) == [1, 1, 4, 1, 1, 1])
  }

  @Test("judges nothing without values or beams")
  func nothing() throws {
    let none = try TestBatch.currents(depths: depths, [])
    #expect(EchoIntensityTest().codes(none) == [2, 2, 2, 2, 2, 2])
    let empty = try TestBatch.currents(depths: [], TestBatch.beams("echo_intensity", []))
    #expect(EchoIntensityTest().codes(empty) == [])
    let missing = try TestBatch.currents(
      depths: [40],
      TestBatch.beams("echo_intensity", [100]),
      current: [nil]
    )
    #expect(EchoIntensityTest().codes(missing) == [9])
    let series = try TestBatch.make(
      .timeSeries,
      [("temperature", [1])] + TestBatch.beams("echo_intensity", [100]),
      times: [0]
    )
    #expect(EchoIntensityTest().codes(series) == [2])
  }
}
