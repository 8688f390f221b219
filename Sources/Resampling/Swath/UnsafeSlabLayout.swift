internal import Kernels

/// How positions are parted into slabs of latitude.
struct SlabLayout {
  /// Of each slab, in radians.
  private(set) var south: [Double] = []
  private(set) var north: [Double] = []

  /// The slab of each of many even steps of latitude.
  private(set) var slabOfStep: [Int32] = []
  private(set) var stepsPerRadian = 0.0
  private var origin = 0.0

  /// What is known of the positions of one step of latitude.
  private struct Step: BitwiseCopyable, Sendable {
    var count = 0
    var leastKey = UInt32.max
    var greatestKey = UInt32.min

    mutating func add(_ other: Step) {
      count += other.count
      leastKey = min(leastKey, other.leastKey)
      greatestKey = max(greatestKey, other.greatestKey)
    }
  }

  init(
    _ latitudes: [Double],
    _ longitudes: [Double],
    _ isUsed: [UInt8],
    threads: Int
  ) {
    let n = latitudes.count
    let chunk = max(4096, n / (threads * 4) + 1)
    let chunks = (n + chunk - 1) / chunk
    let extents = filledConcurrently(
      chunks,
      of: SIMD2(Double.infinity, -Double.infinity),
      chunk: 1,
      threads: threads
    ) { range, _, extents in
      let (latitudes, longitudes, isUsed) = (latitudes.span, longitudes.span, isUsed.span)
      let first = range.lowerBound * chunk
      for i in first..<min(n, first + chunk) where isPosition(i, latitudes, longitudes, isUsed) {
        extents[0][0] = min(extents[0][0], latitudes[i])
        extents[0][1] = max(extents[0][1], latitudes[i])
      }
    }
    let least = extents.map { $0[0] }.min() ?? .infinity
    let greatest = extents.map { $0[1] }.max() ?? -.infinity
    guard least <= greatest else { return }
    let radians = Double.pi / 180
    origin = least * radians
    let span = max((greatest - least) * radians, 1e-12)
    let stepCount = min(65_536, max(16, Int(4 * Double(n).squareRoot())))
    stepsPerRadian = Double(stepCount) / span
    let (origin, perRadian) = (origin, stepsPerRadian)
    let steps = filledConcurrently(
      chunks * stepCount,
      of: Step(),
      chunk: stepCount,
      threads: threads
    ) { range, _, steps in
      let (latitudes, longitudes, isUsed) = (latitudes.span, longitudes.span, isUsed.span)
      let first = range.lowerBound / stepCount * chunk
      for i in first..<min(n, first + chunk) where isPosition(i, latitudes, longitudes, isUsed) {
        let step = Self.step(latitudes[i], origin, perRadian, stepCount)
        let key = SphereIndex.key(ofLongitude: longitudes[i])
        steps[step].add(Step(count: 1, leastKey: key, greatestKey: key))
      }
    }
    layOut(
      (0..<stepCount).map { step in
        var sum = Step()
        for chunk in 0..<chunks { sum.add(steps[chunk * stepCount + step]) }
        return sum
      }
    )
  }

  @inline(__always)
  private static func step(
    _ latitude: Double,
    _ origin: Double,
    _ perRadian: Double,
    _ count: Int
  ) -> Int {
    min(count - 1, Int((latitude * (Double.pi / 180) - origin) * perRadian))
  }

  /// Joins steps until a slab is about three times as high as its positions lie apart.
  private mutating func layOut(_ steps: [Step]) {
    let height = 1 / stepsPerRadian
    var slab = Step()
    var first = 0
    for (number, step) in steps.enumerated() {
      slab.add(step)
      slabOfStep.append(Int32(truncatingIfNeeded: south.count))
      let high = Double(number + 1 - first) * height
      let middle = origin + (Double(number + first + 1) / 2) * height
      let turns =
        slab.count == 0 ? 0 : Double(slab.greatestKey - slab.leastKey) / 4_294_967_296
      let wide =
        turns * 360 * (Double.pi / 180)
        * sineCosine(degrees: middle * (180 / Double.pi)).cosine
      let isFull = slab.count > 0 && high * Double(slab.count) >= 9 * wide
      guard isFull || number == steps.count - 1 else { continue }
      // A hair wider than the steps, for what rounding puts on the other side of an edge.
      south.append(origin + Double(first) * height - 1e-14)
      north.append(origin + Double(number + 1) * height + 1e-14)
      slab = Step()
      first = number + 1
    }
  }

  /// The numbers of the positions, slab by slab and rising within each, and where slabs begin.
  func numbersBySlab(
    _ latitudes: [Double],
    _ longitudes: [Double],
    _ isUsed: [UInt8],
    threads: Int
  ) -> (numbers: [Int32], starts: [Int32]) {
    let slabCount = south.count
    guard slabCount > 0 else { return ([], [0]) }
    let n = latitudes.count
    let chunk = max(4096, n / (threads * 4) + 1)
    let chunks = (n + chunk - 1) / chunk
    let (origin, perRadian, slabOfStep) = (origin, stepsPerRadian, slabOfStep)
    let stepCount = slabOfStep.count
    let counts = filledConcurrently(
      chunks * slabCount,
      of: Int32(0),
      chunk: slabCount,
      threads: threads
    ) { range, _, counts in
      let (latitudes, longitudes, isUsed) = (latitudes.span, longitudes.span, isUsed.span)
      let first = range.lowerBound / slabCount * chunk
      for i in first..<min(n, first + chunk) where isPosition(i, latitudes, longitudes, isUsed) {
        counts[Int(slabOfStep[Self.step(latitudes[i], origin, perRadian, stepCount)])] += 1
      }
    }
    var offsets = counts
    var starts: [Int32] = []
    var sum: Int32 = 0
    for slab in 0..<slabCount {
      starts.append(sum)
      for chunk in 0..<chunks {
        offsets[chunk * slabCount + slab] = sum
        sum += counts[chunk * slabCount + slab]
      }
    }
    starts.append(sum)
    var numbers = [Int32](repeating: 0, count: Int(sum))
    let from = offsets
    numbers.withUnsafeMutableBufferPointer { buffer in
      // Safe: each chunk has a stretch of its own in every slab, as long as its count there.
      let shared = UnsafeSharedStorage(buffer: buffer)
      forEachConcurrently(chunks, threads: threads) { number, _ in
        let (latitudes, longitudes, isUsed) = (latitudes.span, longitudes.span, isUsed.span)
        var next = Array(from[(number * slabCount)..<((number + 1) * slabCount)])
        let first = number * chunk
        for i in first..<min(n, first + chunk) where isPosition(i, latitudes, longitudes, isUsed) {
          let slab = Int(slabOfStep[Self.step(latitudes[i], origin, perRadian, stepCount)])
          shared[Int(next[slab])] = Int32(truncatingIfNeeded: i)
          next[slab] += 1
        }
      }
    }
    return (numbers, starts)
  }
}

@inline(__always)
private func isPosition(
  _ i: Int,
  _ latitudes: Span<Double>,
  _ longitudes: Span<Double>,
  _ isUsed: Span<UInt8>
) -> Bool {
  (isUsed.isEmpty || isUsed[i] != 0) && latitudes[i].magnitude <= 90
    && longitudes[i].magnitude <= 1080
}
