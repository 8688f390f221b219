/// Weights of any remapping: for each target cell some source cells, in a fixed order.
public struct SparseWeights: Sendable, Equatable {
  /// Where the entries of a target cell begin, shape `[target + 1]`.
  public private(set) var starts: [Int]

  /// The source cells, shape `[entry]`, each below `sourceCount`.
  public private(set) var sources: [Int32]

  /// Shape `[entry]`.
  public private(set) var weights: [Double]

  /// What gradients are multiplied with, shape `[entry]`, in radians along the parallel and the
  /// meridian of the source cell; empty for remappings without gradients.
  public private(set) var eastMoments: [Double]
  public private(set) var northMoments: [Double]

  public var targetCount: Int { starts.count - 1 }

  init() {
    starts = [0]
    sources = []
    weights = []
    eastMoments = []
    northMoments = []
  }

  /// Weights as they were kept; nil when they contradict themselves.
  public init?(
    starts: [Int],
    sources: [Int32],
    weights: [Double],
    eastMoments: [Double],
    northMoments: [Double],
    sourceCount: Int
  ) {
    guard starts.first == 0, starts.last == sources.count, weights.count == sources.count,
      eastMoments.count == northMoments.count,
      eastMoments.isEmpty || eastMoments.count == sources.count,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
      sources.allSatisfy({ $0 >= 0 && Int($0) < sourceCount })
    else { return nil }
    self.starts = starts
    self.sources = sources
    self.weights = weights
    self.eastMoments = eastMoments
    self.northMoments = northMoments
  }

  @inline(__always)
  func entries(of target: Int) -> Range<Int> { starts[target]..<starts[target + 1] }

  mutating func append(_ source: Int, _ weight: Double) {
    sources.append(Int32(source))
    weights.append(weight)
  }

  mutating func append(_ source: Int, _ weight: Double, east: Double, north: Double) {
    append(source, weight)
    eastMoments.append(east)
    northMoments.append(north)
  }

  /// Ends the entries of a target cell.
  mutating func endTarget() { starts.append(sources.count) }

  /// Adds the entries of further target cells.
  mutating func append(_ other: SparseWeights) {
    let offset = sources.count
    starts += other.starts.dropFirst().map { $0 + offset }
    sources += other.sources
    weights += other.weights
    eastMoments += other.eastMoments
    northMoments += other.northMoments
  }

  /// Makes weights for each target on several threads; the result does not depend on their number.
  static func made(
    targets: Int,
    threads: Int,
    _ body: @Sendable (_ targets: Range<Int>, _ weights: inout SparseWeights) -> Void
  ) -> SparseWeights {
    let pieces = inPieces(targets, of: 4096, threads: threads) { range in
      var weights = SparseWeights()
      body(range, &weights)
      return weights
    }
    var all = SparseWeights()
    for piece in pieces { all.append(piece) }
    return all
  }
}
