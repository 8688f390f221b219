import Glibc
import Kernels
import ObservationModel
import Resampling
import Testing

@Suite("Swaths and points to places")
struct SwathSamplingTests {
  typealias Numbers = SphereIndexTests.Numbers

  /// A point of the unit sphere by the C library.
  static func point(_ latitude: Double, _ longitude: Double) -> SIMD3<Double> {
    let (a, b) = (latitude * .pi / 180, longitude * .pi / 180)
    return SIMD3(cos(a) * cos(b), cos(a) * sin(b), sin(a))
  }

  /// An image of even steps on a sphere, turned about the place it is centred on.
  static func image(
    rows: Int,
    columns: Int,
    stepDegrees: Double,
    latitude: Double,
    longitude: Double,
    turnDegrees: Double
  ) -> SwathImage {
    let centre = point(latitude, longitude)
    let east = point(0, longitude + 90)
    let north = SIMD3(
      centre.y * east.z - centre.z * east.y,
      centre.z * east.x - centre.x * east.z,
      centre.x * east.y - centre.y * east.x
    )
    let (c, s) = (cos(turnDegrees * .pi / 180), sin(turnDegrees * .pi / 180))
    var (latitudes, longitudes): ([Double], [Double]) = ([], [])
    for row in 0..<rows {
      for column in 0..<columns {
        let u = (Double(column) - Double(columns - 1) / 2) * stepDegrees * .pi / 180
        let v = (Double(row) - Double(rows - 1) / 2) * stepDegrees * .pi / 180
        let p = centre + (c * u - s * v) * east + (s * u + c * v) * north
        latitudes.append(atan2(p.z, hypot(p.x, p.y)) * 180 / .pi)
        longitudes.append(atan2(p.y, p.x) * 180 / .pi)
      }
    }
    return SwathImage(
      shape: FieldShape(rows: rows, columns: columns),
      latitudes: latitudes,
      longitudes: longitudes
    )
  }

  static let places: [(Double, Double)] = [
    (36, 120), (0, 180), (89.99, 12), (-90, 0), (-60, -179.9),
  ]

  @Test("weights by distance give what their formulas give", arguments: [UInt64(1), 2, 3])
  func weights(seed: UInt64) {
    var numbers = Numbers(state: seed)
    func random(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &numbers) }
    let sources = (0..<200).map { _ in (random(9...10), random(179.5...180.5)) }
    var values = (0..<200).map { _ in random(-1...30) }
    for i in stride(from: 0, to: 200, by: 9) { values[i] = .nan }
    var targets = (0..<40).map { _ in (random(9...10), random(-180.5 ... -179.5)) }
    targets.append(sources[1])
    targets.append((-40, 3))
    let index = SphereIndex(latitudes: sources.map(\.0), longitudes: sources.map(\.1))
    let radius = 30_000.0
    for method in [
      NeighbourMethod.nearest(radiusMeters: radius),
      .gaussian(sigmaMeters: 9000, neighbours: 8, radiusMeters: radius),
      .inverseDistance(power: 2, neighbours: 8, radiusMeters: radius),
      .inverseDistance(power: 1.5, neighbours: 4, radiusMeters: radius),
    ] {
      let fields = [1, 4].map { threads in
        index.sample(
          values,
          atLatitudes: targets.map(\.0),
          longitudes: targets.map(\.1),
          by: method,
          threads: threads
        )
      }
      #expect(fields[0].isUsed == fields[1].isUsed)
      var isUsed = [UInt8](repeating: 0, count: 200)
      for (i, target) in targets.enumerated() {
        var near = sources.enumerated().map { number, source in
          let d = Self.point(source.0, source.1) - Self.point(target.0, target.1)
          return (distance: (d * d).sum().squareRoot() * 6_371_000, number: number)
        }
        near.sort { ($0.distance, $0.number) < ($1.distance, $1.number) }
        let wanted: Int
        let weight: (Double) -> Double
        switch method {
        case .nearest: (wanted, weight) = (1, { _ in 1 })
        case .gaussian(let sigma, let k, _):
          (wanted, weight) = (k, { exp(-$0 * $0 / (sigma * sigma)) })
        case .inverseDistance(let p, let k, _): (wanted, weight) = (k, { pow($0, -p) })
        }
        let kept = near.prefix(wanted).filter { $0.distance <= radius && !values[$0.number].isNaN }
        for (_, number) in kept { isUsed[number] = 1 }
        var (w, f) = (kept.map { weight($0.distance) }, kept.map { values[$0.number] })
        if case .inverseDistance = method, i == 40 { (w, f) = ([1], [values[1]]) }
        let total = w.reduce(0, +)
        let mean = zip(w, f).reduce(0) { $0 + $1.0 * $1.1 } / total
        let found = fields[0].values[i]
        let other = fields[1].values[i]
        #expect(found.value.bitPattern == other.value.bitPattern)
        #expect(Int(found.count) == w.count, "\(method) \(i) seed \(seed)")
        guard !w.isEmpty else {
          #expect(found.value.isNaN)
          continue
        }
        #expect(abs(found.value - mean) <= 1e-9, "\(method) \(i) seed \(seed)")
        guard w.count > 1 else { continue }
        let scatter = zip(w, f).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
        let squares = w.reduce(0) { $0 + $1 * $1 }
        let deviation = (scatter * total / (total * total - squares)).squareRoot()
        #expect(abs(found.standardDeviation - deviation) <= 1e-7 * deviation)
      }
      if case .inverseDistance = method { continue }
      #expect(fields[0].isUsed == isUsed, "\(method) seed \(seed)")
    }
  }

  @Test("sigma follows from the width of a beam at half its height")
  func sigma() {
    let sigma = NeighbourMethod.sigmaMeters(ofFullWidthAtHalfMaximum: 25_000)
    #expect(abs(exp(-(12_500 * 12_500) / (sigma * sigma)) - 0.5) < 1e-15)
  }

  @Test("bilinear weights put the place where it is", arguments: places)
  func bilinear(latitude: Double, longitude: Double) {
    let image = Self.image(
      rows: 9,
      columns: 12,
      stepDegrees: 0.05,
      latitude: latitude,
      longitude: longitude,
      turnDegrees: 25
    )
    let inner = Self.image(
      rows: 8,
      columns: 8,
      stepDegrees: 0.0337,
      latitude: latitude,
      longitude: longitude,
      turnDegrees: -33
    )
    let corners = zip(image.latitudes, image.longitudes).map { Self.point($0, $1) }
    for (targetLatitude, targetLongitude) in zip(inner.latitudes, inner.longitudes) {
      let t = Self.point(targetLatitude, targetLongitude)
      // Any two directions across the place: the offsets of the corners along them must cancel.
      for axis in [SIMD3(t.y, -t.x, 0), SIMD3(0, t.z, -t.y), SIMD3(t.z, 0, -t.x)] {
        let offsets = corners.map { ($0 * axis).sum() / ($0 * t).sum() }
        let found = image.interpolateBilinearly(
          offsets,
          atLatitudes: [targetLatitude],
          longitudes: [targetLongitude],
          radiusMeters: 10_000
        )
        #expect(found.values[0].value.magnitude < 1e-14)
        #expect(abs(found.values[0].weight - 1) < 1e-12)
      }
    }
  }

  @Test("bilinear interpolation keeps to the image, and to the values that are there")
  func bilinearEdges() {
    let image = SwathImage(
      shape: FieldShape(rows: 2, columns: 2),
      latitudes: [0, 0, 0.01, 0.01],
      longitudes: [180, -179.99, 180, -179.99]
    )
    func value(_ values: [Double], _ latitude: Double, _ longitude: Double) -> SampledValue {
      image.interpolateBilinearly(
        values,
        atLatitudes: [latitude],
        longitudes: [longitude],
        radiusMeters: 5000
      ).values[0]
    }
    #expect(abs(value([1, 2, 3, 4], 0.005, -179.995).value - 2.5) < 1e-8)
    #expect(abs(value([1, 2, 3, 4], 0, 180).value - 1) < 1e-9)
    #expect(value([1, 2, 3, 4], -0.001, 180).value.isNaN)
    // A quarter of the weight is missing: 0.75 are left, and the value is scaled up.
    let partly = value([1, .nan, 1, 4], 0.005, -179.995)
    #expect(abs(partly.value - 2) < 1e-8 && abs(partly.weight - 0.75) < 1e-8)
    #expect(value([.nan, .nan, .nan, 4], 0.005, -179.995).value.isNaN)
    #expect(value([.nan, .nan, .nan, 4], 0.0099, -179.9901).value == 4)
  }

  @Test("a place in a folded quadrangle still has a value")
  func folded() {
    // The fourth corner lies inside the triangle of the others.
    let image = SwathImage(
      shape: FieldShape(rows: 2, columns: 2),
      latitudes: [0, 0, 0.03, 0.005],
      longitudes: [0, 0.03, 0, 0.005]
    )
    let found = image.interpolateBilinearly(
      [0, 3, 3, 1],
      atLatitudes: [0.012],
      longitudes: [0.012],
      radiusMeters: 5000
    )
    #expect(found.values[0].count > 0)
  }

  @Test(
    "elliptical averages are what their definition gives",
    arguments: [(16, nil), (4, 360.0), (1, nil)]
  )
  func ellipses(rowsPerScan: Int, period: Double?) {
    let (rows, columns) = (32, 40)
    var numbers = Numbers(state: 11)
    // Scans that overlap: steps along the track are longer than a scan moves on.
    var (u, v, values): ([Double], [Double], [Double]) = ([], [], [])
    for row in 0..<rows {
      for column in 0..<columns {
        let inScan = Double(row % rowsPerScan)
        let x = Double(column) * 0.7 - 3 + inScan * 0.11
        u.append(period != nil ? x < 0 ? x + 360 : x : x)
        v.append(Double(row / rowsPerScan * rowsPerScan) * 0.8 + inScan * 0.9 + x * 0.05)
        values.append(.random(in: 0...1, using: &numbers))
      }
    }
    values[77] = .nan
    (u[300], v[300]) = (.nan, .nan)
    let target = FieldShape(rows: 30, columns: period == nil ? 26 : 360)
    let method = EllipticalWeightedAveraging(rowsPerScan: rowsPerScan)
    let places = ImagePlaces(shape: target, rows: v, columns: u, columnPeriod: period)
    let shape = FieldShape(rows: rows, columns: columns)
    let fields = [1, 3].map { method.average(values, shape: shape, at: places, threads: $0) }
    #expect(fields[0].isUsed == fields[1].isUsed)
    #expect(fields[0].isUsed[77] == 0 && fields[0].isUsed[300] == 0)
    func difference(_ a: Int, _ b: Int) -> SIMD2<Double>? {
      guard !u[a].isNaN, !u[b].isNaN else { return nil }
      var x = u[b] - u[a]
      if let period { x -= period * (x / period).rounded() }
      return SIMD2(x, v[b] - v[a])
    }
    func isKnown(_ i: Int) -> Bool { !u[i].isNaN }
    // One ellipse for each column of a scan: the step across in its middle row, the mean step along.
    func across(_ row: Int, _ column: Int) -> SIMD2<Double>? {
      let (left, right) = (max(0, column - 1), min(columns - 1, column + 1))
      let known = [left, column, right].filter { isKnown(row * columns + $0) }
      let hasEnds = known.count > 1 && (known.contains(column) || known == [left, right])
      guard hasEnds, let first = known.first, let last = known.last else { return nil }
      return difference(row * columns + first, row * columns + last).map {
        $0 / Double(last - first)
      }
    }
    func ellipse(_ scan: Int, _ column: Int) -> (across: SIMD2<Double>, along: SIMD2<Double>)? {
      let inScan = (scan * rowsPerScan)..<((scan + 1) * rowsPerScan)
      // A row by itself asks those beside it.
      let rows = rowsPerScan > 1 ? inScan : max(0, scan - 1)..<min(rows, scan + 2)
      let known = rows.filter { isKnown($0 * columns + column) }
      guard let first = known.first, let last = known.last, first < last,
        let along = difference(first * columns + column, last * columns + column)
      else { return nil }
      let middle = (rows.lowerBound + rows.upperBound) / 2
      for row in [middle] + rows {
        if let step = across(row, column) { return (step, along / Double(last - first)) }
      }
      return nil
    }
    var edges = [Double](repeating: 0, count: target.rows * target.columns)
    var sums = [SIMD2<Double>](repeating: SIMD2(), count: target.rows * target.columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * columns + column
        guard !values[i].isNaN, !u[i].isNaN else { continue }
        guard let (across, along) = ellipse(row / rowsPerScan, column) else { continue }
        for cell in sums.indices {
          var offset = SIMD2(Double(cell % target.columns), Double(cell / target.columns))
          offset -= SIMD2(u[i], v[i])
          if let period { offset.x -= period * (offset.x / period).rounded() }
          let determinant = across.x * along.y - across.y * along.x
          let s = (offset.x * along.y - offset.y * along.x) / determinant
          let t = (offset.y * across.x - offset.x * across.y) / determinant
          let rho = s * s + t * t
          // Single precision decides what lies at the edge to within its rounding.
          if abs(rho - 1) < 1e-5 { edges[cell] += 0.01 }
          guard rho < 1 else { continue }
          let weight = pow(0.01, rho)
          sums[cell] += SIMD2(weight, weight * values[i])
        }
      }
    }
    var filled = 0
    for cell in sums.indices {
      let (found, other) = (fields[0].values[cell], fields[1].values[cell])
      #expect(found.bitPattern == other.bitPattern)
      if edges[cell] == 0 { #expect(found.isNaN == (sums[cell].x == 0), "cell \(cell)") }
      guard sums[cell].x > 0, !found.isNaN else { continue }
      filled += 1
      let tolerance = 6e-4 + edges[cell] / sums[cell].x
      // Weights come from a table of 4096 steps: within 6e-4 of their true values.
      #expect(abs(found - sums[cell].y / sums[cell].x) <= tolerance, "cell \(cell)")
    }
    #expect(filled > 500)
  }

  @Test("footprints cover the cells inside an image once, and no more", arguments: places)
  func footprints(latitude: Double, longitude: Double) {
    let image = Self.image(
      rows: 60,
      columns: 60,
      stepDegrees: 0.05,
      latitude: latitude,
      longitude: longitude,
      turnDegrees: 17
    )
    let latitudeEdges = (-900...900).map { Double($0) / 10 }
    let longitudeEdges = (-36...36).map { Double($0) * 5 }
    let values = image.latitudes.indices.map { Double($0 % 7) }
    let fields = [1, 3].map { threads in
      image.averageFootprints(
        values,
        latitudeEdges: latitudeEdges,
        longitudeEdges: longitudeEdges,
        minimumCoverage: 1e-9,
        threads: threads
      )
    }
    #expect(fields[0].isUsed == fields[1].isUsed)
    #expect(fields[0].isUsed.allSatisfy { $0 == 1 })
    let centre = Self.point(latitude, longitude)
    var (area, inside) = (0.0, 0)
    for cell in fields[0].values.indices {
      let found = fields[0].values[cell]
      // Threads part the grid elsewhere, which moves no share.
      #expect(found.value.bitPattern == fields[1].values[cell].value.bitPattern)
      let (row, column) = (cell / 72, cell % 72)
      let (south, north) = (latitudeEdges[row], latitudeEdges[row + 1])
      area += found.weight * (sin(north * .pi / 180) - sin(south * .pi / 180)) * 5 * .pi / 180
      let corners = [south, north].flatMap { y in
        (0...4).map { Self.point(y, longitudeEdges[column] + Double($0) * 1.25) }
      }
      // The image reaches 1.5 degrees from its centre at least.
      guard corners.allSatisfy({ ($0 * centre).sum() > cos(1.4 * .pi / 180) }) else { continue }
      inside += 1
      #expect(abs(found.weight - 1) < 1e-9, "cell \(cell)")
    }
    if latitude.magnitude > 80 { #expect(inside > 500) }
    // 3 degrees square, less what the flat plane of the test is wider than the sphere.
    let side = 3 * Double.pi / 180
    #expect(abs(area / (side * side) - 1) < 1e-3)
  }

  @Test("a pixel that straddles cells counts in each by the part of it that lies there")
  func straddling() {
    // Pixels of 0.01 degrees about the equator; the cells part the second a quarter in.
    let image = SwathImage(
      shape: FieldShape(rows: 2, columns: 2),
      latitudes: [-0.005, -0.005, 0.005, 0.005],
      longitudes: [0, 0.01, 0, 0.01]
    )
    let found = image.averageFootprints(
      [1, 5, 1, 5],
      latitudeEdges: [-0.01, 0.01],
      longitudeEdges: [-0.005, 0.0075, 0.02],
      minimumCoverage: 0.1
    )
    // Shares of 1 and of 1/4 pixel, and of 3/4 in a cell of 5/4.
    #expect(abs(found.values[0].value - (1 + 0.25 * 5) / 1.25) < 1e-6)
    #expect(abs(found.values[0].weight - 1) < 1e-6)
    #expect(abs(found.values[1].value - 5) < 1e-9)
    #expect(abs(found.values[1].weight - 0.6) < 1e-6)
    let strict = image.averageFootprints(
      [1, .nan, 1, .nan],
      latitudeEdges: [-0.01, 0.01],
      longitudeEdges: [-0.005, 0.0075, 0.02],
      minimumCoverage: 0.9
    )
    #expect(strict.values[0].value.isNaN)
    #expect(strict.isUsed == [0, 0, 0, 0])
  }

  @Test("images of one row, one column or none have no footprints and no quadrangles")
  func thin() {
    for (rows, columns) in [(0, 0), (1, 1), (1, 5), (5, 1)] {
      let n = rows * columns
      let image = SwathImage(
        shape: FieldShape(rows: rows, columns: columns),
        latitudes: (0..<n).map { Double($0) },
        longitudes: (0..<n).map { Double($0) }
      )
      let values = [Double](repeating: 1, count: n)
      let found = image.averageFootprints(
        values,
        latitudeEdges: [-10, 10],
        longitudeEdges: [-10, 10],
        minimumCoverage: 1e-9
      )
      #expect(found.values[0].value.isNaN)
      let between = image.interpolateBilinearly(
        values,
        atLatitudes: [0.5],
        longitudes: [0.5],
        radiusMeters: 1e6
      )
      #expect(between.values[0].value.isNaN)
    }
  }
}
