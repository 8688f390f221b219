import ObservationModel
import Testing
import Validation

@Suite("Spikes in records of displacements")
struct WaveSpikeTestTests {
  /// Sixty seeded values with three that were set; the spikes were found with numpy 2.4.6, by
  /// `abs(x - x.mean()) >= 4 * x.std()` over what is left, so many times.
  @Test("are found again without those already found, as numpy finds them")
  func numpy() throws {
    let values: [Double] = [
      -1.78, -0.57, 0.7, 1.58, 0.42, -0.75, 0.3, -0.02, -0.2, -0.73, 9.0, 0.31, -0.09, -0.22,
      -1.28, -0.49, 1.21, -0.19, -1.44, 1.33, 0.53, 2.11, 0.06, -0.46, -1.45, 1.32, 2.57, -0.82,
      -0.65, 0.6, -5.5, -0.27, -0.35, 0.19, 1.09, 0.02, 0.92, -0.42, 0.33, -2.14, -1.45, 0.8,
      -0.59, 0.58, 0.54, 4.2, 0.81, 1.02, -0.11, -0.7, -0.73, -0.49, -1.13, -0.55, -0.09, 0.25,
      -0.34, -1.92, -0.07, 0.23,
    ]
    let batch = try TestBatch.series(values, of: "platform_heave")
    func spikes(_ iterations: Int) -> [Int] {
      let codes = WaveSpikeTest(iterations: iterations).codes(batch)
      return codes.indices.filter { codes[$0] == 4 }
    }
    #expect(spikes(1) == [10])
    #expect(spikes(2) == [10, 30])
    #expect(spikes(5) == [10, 30])
  }

  @Test("begin at the threshold itself")
  func threshold() throws {
    // The mean of -1 and 1 is 0 and their standard deviation 1.
    let batch = try TestBatch.series([-1, 1], of: "platform_heave")
    #expect(WaveSpikeTest(deviations: 1, iterations: 1).codes(batch) == [4, 4])
    #expect(WaveSpikeTest(deviations: 1.01, iterations: 1).codes(batch) == [1, 1])
  }

  @Test("belong to their record")
  func records() throws {
    var values = [Double?](repeating: nil, count: 200)
    for i in values.indices { values[i] = i % 2 == 0 ? 1 : -1 }
    values[50] = 6
    // The second record is rougher: there 6 is nothing.
    for i in 100..<200 { values[i] = i % 2 == 0 ? 5 : -5 }
    values[150] = 6
    let batch = try TestBatch.series(values, of: "platform_heave")
    let test = WaveSpikeTest(iterations: 3, recordSeconds: 6000)
    #expect(test.codes(batch).indices.filter { test.codes(batch)[$0] == 4 } == [50])
    #expect(!WaveSpikeTest(iterations: 3).codes(batch).contains(4))
  }

  @Test("are not in what does not move, and stand out however large")
  func edges() throws {
    let test = WaveSpikeTest(iterations: 3)
    #expect(test.codes(try TestBatch.series([])) == [])
    #expect(test.codes(try TestBatch.series([1])) == [1])
    #expect(test.codes(try TestBatch.series([nil, 1, 1, 1])) == [9, 1, 1, 1])
    let calm = [Double?](repeating: 0.1, count: 40)
    for hostile in [1e308, -.infinity, 1e200] {
      let codes = test.codes(try TestBatch.series(calm + [hostile]))
      #expect(codes == calm.map { _ in 1 } + [4])
    }
  }
}
