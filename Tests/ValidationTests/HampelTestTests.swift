import ObservationModel
import Testing
import Validation

@Suite("The Hampel test")
struct HampelTestTests {
  @Test("finds what numpy finds with medians and scaled median distances")
  func peer() throws {
    // numpy 2.4.6 median, scipy 1.x median_abs_deviation times 1.482602218505602, windows cut at the
    // ends; windows of less than three values not evaluated.
    let batch = try TestBatch.series(RandomWalk.values)
    let test = HampelTest(halfWindow: 3, suspectFactor: 3, failFactor: 10)
    #expect(
      test.codes(batch) == [
        1, 1, 1, 1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 9, 1, 1, 1, 1,
      ]
    )
    #expect(rangeLengthsThatMatter(test, batch) == [])
    #expect(
      HampelTest(halfWindow: 1, suspectFactor: 1.5, failFactor: 5).codes(batch) == [
        2, 1, 1, 1, 1, 4, 1, 4, 1, 3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 3, 1, 1, 1, 2, 9, 2, 1, 1, 2,
      ]
    )
    #expect(
      HampelTest(halfWindow: 3, suspectFactor: 3, failFactor: 10, leastSpread: 0.2).codes(batch)
        == [
          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 9, 1, 1, 1, 1,
        ]
    )
  }

  @Test("has the median distances of a plain computation in windows of any size")
  func plain() throws {
    var random = SplitMix(seed: 3)
    let values = (0..<90).map { _ -> Double? in
      random.next() % 9 == 0 ? nil : Double(random.next() % 40) / 10
    }
    let batch = try TestBatch.series(values)
    for halfWindow in 1...12 {
      let test = HampelTest(halfWindow: halfWindow, suspectFactor: 1, failFactor: 2)
      let expected = values.indices.map { i -> Int in
        guard let value = values[i] else { return 9 }
        let window = values[max(0, i - halfWindow)...min(89, i + halfWindow)].compactMap { $0 }
        guard window.count >= 3 else { return 2 }
        let middle = Self.median(window)
        let spread = Self.median(window.map { abs($0 - middle) }) * 1.482602218505602
        let distance = abs(value - middle)
        return spread > 0 && distance > 2 * spread ? 4 : spread > 0 && distance > spread ? 3 : 1
      }
      #expect(test.codes(batch) == expected, "half window \(halfWindow)")
    }
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let n = sorted.count
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2
  }

  @Test("does not look across a seam, and calls nothing bad where all is flat")
  func seam() throws {
    let test = HampelTest(halfWindow: 2, suspectFactor: 3, failFactor: 6)
    let batch = try TestBatch.series([1, 1.1, 0.9, 50, 50.1, 49.9], seams: [3])
    #expect(test.codes(batch) == [1, 1, 1, 1, 1, 1])
    #expect(test.codes(try TestBatch.series([5, 5, 5, 6, 5, 5])) == [1, 1, 1, 1, 1, 1])
  }
}
