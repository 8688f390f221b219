internal import Conventions
internal import Dispatch
internal import KernelTypes
internal import Kernels
internal import NetCDFFile
internal import Reading
internal import Summary
internal import Synchronization

/// A variable of a series of files and how its stored numbers are added up.
struct FieldSource: Sendable {
  let name: String

  /// The variable of each file.
  let variables: [GriddedVariable]

  /// The lengths of the dimensions after time.
  let shape: [Int]

  let lattice: FieldLattice

  /// What whole numbers that are added as they are stored are multiplied with, and what is added.
  let scale: Double
  let offset: Double

  /// Nil where the values are added as numbers of floating point.
  let storedTransform: PackedTransform?

  /// The greatest magnitude of the values.
  let greatest: Double

  /// True where numbers are added as they are stored.
  var isStored: Bool { storedTransform != nil }

  /// The numbers that stand for no value, where 16-bit numbers can be added without decoding.
  var shortMissing: [Int16]? {
    guard let storedTransform, storedTransform.kind == .int16, storedTransform.missing.count <= 2
    else { return nil }
    return storedTransform.missing.map { Int16(truncatingIfNeeded: $0) }
  }

  /// How the numbers of a file become those that are added.
  func transform(ofFile file: Int) -> PackedTransform? {
    storedTransform ?? variables[file].packing.transform
  }

  var cellCount: Int { shape.reduce(1, *) }
}

extension FieldSummary {
  /// The variables to summarise.
  func sources(
    in series: FieldSeries,
    bins: [FieldBin]
  ) throws(ReadingError) -> [FieldSource] {
    let first = series.files[0]
    var chosen: [GriddedVariable] = []
    if variables.isEmpty {
      chosen = first.variables.filter { $0.timeDimension == 0 && !$0.isCategorical }
      guard !chosen.isEmpty else {
        throw ReadingError(
          .missingVariable,
          path: first.path,
          detail: "no variable has fields along time, its first dimension"
        )
      }
    }
    for name in variables {
      let variable = try first.variable(name)
      guard variable.timeDimension == 0 else {
        throw ReadingError(
          .missingCoordinates,
          path: first.path,
          variable: variable.variable.path,
          detail: "expected time as its first dimension"
        )
      }
      chosen.append(variable)
    }
    var sources: [FieldSource] = []
    for variable in chosen { sources.append(try source(variable, in: series, bins: bins)) }
    return sources
  }

  private func source(
    _ variable: GriddedVariable,
    in series: FieldSeries,
    bins: [FieldBin]
  ) throws(ReadingError) -> FieldSource {
    let path = variable.variable.path
    let shape = Array(variable.variable.shape.dropFirst())
    var variables: [GriddedVariable] = []
    for file in series.files {
      let other = try file.variable(path)
      guard other.timeDimension == 0, Array(other.variable.shape.dropFirst()) == shape else {
        throw ReadingError(
          .missingCoordinates,
          path: file.path,
          variable: path,
          detail: "its fields are not of the shape \(shape)"
        )
      }
      variables.append(other)
    }
    let longest = bins.map(\.longestSum).max() ?? 1
    let transforms = variables.compactMap(\.packing.transform)
    if let transform = transforms.first, transforms.allSatisfy({ $0 == transform }),
      let range = transform.kind.integers
    {
      let ends = [range.lowerBound, range.upperBound]
      return FieldSource(
        name: variable.variable.name,
        variables: variables,
        shape: shape,
        lattice: .integers,
        scale: transform.scale,
        offset: transform.offset,
        storedTransform: PackedTransform(kind: transform.kind, missing: transform.missing),
        greatest: ends.map { (Double($0) * transform.scale + transform.offset).magnitude }.max()
          ?? 0
      )
    }
    let greatest = try greatestMagnitude(of: variables, in: series, bins: bins)
    return FieldSource(
      name: variable.variable.name,
      variables: variables,
      shape: shape,
      lattice: FieldLattice(greatest: greatest, fieldCount: longest),
      scale: 1,
      offset: 0,
      storedTransform: nil,
      greatest: greatest
    )
  }

  /// The greatest magnitude of all finite values that fall in a bin: the fields are read once for
  /// it.
  private func greatestMagnitude(
    of variables: [GriddedVariable],
    in series: FieldSeries,
    bins: [FieldBin]
  ) throws(ReadingError) -> Double {
    let numbers = bins.flatMap { $0.groups.flatMap { $0 } }
    let shape = Array(variables[0].variable.shape.dropFirst())
    let bands = FieldBand.bands(of: shape, bytesOfCell: 8 * threads, within: memoryBytes)
    let isDouble = variables.contains {
      $0.variable.type != .float || $0.packing.isPacked
    }
    let greatest = Mutex(0.0)
    let extremes = (0..<threads).map { _ in FieldExtremes() }
    try forEachConcurrently(numbers.count, threads: threads) {
      (index, thread) throws(ReadingError) in
      let step = series.steps[numbers[index]]
      let variable = variables[step.file]
      for band in bands {
        try extremes[thread].add(
          series.files[step.file],
          variable,
          region: band.region(at: step.index),
          isDouble: isDouble
        )
      }
    }
    for extreme in extremes { greatest.withLock { $0 = max($0, extreme.greatest) } }
    return greatest.withLock { $0 }
  }
}

/// The extremes that one thread has met.
private final class FieldExtremes: Sendable {
  private struct State {
    var statistics = ValueStatistics()
    var floats: [Float] = []
    var doubles: [Double] = []
  }

  private let state = Mutex(State())

  var greatest: Double {
    state.withLock {
      max(
        $0.statistics.minimum?.magnitude ?? 0,
        $0.statistics.maximum?.magnitude ?? 0
      )
    }
  }

  func add(
    _ file: GriddedFile,
    _ variable: GriddedVariable,
    region: Region,
    isDouble: Bool
  ) throws(ReadingError) {
    try state.withLock { (state) throws(ReadingError) in
      if isDouble {
        state.doubles.fit(region.count.reduce(1, *), with: 0)
        try file.decode(
          variable,
          region: region,
          transform: variable.packing.transform,
          into: &state.doubles
        )
        let values = state.doubles
        state.statistics.add(values.span)
      } else {
        state.floats.fit(region.count.reduce(1, *), with: 0)
        try file.decode(
          variable,
          region: region,
          transform: variable.packing.transform,
          into: &state.floats
        )
        let values = state.floats
        state.statistics.add(values.span)
      }
    }
  }
}

extension Array {
  /// Makes the array a number of elements long; what they are does not matter.
  mutating func fit(_ count: Int, with element: Element) {
    if self.count > count { removeLast(self.count - count) }
    if self.count < count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }
}

extension StoredKind {
  /// The integers of a type whose sums have room in 64 bits; nil for wider ones and for numbers of
  /// floating point.
  fileprivate var integers: ClosedRange<Int>? {
    switch self {
    case .int8: Int(Int8.min)...Int(Int8.max)
    case .uint8: 0...Int(UInt8.max)
    case .int16: Int(Int16.min)...Int(Int16.max)
    case .uint16: 0...Int(UInt16.max)
    case .int32: Int(Int32.min)...Int(Int32.max)
    case .uint32: 0...Int(UInt32.max)
    case .int64, .uint64, .float, .double: nil
    }
  }
}
