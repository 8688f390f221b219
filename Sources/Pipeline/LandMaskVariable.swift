internal import NetCDFFile
internal import Validation

/// A variable of a netCDF file that tells land from sea, on a regular grid of latitudes and
/// longitudes.
struct LandMaskVariable {
  private let file: NetCDFFile
  private let variable: Variable
  private let meaning: Meaning
  private let latitudes, longitudes: Axis

  /// What stored numbers mean.
  private enum Meaning {
    /// The numbers for sea and for land; others are unknown.
    case values(sea: Int, land: Int)
    /// Bits: land where the one is set, sea where only the other is (GHRSST's `mask`).
    case bits(sea: Int, land: Int)

    func place(_ number: Int) -> LandMask.Place {
      switch self {
      case .values(let sea, let land): number == sea ? .sea : number == land ? .land : .unknown
      case .bits(let sea, let land):
        number & land != 0 ? .land : number & sea != 0 ? .sea : .unknown
      }
    }
  }

  /// A regular axis.
  private struct Axis {
    let first, step: Double
    let count: Int

    /// The edge at the lower end.
    var low: Double { min(first, first + step * Double(count - 1)) - step.magnitude / 2 }
  }

  /// - Throws: `unsupported` for what is no land mask on a regular grid, or what reading brings.
  init(_ variable: Variable, of file: NetCDFFile) throws(NetCDFError) {
    self.file = file
    self.variable = variable
    let shape = variable.dimensions.suffix(2)
    guard shape.count == 2, variable.dimensions.dropLast(2).allSatisfy({ $0.length == 1 }) else {
      throw Self.fault(variable, file, "expected the dimensions latitude and longitude")
    }
    latitudes = try Self.axis(shape[shape.startIndex], 90, variable, file)
    longitudes = try Self.axis(shape[shape.startIndex + 1], 360, variable, file)
    meaning = try Self.meaning(of: variable, file)
  }

  private static func fault(
    _ variable: Variable,
    _ file: NetCDFFile,
    _ detail: String
  ) -> NetCDFError {
    NetCDFError(.unsupported, path: file.path, variable: variable.path, detail: detail)
  }

  // MARK: Axes

  private static func axis(
    _ dimension: Dimension,
    _ limit: Double,
    _ variable: Variable,
    _ file: NetCDFFile
  ) throws(NetCDFError) -> Axis {
    guard
      let coordinate = file.allVariables.first(where: {
        $0.name == dimension.name && $0.dimensions.count == 1
          && $0.dimensions[0].length == dimension.length
      }), dimension.length > 1,
      let values = numbers(try file.read(coordinate))
    else {
      throw fault(variable, file, "expected coordinates of two or more along \(dimension.name)")
    }
    let step = (values[values.count - 1] - values[0]) / Double(values.count - 1)
    let isRegular = values.indices.allSatisfy {
      // Coordinates are often rounded to Float.
      (values[$0] - values[0] - step * Double($0)).magnitude <= 0.02 * step.magnitude
    }
    guard isRegular, step != 0, values.allSatisfy({ $0.magnitude <= limit }) else {
      throw fault(variable, file, "expected degrees at even steps along \(dimension.name)")
    }
    return Axis(first: values[0], step: step, count: values.count)
  }

  // MARK: Meanings

  private static func meaning(
    of variable: Variable,
    _ file: NetCDFFile
  ) throws(NetCDFError) -> Meaning {
    if case .text(let text)? = variable.attribute("flag_meanings")?.content {
      let words = text.split(separator: " ").map { $0.lowercased() }
      let land = words.firstIndex { $0 == "land" }
      let sea = words.firstIndex { ["water", "sea", "ocean", "open_sea"].contains($0) }
      if let land, let sea {
        if let bits = integers(variable, "flag_masks"), bits.count == words.count {
          return .bits(sea: bits[sea], land: bits[land])
        }
        if let values = integers(variable, "flag_values"), values.count == words.count {
          return .values(sea: values[sea], land: values[land])
        }
      }
    }
    if variable.attribute("standard_name")?.content == .text("sea_binary_mask") {
      return .values(sea: 1, land: 0)
    }
    if variable.attribute("standard_name")?.content == .text("land_binary_mask")
      || variable.name.lowercased() != "mask"
    {
      return .values(sea: 0, land: 1)
    }
    throw fault(variable, file, "neither standard_name nor flag_meanings tell land from sea")
  }

  private static func integers(_ variable: Variable, _ name: String) -> [Int]? {
    switch variable.attribute(name)?.content {
    case .integers(let values): values.map { Int($0) }
    case .unsigned(let values): values.map { Int(truncatingIfNeeded: $0) }
    default: nil
    }
  }

  // MARK: Cells

  /// Cells along the side of a block.
  private static let side = 64

  /// - Throws: What reading brings.
  func mask() throws(NetCDFError) -> LandMask {
    let grid = LandMask.Grid(
      south: latitudes.low,
      west: longitudes.low,
      rowsPerDegree: 1 / latitudes.step.magnitude,
      columnsPerDegree: 1 / longitudes.step.magnitude,
      rows: latitudes.count,
      columns: longitudes.count
    )
    var band: [UInt8] = []
    return try LandMask(grid: grid, side: Self.side) { (row, column) throws(NetCDFError) in
      // Blocks are asked for row by row.
      if column == 0 { band = try self.band(from: row * Self.side) }
      var cells = [UInt8](
        repeating: LandMask.Place.unknown.rawValue,
        count: Self.side * Self.side
      )
      for y in 0..<(band.count / longitudes.count) {
        for x in 0..<min(Self.side, longitudes.count - column * Self.side) {
          cells[y * Self.side + x] = band[y * longitudes.count + column * Self.side + x]
        }
      }
      return .cells(cells)
    }
  }

  /// The places of the rows from `south` on, counted from the southernmost, as far as a block goes.
  private func band(from south: Int) throws(NetCDFError) -> [UInt8] {
    let count = min(Self.side, latitudes.count - south)
    let isUp = latitudes.step > 0
    let leading = [Int](repeating: 0, count: variable.dimensions.count - 2)
    let region = Region(
      start: leading + [isUp ? south : latitudes.count - south - count, 0],
      count: leading.map { _ in 1 } + [count, longitudes.count]
    )
    guard let stored = Self.numbers(try file.read(variable, region: region)) else {
      throw Self.fault(variable, file, "expected numbers")
    }
    var places: [UInt8] = []
    places.reserveCapacity(stored.count)
    for row in 0..<count {
      let start = (isUp ? row : count - 1 - row) * longitudes.count
      for column in 0..<longitudes.count {
        let along = longitudes.step > 0 ? column : longitudes.count - 1 - column
        // NaN and fractions are neither land nor sea.
        let number = Int(exactly: stored[start + along])
        places.append((number.map { meaning.place($0) } ?? .unknown).rawValue)
      }
    }
    return places
  }

  private static func numbers(_ values: StoredValues) -> [Double]? {
    switch values {
    case .byte(let values): values.map { Double($0) }
    case .ubyte(let values): values.map { Double($0) }
    case .short(let values): values.map { Double($0) }
    case .ushort(let values): values.map { Double($0) }
    case .int(let values): values.map { Double($0) }
    case .uint(let values): values.map { Double($0) }
    case .int64(let values): values.map { Double($0) }
    case .uint64(let values): values.map { Double($0) }
    case .float(let values): values.map { Double($0) }
    case .double(let values): values
    case .char, .string: nil
    }
  }
}
