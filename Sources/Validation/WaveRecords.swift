internal import ObservationModel

extension TestParameter {
  /// How a series of displacements is cut into records.
  static var record: TestParameter {
    TestParameter(
      "record",
      .measure(unit: "s"),
      "the length of a record, such as 30 min, counted from the first time of the feature; the"
        + " whole feature unless given"
    )
  }

  /// The time between samples, to count those that are not there at all.
  static var sampleInterval: TestParameter {
    TestParameter(
      "interval",
      .measure(unit: "s"),
      "the time between samples; when given, samples that the series leaves out are counted too"
    )
  }
}

extension ObservationBatch {
  /// Calls `body` with each record of the features in `range`: what a wave buoy sampled in one go.
  ///
  /// - Parameter seconds: The length of a record, counted from the first time of the feature; nil
  ///   for the whole feature. What has no time, or runs back, stays with what is before it.
  func forEachRecord(
    in range: Range<Int>,
    seconds: Double?,
    _ body: (_ record: Range<Int>) -> Void
  ) {
    guard !featureType.isField else { return }
    for feature in features(in: range) {
      let samples = features[feature].observations
      guard let seconds, seconds > 0,
        let first = samples.first(where: { !times[$0].isNaN })
      else {
        if !samples.isEmpty { body(samples) }
        continue
      }
      var start = samples.lowerBound
      var number = 0.0
      for i in samples {
        let found = ((times[i] - times[first]) / seconds).rounded(.down)
        guard found > number else { continue }
        if start < i { body(start..<i) }
        start = i
        number = found
      }
      body(start..<samples.upperBound)
    }
  }
}
