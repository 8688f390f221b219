import KernelTypes
import Kernels

// Prints the level that runs and a digest of what every kernel makes of fixed inputs. The digests
// are the same on every processor; `check_kernels.sh` compares them.

/// FNV-1a over 64-bit words.
struct Digest {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01b3 }
}

/// A fixed sequence of words (splitmix64).
struct Words: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

func report(_ name: String, _ digest: Digest) {
  print(name, String(digest.value, radix: 16))
}

let sizes = Array(0...70) + [1023, 1024, 1025, 4100]
print("level", kernelLevel)
report("fields", fieldSumBits())

// Numbers as they come from instruments, with missing and impossible ones among them.
func series(_ count: Int, seed: UInt64) -> [Double] {
  var words = Words(state: seed)
  let odd: [Double] = [
    .nan, .infinity, -.infinity, 0, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
  ]
  return (0..<count).map { _ in
    let word = words.next()
    return word % 11 == 0
      ? odd[Int(word >> 8) % odd.count] : Double(Int64(bitPattern: word) >> 40) / 512
  }
}

var digest = Digest()
for kind in StoredKind.allCases {
  for (bigEndian, shuffled) in [(false, false), (true, false), (false, true), (true, true)] {
    for size in sizes {
      var words = Words(state: UInt64(size))
      let bytes = (0..<(size * kind.byteCount)).map { _ in UInt8(truncatingIfNeeded: words.next()) }
      let layout = StoredLayout(
        byteCount: kind.byteCount,
        isBigEndian: bigEndian,
        planeLength: shuffled ? size : nil
      )
      for missing in [[], [7], [0, 0x8000, 0x7fc0_0000]] as [[UInt64]] {
        let transform = PackedTransform(kind: kind, scale: 0.1, offset: 273.15, missing: missing)
        var floats = [Float](repeating: 0, count: size)
        var doubles = [Double](repeating: 0, count: size)
        var floatSpan = floats.mutableSpan
        decode(bytes.span.bytes, layout: layout, transform: transform, into: &floatSpan)
        var doubleSpan = doubles.mutableSpan
        decode(bytes.span.bytes, layout: layout, transform: transform, into: &doubleSpan)
        for x in floats { digest.add(UInt64(x.bitPattern)) }
        for x in doubles { digest.add(x.bitPattern) }
      }
      var copy = [UInt8](repeating: 0, count: bytes.count)
      var copySpan = copy.mutableSpan
      var raw = copySpan.mutableBytes
      copyStored(bytes.span.bytes, layout: layout, into: &raw)
      for byte in copy { digest.add(UInt64(byte)) }
    }
  }
}
report("decode", digest)

digest = Digest()
for size in sizes {
  let values = series(size, seed: UInt64(size))
  let floats = values.map { Float($0) }
  var (a, b) = (ValueStatistics(), ValueStatistics())
  a.add(values.span)
  b.add(floats.span)
  for x in a.state + b.state { digest.add(x.bitPattern) }
}
report("statistics", digest)

digest = Digest()
for size in sizes {
  let values = series(size, seed: UInt64(size + 1))
  let floats = values.map { Float($0) }
  let times = (0..<size).map { Double($0 / 3 * 600) }
  let range = RangeLimits(fail: -9000...9000, suspect: -4000...4000)
  let distance = DistanceLimits(suspectAbove: 900, failAbove: 5000)
  let rate = DistanceLimits(suspectAbove: 2, failAbove: 12)
  var flags = [UInt8](repeating: 0, count: size)
  func collect(_ body: (inout MutableSpan<UInt8>) -> Void) {
    var span = flags.mutableSpan
    body(&span)
    for flag in flags { digest.add(UInt64(flag)) }
  }
  collect { gradeRange(values.span, limits: range, into: &$0) }
  collect { gradeRange(floats.span, limits: range, into: &$0) }
  for form in [SpikeForm.average, .differential, .argo] {
    collect { gradeSpike(values.span, in: 0..<size, limits: distance, form: form, into: &$0) }
    collect { gradeSpike(floats.span, in: 0..<size, limits: distance, form: form, into: &$0) }
  }
  collect {
    gradeRateOfChange(values.span, times: times.span, in: 0..<size, limits: rate, into: &$0)
  }
  collect {
    gradeRateOfChange(floats.span, times: times.span, in: 0..<size, limits: rate, into: &$0)
  }
  let flat = FlatLineLimits(suspectSeconds: 600, failSeconds: 1800, tolerance: 3000)
  collect { gradeFlatLine(values.span, times: times.span, limits: flat, into: &$0) }
  collect { gradeFlatLine(floats.span, times: times.span, limits: flat, into: &$0) }
  for statistic in [AttenuationLimits.Statistic.standardDeviation, .range] {
    let limits = AttenuationLimits(statistic: statistic, suspectBelow: 9000, failBelow: 4000)
    collect {
      gradeAttenuation(
        values.span,
        times: times.span,
        seconds: 1800,
        minimumCount: 3,
        limits: limits,
        into: &$0
      )
    }
  }
  let byDepth = DepthLimits(boundaries: [0, 6000], limits: [range, nil, range, range, nil])
  collect { gradeRange(values.span, depths: times.span, limits: byDepth, into: &$0) }
  collect { gradeRange(floats.span, depths: values.span, limits: byDepth, into: &$0) }
  let inversion = InversionLimits(suspectBelow: -900, failBelow: -5000)
  collect { gradeDensityInversion(values.span, depths: times.span, limits: inversion, into: &$0) }
}
report("grading", digest)

digest = Digest()
let rows = (0...180).map { Double($0) - 90 }
let columns = (0...1440).map { Double($0) / 4 - 180 }
for size in sizes {
  let latitudes = series(size, seed: UInt64(size + 2)).map { $0 / 180 }
  let longitudes = series(size, seed: UInt64(size + 3)).map { $0 / 90 }
  var cells = [Int32](repeating: 0, count: size)
  var span = cells.mutableSpan
  cellNumbers(
    latitudes: latitudes.span,
    longitudes: longitudes.span,
    latitudeEdges: rows.span,
    longitudeEdges: columns.span,
    into: &span
  )
  for cell in cells { digest.add(UInt64(truncatingIfNeeded: cell)) }
  span = cells.mutableSpan
  unevenCellNumbers(
    latitudes: latitudes.span,
    longitudes: longitudes.span,
    latitudeEdges: rows.span,
    longitudeEdges: columns.span,
    into: &span
  )
  for cell in cells { digest.add(UInt64(truncatingIfNeeded: cell)) }
  span = cells.mutableSpan
  healpixCells(
    latitudes: latitudes.span,
    longitudes: longitudes.span,
    refinementLevel: 13,
    into: &span
  )
  for cell in cells { digest.add(UInt64(truncatingIfNeeded: cell)) }
}
report("cells", digest)

digest = Digest()
for isSouth in [false, true] {
  let projection = PolarStereographic(
    eccentricity: 0.0818,
    scaleMeters: 12_400_000,
    centralLongitude: -45,
    isSouth: isSouth
  )
  for size in sizes {
    let latitudes = series(size, seed: UInt64(size + 12)).map { $0 / 180 }
    let longitudes = series(size, seed: UInt64(size + 13)).map { $0 / 90 }
    var x = [Double](repeating: 0, count: size)
    var y = [Double](repeating: 0, count: size)
    var xSpan = x.mutableSpan
    var ySpan = y.mutableSpan
    projectPolarStereographic(
      latitudes: latitudes.span,
      longitudes: longitudes.span,
      projection: projection,
      x: &xSpan,
      y: &ySpan
    )
    for value in x + y { digest.add(value.isNaN ? 1 : value.bitPattern) }
    var north = [Double](repeating: 0, count: size)
    var east = [Double](repeating: 0, count: size)
    var northSpan = north.mutableSpan
    var eastSpan = east.mutableSpan
    unprojectPolarStereographic(
      x: x.span,
      y: y.span,
      projection: projection,
      latitudes: &northSpan,
      longitudes: &eastSpan
    )
    for value in north + east { digest.add(value.isNaN ? 1 : value.bitPattern) }
  }
}
report("projections", digest)

digest = Digest()
let lattice = LatticeScale(offset: 3, inverseStep: 1024, lowest: -30_000, highest: 30_000)
for size in sizes {
  let values = series(size, seed: UInt64(size + 10))
  let floats = values.map { Float($0) }
  let cells = series(size, seed: UInt64(size + 11)).map { x in
    x.isFinite && x.magnitude < 1e6 ? Int32(x / 4096) : -1
  }
  var integers = [Int32](repeating: 0, count: size)
  for isDouble in [true, false] {
    var span = integers.mutableSpan
    let missing =
      isDouble
      ? latticeIntegers(values.span, scale: lattice, into: &span)
      : latticeIntegers(floats.span, scale: lattice, into: &span)
    let seen = runCount(cells.span, integers.span)
    for number in [missing, seen.rejected, seen.runs] { digest.add(UInt64(number)) }
    for integer in integers { digest.add(UInt64(truncatingIfNeeded: integer)) }
  }
}
report("binning", digest)

digest = Digest()
for x in series(4100, seed: 5) {
  let (sine, cosine) = sineCosine(degrees: x)
  digest.add(sine.bitPattern)
  digest.add(cosine.bitPattern)
  let logarithm = naturalLogarithm(x)
  // Which NaN the logarithm of a negative number gives is not promised.
  digest.add(logarithm.isNaN ? 1 : logarithm.bitPattern)
  let angle = arcTangent(x, 3)
  digest.add(angle.isNaN ? 1 : angle.bitPattern)
  for y in [
    exponential(x), exponential(x / 64), power(x.magnitude, 0.3), power(x.magnitude, -7.1),
    arcSine(x / 16_384), arcCosine(x / 16_384),
  ] {
    digest.add(y.isNaN ? 1 : y.bitPattern)
  }
}
for size in sizes {
  var results = [Double](repeating: 0, count: size)
  var span = results.mutableSpan
  let exponents = series(size, seed: UInt64(size + 8)).map { $0 / 32 }
  exponentials(of: exponents.span, into: &span)
  for y in results { digest.add(y.isNaN ? 1 : y.bitPattern) }
}
report("elementary", digest)

digest = Digest()
for size in sizes where size > 0 {
  let salinity = series(size, seed: UInt64(size + 4)).map { $0 / 400 }
  let temperature = series(size, seed: UInt64(size + 5)).map { $0 / 400 }
  let pressure = series(size, seed: UInt64(size + 6)).map { $0.magnitude / 4 }
  var levels = [Double](repeating: 0, count: size)
  var conservative = levels.mutableSpan
  conservativeTemperature(
    absoluteSalinity: salinity.span,
    temperature: temperature.span,
    pressure: pressure.span,
    into: &conservative
  )
  // Which NaN an operation on NaN gives is not promised.
  for x in levels { digest.add(x.isNaN ? 1 : x.bitPattern) }
  var densities = levels.mutableSpan
  density(
    absoluteSalinity: salinity.span,
    conservativeTemperature: temperature.span,
    pressure: pressure.span,
    into: &densities
  )
  for x in levels { digest.add(x.isNaN ? 1 : x.bitPattern) }
  var freezing = levels.mutableSpan
  freezingTemperature(
    absoluteSalinity: salinity.span,
    pressure: pressure.span,
    saturationFraction: 0.5,
    into: &freezing
  )
  for x in levels { digest.add(x.isNaN ? 1 : x.bitPattern) }
  var (first, second) = (Array(levels.dropLast()), Array(levels.dropLast()))
  var firstSpan = first.mutableSpan
  var secondSpan = second.mutableSpan
  potentialDensityOfNeighbours(
    absoluteSalinity: salinity.span,
    conservativeTemperature: temperature.span,
    pressure: pressure.span,
    first: &firstSpan,
    second: &secondSpan
  )
  for x in first + second { digest.add(x.isNaN ? 1 : x.bitPattern) }
}
report("seawater", digest)

digest = Digest()
for size in sizes {
  let latitudes = series(size, seed: UInt64(size + 6)).map { $0 / 180 }
  let longitudes = series(size, seed: UInt64(size + 7)).map { $0 / 90 }
  var distances = [Double](repeating: 0, count: size)
  var span = distances.mutableSpan
  geodesicDistances(latitudes: latitudes.span, longitudes: longitudes.span, into: &span)
  for distance in distances { digest.add(distance.bitPattern) }
  span = distances.mutableSpan
  haversineDistances(
    latitudes: latitudes.span,
    longitudes: longitudes.span,
    radiusMeters: 6_371_000,
    into: &span
  )
  for distance in distances { digest.add(distance.bitPattern) }
}
report("distances", digest)

digest = Digest()
for order in 0...33 {
  var words = Words(state: UInt64(order))
  func number() -> Double { Double(Int64(bitPattern: words.next()) >> 40) / 8_388_608 }
  var matrix = (0..<order * order).map { _ in number() }
  for i in 0..<order { matrix[i * order + i] = Double(order) + number() }
  var vector = (0..<order).map { _ in number() }
  var view = matrix.mutableSpan
  digest.add(factorise(&view, order: order) ? 1 : 0)
  var solved = vector.mutableSpan
  solve(factor: matrix.span, order: order, into: &solved)
  for x in matrix + vector { digest.add(x.bitPattern) }
  let (rows, columns) = (7, 2 * order + 2)
  let field = (0..<rows * columns).map { _ in number() }
  let (widths, tails) = ([0, 1, 2, 3, 9, 17, 40], [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
  for wraps in [false, true] {
    var means = field
    var sums = [Double](repeating: 0, count: columns)
    var target = means.mutableSpan
    movingMeansAlongRows(
      field.span,
      halfWidths: widths.span,
      tails: tails.span,
      isPeriodic: wraps,
      into: &target
    )
    for x in means { digest.add(x.bitPattern) }
    var again = means.mutableSpan
    var room = sums.mutableSpan
    movingMeansAlongColumns(
      field.span,
      columns: columns,
      halfWidth: 1 + order % 11,
      tail: 0.3,
      overPoles: wraps,
      sums: &room,
      into: &again
    )
    for x in means + sums { digest.add(x.bitPattern) }
  }
}
report("mapping", digest)

digest = Digest()
for size in sizes {
  let latitudes = series(size, seed: UInt64(size + 8)).map { $0 / 180 }
  let longitudes = series(size, seed: UInt64(size + 9)).map { $0 / 90 }
  var x = [Double](repeating: 0, count: size)
  var y = x
  var z = x
  var xs = x.mutableSpan
  var ys = y.mutableSpan
  var zs = z.mutableSpan
  unitVectors(latitudes: latitudes.span, longitudes: longitudes.span, x: &xs, y: &ys, z: &zs)
  for number in x + y + z { digest.add(number.isNaN ? 1 : number.bitPattern) }
}
report("sphere", digest)

digest = Digest()
for size in sizes {
  // Depths that increase, and levels on them, between them and beyond.
  var depth = -7.0
  let nodes = series(size, seed: UInt64(size + 8)).map { word in
    depth +=
      word.isFinite && word != 0 ? 0.1 + word.magnitude.truncatingRemainder(dividingBy: 30) : 1
    return depth
  }
  let finite = series(size, seed: UInt64(size + 9)).map { $0.magnitude < 1e9 ? $0 / 400 : 0 }
  let second = series(size, seed: UInt64(size + 10)).map { $0.magnitude < 1e9 ? $0 / 900 : 0 }
  let points = (0..<90).map { Double($0) * (depth + 14) / 80 - 7 } + nodes.prefix(10)
  var brackets = [Int32](repeating: -1, count: points.count)
  var bracketSpan = brackets.mutableSpan
  findBrackets(of: points.span, in: nodes.span, into: &bracketSpan)
  digest.add(isInOrder(depths: nodes.span, values: finite.span) ? 1 : 0)
  digest.add(isInOrder(depths: finite.span, values: nodes.span) ? 1 : 0)
  var results = [Double](repeating: 0, count: points.count)
  var others = results
  for curve in [Interpolant.linear, .pchip, .akima, .modifiedAkima, .reinigerRoss] {
    var span = results.mutableSpan
    interpolate(
      curve,
      nodes: nodes.span,
      values: finite.span,
      at: points.span,
      brackets: brackets.span,
      into: &span
    )
    for x in results { digest.add(x.isNaN ? 1 : x.bitPattern) }
  }
  var firstSpan = results.mutableSpan
  var secondSpan = others.mutableSpan
  interpolateRotated(
    nodes: nodes.span,
    first: second.span,
    second: finite.span,
    factor: 9,
    at: points.span,
    brackets: brackets.span,
    intoFirst: &firstSpan,
    intoSecond: &secondSpan
  )
  for x in results + others { digest.add(x.isNaN ? 1 : x.bitPattern) }
  let bottoms = Array(points.dropFirst())
  let tops = Array(points.dropLast())
  var means = tops
  var meanSpan = means.mutableSpan
  layerMeans(
    nodes: nodes.span,
    values: finite.span,
    tops: tops.span,
    bottoms: bottoms.span,
    reach: 3,
    into: &meanSpan
  )
  for x in means { digest.add(x.isNaN ? 1 : x.bitPattern) }
}
report("profiles", digest)
