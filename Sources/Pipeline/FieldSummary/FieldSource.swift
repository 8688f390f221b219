internal import Conventions
internal import KernelTypes
internal import Kernels
internal import NetCDFFile
internal import Reading
internal import Summary
internal import Synchronization

/// A variable of a series of files.
struct FieldVariable: Sendable {
  let name: String

  /// The variable of each file.
  let variables: [GriddedVariable]

  /// The lengths of the dimensions after time.
  let shape: [Int]

  /// How many times a block of the files has that is fetched as one.
  let timesOfBlock: Int

  /// Whether what is worked out of it is told in Double: numbers of up to 16 bits and of Float are
  /// told in Float.
  var isDouble: Bool {
    let narrow: Set<StoredType> = [.byte, .ubyte, .char, .short, .ushort, .float]
    return !variables.allSatisfy { narrow.contains($0.variable.type) }
  }
}

/// A variable and how its stored numbers are added up.
struct FieldSource: Sendable {
  let field: FieldVariable
  let lattice: FieldLattice

  /// What whole numbers that are added as they are stored are multiplied with, and what is added.
  let scale: Double
  let offset: Double

  /// Nil where the values are added as numbers of floating point.
  let storedTransform: PackedTransform?

  /// The greatest magnitude of the values.
  let greatest: Double

  var name: String { field.name }
  var shape: [Int] { field.shape }
  var variables: [GriddedVariable] { field.variables }

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
}

extension FieldSeries {
  /// The variables called so, or all that have fields along time and are no codes.
  ///
  /// - Throws: `missingVariable`; `missingCoordinates` when time is not the first dimension or the
  ///   fields of the files are not of one shape and grid; `badUnits` when their units differ.
  func variables(named names: [String]) throws(ReadingError) -> [FieldVariable] {
    let first = files[0]
    var chosen: [GriddedVariable] = []
    if names.isEmpty {
      chosen = first.variables.filter { $0.timeDimension == 0 && !$0.isCategorical }
      guard !chosen.isEmpty else {
        throw ReadingError(
          .missingVariable,
          path: first.path,
          detail: "no variable has fields along time, its first dimension"
        )
      }
    }
    for name in names { chosen.append(try first.variable(name)) }
    var variables: [FieldVariable] = []
    for variable in chosen {
      let path = variable.variable.path
      let shape = Array(variable.variable.shape.dropFirst())
      var ofFiles: [GriddedVariable] = []
      var timesOfBlock = 1
      for file in files {
        let other = try file.variable(path)
        guard other.timeDimension == 0 else {
          throw ReadingError(
            .missingCoordinates,
            path: file.path,
            variable: path,
            detail: "expected time as its first dimension"
          )
        }
        guard Array(other.variable.shape.dropFirst()) == shape else {
          throw ReadingError(
            .missingCoordinates,
            path: file.path,
            variable: path,
            detail: "its fields are not of the shape \(shape)"
          )
        }
        try other.checkAgreement(in: file.path, with: ofFiles.first ?? other, of: first.path)
        ofFiles.append(other)
        let block = try file.blockShape(of: other)
        // Long blocks are cut, so that what is held of them is little.
        timesOfBlock = max(timesOfBlock, min(block.first ?? 1, 64))
      }
      variables.append(
        FieldVariable(
          name: variable.variable.name,
          variables: ofFiles,
          shape: shape,
          timesOfBlock: timesOfBlock
        )
      )
    }
    return variables
  }
}

extension FieldSummary {
  /// The variables to summarise and how they are added up.
  func sources(
    in series: FieldSeries,
    bins: [FieldBin]
  ) throws(ReadingError) -> [FieldSource] {
    var sources: [FieldSource] = []
    for field in try series.variables(named: variables) {
      sources.append(try source(field, in: series, bins: bins))
    }
    return sources
  }

  private func source(
    _ field: FieldVariable,
    in series: FieldSeries,
    bins: [FieldBin]
  ) throws(ReadingError) -> FieldSource {
    let transforms = field.variables.compactMap(\.packing.transform)
    if let transform = transforms.first, transforms.allSatisfy({ $0 == transform }),
      let range = transform.kind.integers,
      case let ends = [range.lowerBound, range.upperBound],
      ends.allSatisfy({ (Double($0) * transform.scale + transform.offset).isFinite })
    {
      return FieldSource(
        field: field,
        lattice: .integers,
        scale: transform.scale,
        offset: transform.offset,
        storedTransform: PackedTransform(kind: transform.kind, missing: transform.missing),
        greatest: ends.map { (Double($0) * transform.scale + transform.offset).magnitude }.max()
          ?? 0
      )
    }
    let greatest = try greatestMagnitude(of: field, in: series, bins: bins)
    let longest = bins.map(\.longestSum).max() ?? 1
    return FieldSource(
      field: field,
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
    of field: FieldVariable,
    in series: FieldSeries,
    bins: [FieldBin]
  ) throws(ReadingError) -> Double {
    let numbers = bins.flatMap { $0.groups.flatMap { $0 } }
    let runs = FieldRun.runs(of: numbers, in: series, timesOfBlock: field.timesOfBlock)
    let bands = FieldBand.bands(
      of: field.shape,
      bytesOfCell: 8 * threads * field.timesOfBlock,
      within: memoryBytes
    )
    let isDouble = field.variables.contains { $0.variable.type != .float || $0.packing.isPacked }
    let extremes = (0..<threads).map { _ in FieldExtremes() }
    try forEachConcurrently(runs.count, threads: threads) {
      (index, thread) throws(ReadingError) in
      let run = runs[index]
      for band in bands {
        try extremes[thread].add(
          series.files[run.file],
          field.variables[run.file],
          region: band.region(at: run.index, count: run.count),
          isDouble: isDouble
        )
      }
    }
    return extremes.map(\.greatest).max() ?? 0
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
