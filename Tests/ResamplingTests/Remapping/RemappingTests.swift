import Foundation
import Resampling
import Testing

private typealias Samples = RemappingSamples

@Suite("Remapping")
struct RemappingTests {
  private func remap(
    _ field: [Double],
    from source: RemappingGrid,
    to target: RemappingGrid,
    _ method: RemappingMethod,
    _ options: Remapping.Options = Remapping.Options(),
    threads: Int = 1
  ) throws -> Remapping.Field {
    try Remapping(from: source, to: target, method: method, options: options, threads: threads)
      .apply(field, threads: threads)
  }

  @Test("a constant comes out as itself, to the last bit", arguments: RemappingMethod.allCases)
  func constants(_ method: RemappingMethod) throws {
    let even = try Samples.global(36, 18)
    let grids = [
      (even, try Samples.global(25, 13, west: -180)), (even, try Samples.rotated(20, 12)),
      (try Samples.rotated(20, 12), even),
    ]
    for (source, target) in grids {
      for value in [0.1, 271.34999, -1e20, 3e-7] {
        let field = [Double](repeating: value, count: source.cellCount)
        let result = try remap(field, from: source, to: target, method)
        // Bilinear and bicubic have nothing beyond the outermost rows about the rotated pole.
        let isInner = method == .bilinear || method == .bicubic
        let expected = result.values.allSatisfy { $0 == value || (isInner && $0.isNaN) }
        #expect(expected, "\(method) \(value)")
        #expect(result.values.count { $0 == value } > target.cellCount * 9 / 10)
        #expect(result.coverage.allSatisfy { $0 == 1 || (isInner && $0 == 0) })
      }
    }
  }

  @Test("the mean of cells that fit into a cell is that of their areas")
  func nested() throws {
    let field = Samples.noise(72 * 36, seed: 1)
    let result = try remap(
      field,
      from: Samples.global(72, 36),
      to: Samples.global(12, 6),
      .conservative
    )
    let areas = Samples.areas(72, 36)
    for row in 0..<6 {
      for column in 0..<12 {
        var (sum, area) = (0.0, 0.0)
        for i in 0..<6 {
          for j in 0..<6 {
            let cell = (6 * row + i) * 72 + 6 * column + j
            sum += areas[cell] * field[cell]
            area += areas[cell]
          }
        }
        #expect(abs(result.values[row * 12 + column] - sum / area) <= 1e-15)
      }
    }
  }

  @Test(
    "what is spread over the globe stays the same in sum",
    arguments: [RemappingMethod.conservative, .conservativeSecondOrder]
  )
  func conservation(_ method: RemappingMethod) throws {
    let field = Samples.noise(72 * 36, seed: 2)
    let result = try remap(
      field,
      from: Samples.global(72, 36),
      to: Samples.global(50, 25, west: -180),
      method
    )
    let before = zip(Samples.areas(72, 36), field).reduce(0) { $0 + $1.0 * $1.1 }
    let after = zip(Samples.areas(50, 25), result.values).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(after / before - 1) <= 1e-15)
  }

  @Test("errors fall with the square of the step, or with its cube, as the method promises")
  func orders() throws {
    let target = try Samples.global(50, 25)
    let areas = Samples.areas(50, 25)
    func order(_ method: RemappingMethod, isMean: Bool) throws -> Double {
      let errors = try [36, 72].map { columns in
        let source = try Samples.global(columns, columns / 2)
        let field = isMean ? Samples.means(columns, columns / 2) : Samples.points(source)
        let expected = isMean ? Samples.means(50, 25) : Samples.points(target)
        return Samples.error(
          try remap(field, from: source, to: target, method).values,
          expected,
          areas
        )
      }
      return log2(errors[0] / errors[1])
    }
    #expect(try order(.bilinear, isMean: false) >= 1.9)
    #expect(try order(.bicubic, isMean: false) >= 3.5)
    #expect(try order(.conservativeSecondOrder, isMean: true) >= 1.9)
    #expect(try order(.conservative, isMean: true) >= 0.9)
  }

  @Test("a grid that knows nothing of the poles gives the same orders")
  func ordersOfRotatedGrid() throws {
    let target = try Samples.global(50, 25)
    let areas = Samples.areas(50, 25)
    func errors(_ method: RemappingMethod) throws -> [Double] {
      try [36, 72].map { columns in
        let source = try Samples.rotated(columns, columns / 2)
        let result = try remap(Samples.points(source), from: source, to: target, method)
        let expected = Samples.points(target)
        // Beyond the outermost centres there is nothing.
        let known = result.values.indices.filter { !result.values[$0].isNaN }
        #expect(known.count >= 50 * 25 - 8)
        return Samples.error(
          known.map { result.values[$0] },
          known.map { expected[$0] },
          known.map { areas[$0] }
        )
      }
    }
    let bilinear = try errors(.bilinear)
    #expect(log2(bilinear[0] / bilinear[1]) >= 1.8)
    let bicubic = try errors(.bicubic)
    #expect(log2(bicubic[0] / bicubic[1]) >= 3)
  }

  @Test("polygons cover a grid without gaps, and gradients make the mean better")
  func polygons() throws {
    let target = try Samples.rotated(16, 8)
    // Values of rows and columns whose edges are great circles all the same: so fine that parallels
    // and great circles hardly differ.
    let source = try Samples.global(40, 20)
    let field = Samples.means(40, 20)
    let first = try remap(field, from: source, to: target, .conservative)
    #expect(first.coverage.allSatisfy { $0 == 1 })
    let second = try remap(field, from: source, to: target, .conservativeSecondOrder)
    let fine = try Samples.global(360, 180)
    let exact = try remap(Samples.points(fine), from: fine, to: target, .conservative)
    let even = [Double](repeating: 1, count: target.cellCount)
    let errors = [first, second].map { Samples.error($0.values, exact.values, even) }
    #expect(errors[1] < errors[0] / 5, "\(errors)")
  }

  @Test("the nearest centre is that of a comparison with all", arguments: [0, 1])
  func nearest(_ kind: Int) throws {
    let source = try kind == 0 ? Samples.global(24, 12, west: -180) : Samples.rotated(24, 12)
    let target = try Samples.global(31, 17)
    let numbers = (0..<source.cellCount).map { Double($0) }
    let result = try remap(numbers, from: source, to: target, .nearest)
    func vector(_ latitude: Double, _ longitude: Double) -> [Double] {
      let (phi, lambda) = (latitude * .pi / 180, longitude * .pi / 180)
      return [cos(phi) * cos(lambda), cos(phi) * sin(lambda), sin(phi)]
    }
    let (latitudes, longitudes) = source.centres()
    let vectors = zip(latitudes, longitudes).map { vector($0, $1) }
    let (targetLatitudes, targetLongitudes) = target.centres()
    for cell in 0..<target.cellCount {
      let place = vector(targetLatitudes[cell], targetLongitudes[cell])
      let distances = vectors.map {
        zip($0, place).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let least = try #require(distances.min())
      let chosen = try #require(Int(exactly: result.values[cell]))
      #expect(distances[chosen] <= least + 1e-12)
    }
  }

  @Test("beside a corner the nearest centre may be that of a cell which does not hold the place")
  func besideCorners() throws {
    let source = try Samples.global(72, 36)
    // Just south of the corner of four cells: the two to the north are narrower, and nearer.
    let target = try RemappingGrid(
      latitude: RemappingAxis(latitudes: [44.99388015], bounds: nil),
      longitude: RemappingAxis(longitudes: [14.99], bounds: nil)
    )
    let result = try remap(Samples.points(source), from: source, to: target, .nearest)
    #expect(abs(result.values[0] - Samples.harmonic(47.5, 12.5)) < 1e-12)
  }

  @Test("rows from the north and longitudes of another turn are the same grid")
  func turned() throws {
    let field = Samples.means(36, 18)
    let flipped = (0..<18).reversed().flatMap { Array(field[($0 * 36)..<($0 * 36 + 36)]) }
    let target = try Samples.global(25, 13, west: -180)
    for method in RemappingMethod.allCases {
      let straight = try remap(field, from: Samples.global(36, 18), to: target, method)
      let turned = try remap(
        flipped,
        from: Samples.global(36, 18, west: 360, fromNorth: true),
        to: target,
        method
      )
      let differences = zip(straight.values, turned.values).map { abs($0 - $1) }
      #expect(differences.allSatisfy { $0 <= 1e-13 }, "\(method)")
    }
  }

  @Test("there is a value everywhere, at the poles and across the antimeridian")
  func poles() throws {
    let source = try Samples.global(36, 18, west: -180)
    let latitudes = [-90, -89.9, 0, 89.9, 90]
    let longitudes = [-180, -179.9, 0, 179.9]
    let target = try RemappingGrid(
      latitude: RemappingAxis(latitudes: latitudes, bounds: nil),
      longitude: RemappingAxis(longitudes: longitudes, bounds: nil)
    )
    for method in RemappingMethod.allCases {
      let result = try remap(Samples.points(source), from: source, to: target, method)
      #expect(result.values.allSatisfy { $0.isFinite }, "\(method)")
    }
    // At the pole the harmonic is 2.
    let cubic = try remap(Samples.points(source), from: source, to: target, .bicubic)
    for cell in [0, 1, 2, 3, 16, 17, 18, 19] { #expect(abs(cubic.values[cell] - 2) < 1e-3) }
  }

  @Test("missing values take their part of the weight with them")
  func missing() throws {
    let source = try Samples.global(4, 2)
    let target = try Samples.global(2, 1)
    // Of the western half, three of four cells are missing.
    let field: [Double] = [5, .nan, 1, 2, .nan, .nan, 3, 4]
    let lenient = Remapping.Options(coverageThreshold: 0)
    let result = try remap(field, from: source, to: target, .conservative, lenient)
    #expect(result.coverage == [0.25, 1])
    #expect(result.values == [5, 2.5])
    let strict = try remap(field, from: source, to: target, .conservative)
    #expect(strict.values[0].isNaN)
    #expect(strict.values[1] == 2.5)
    let diluted = try remap(
      field,
      from: source,
      to: target,
      .conservative,
      Remapping.Options(coverageThreshold: 0, normalisation: .target)
    )
    #expect(diluted.values == [1.25, 2.5])
    let exact = try remap(
      field,
      from: source,
      to: target,
      .conservative,
      Remapping.Options(coverageThreshold: 0.25)
    )
    #expect(exact.values[0] == 5)
  }

  @Test("a field of nothing but missing values stays missing", arguments: RemappingMethod.allCases)
  func allMissing(_ method: RemappingMethod) throws {
    for source in [try Samples.global(12, 6), try Samples.rotated(12, 6)] {
      let field = [Double](repeating: .nan, count: source.cellCount)
      let result = try remap(
        field,
        from: source,
        to: Samples.global(7, 4),
        method,
        Remapping.Options(coverageThreshold: 0)
      )
      #expect(result.values.allSatisfy { $0.isNaN })
      #expect(result.coverage.allSatisfy { $0 == 0 })
    }
  }

  @Test("beyond a region nothing is made up", arguments: RemappingMethod.allCases)
  func region(_ method: RemappingMethod) throws {
    let source = try RemappingGrid(
      latitude: RemappingAxis(latitudes: [10, 11, 12, 13], bounds: nil),
      longitude: RemappingAxis(longitudes: [359, 360, 361, 362], bounds: nil)
    )
    let target = try RemappingGrid(
      latitude: RemappingAxis(latitudes: [-50, 11.25, 60], bounds: [-51, -49, -49, 59, 59, 61]),
      longitude: RemappingAxis(longitudes: [0.25, 90, 180], bounds: [0, 0.5, 0.5, 179, 179, 181])
    )
    let options = Remapping.Options(coverageThreshold: 0)
    let field = [Double](repeating: 7, count: 16)
    let result = try remap(field, from: source, to: target, method, options)
    let hasValue = result.values.map { !$0.isNaN }
    let expected = [false, false, false, true, method.isConservative, false, false, false, false]
    #expect(hasValue == expected)
    #expect(result.values[3] == 7)
  }

  @Test("with limited gradients no value leaves the range of the source")
  func limited() throws {
    let field = Samples.noise(36 * 18, seed: 3).map { $0 > 0.5 ? 1.0 : 0 }
    let targets = [try Samples.global(80, 40), try Samples.rotated(60, 30)]
    for target in targets {
      let free = try remap(
        field,
        from: Samples.global(36, 18),
        to: target,
        .conservativeSecondOrder
      )
      #expect(free.values.contains { $0 > 1.01 })
      let limited = try remap(
        field,
        from: Samples.global(36, 18),
        to: target,
        .conservativeSecondOrder,
        Remapping.Options(limitsGradients: true)
      )
      #expect(limited.values.allSatisfy { $0 > -1e-12 && $0 < 1 + 1e-12 })
    }
  }

  @Test("codes stay codes: the one with the largest area, the least of equals")
  func codes() throws {
    let source = try Samples.global(4, 2)
    let target = try Samples.global(2, 1)
    let field: [Double] = [3, 3, 9, 2, 1, 1, 2, 9]
    #expect(
      try remap(field, from: source, to: target, .largestAreaFraction).values == [1, 2]
    )
    let three: [Double] = [3, 3, 9, 2, 3, 1, 9, 9]
    #expect(
      try remap(three, from: source, to: target, .largestAreaFraction).values == [3, 9]
    )
  }

  @Test("the number of threads changes no bit", arguments: RemappingMethod.allCases)
  func threads(_ method: RemappingMethod) throws {
    var field = Samples.noise(72 * 36, seed: 4)
    for i in stride(from: 0, to: field.count, by: 7) { field[i] = .nan }
    let source = try Samples.global(72, 36)
    for target in [try Samples.global(50, 25), try Samples.rotated(70, 70)] {
      let one = try remap(field, from: source, to: target, method, threads: 1)
      let three = try remap(field, from: source, to: target, method, threads: 3)
      #expect(one.values.map(\.bitPattern) == three.values.map(\.bitPattern))
      #expect(one.coverage.map(\.bitPattern) == three.coverage.map(\.bitPattern))
    }
  }

  @Test("values of Float and Double give the same")
  func floats() throws {
    let field = Samples.noise(72 * 36, seed: 5).map { Float($0) }
    for method in RemappingMethod.allCases {
      let remapping = try Remapping(
        from: Samples.global(72, 36),
        to: Samples.global(50, 25),
        method: method
      )
      #expect(remapping.apply(field).values == remapping.apply(field.map { Double($0) }).values)
    }
  }

  @Test("refuses longitudes so far out that turns and cells are lost in rounding")
  func farLongitudes() {
    for longitudes in [[1e300], [1e17], [1e15, 1e15 + 100], [0, 5e-324]] {
      #expect(throws: RemappingError.axisNotMonotonic("longitudes")) {
        try RemappingAxis(longitudes: longitudes, bounds: nil)
      }
    }
    #expect(throws: Never.self) { try RemappingAxis(longitudes: [719.5, 720.5], bounds: nil) }
  }
}
