/// Fields of one file that follow each other and are read together.
struct FieldRun: Sendable {
  let file: Int

  /// The place of the first along the dimension of time.
  let index: Int
  private(set) var count: Int

  /// Puts steps together that share a block of the file, so that no block is fetched more often
  /// than needed.
  ///
  /// - Parameters:
  ///   - steps: The numbers of steps of the series, in the order of time.
  ///   - times: How many times a block has.
  static func runs(of steps: [Int], in series: FieldSeries, timesOfBlock times: Int) -> [FieldRun] {
    var runs: [FieldRun] = []
    for number in steps {
      let step = series.steps[number]
      if let last = runs.last, last.file == step.file, last.index + last.count == step.index,
        last.index / times == step.index / times
      {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(FieldRun(file: step.file, index: step.index, count: 1))
      }
    }
    return runs
  }
}
