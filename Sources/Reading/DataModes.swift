internal import NetCDFFile

/// Which of raw and adjusted values an Argo file says to use.
///
/// - SeeAlso: Argo user's manual 3.44, sections 2.2.4 and 2.3.4, reference table 19.
struct DataModes {
  /// Real time, adjusted in real time, delayed mode.
  struct Mode: Equatable {
    let letter: UInt8

    static let realTime = Mode(letter: UInt8(ascii: "R"))

    /// True when adjusted values count.
    var isAdjusted: Bool { letter == UInt8(ascii: "A") || letter == UInt8(ascii: "D") }
  }

  private let file: NetCDFFile

  init(of file: NetCDFFile) { self.file = file }

  /// The mode of a variable at each position of its first dimension: profile, measurement or row.
  func modes(of variable: Variable) throws(ReadingError) -> [Mode] {
    guard let first = variable.dimensions.first else {
      return try shared(count: 1)
    }
    if let modes = try byParameter(variable, along: first) { return modes }
    if let modes = try byCycle(variable, along: first) { return modes }
    return try shared(count: first.length)
  }

  private func letters(_ variable: Variable) throws(ReadingError) -> [Mode] {
    guard case .char(let bytes) = try file.stored(variable) else { return [] }
    return bytes.map { Mode(letter: $0) }
  }

  /// `DATA_MODE`, one letter a profile or row.
  private func shared(count: Int) throws(ReadingError) -> [Mode] {
    guard let variable = file.variable(like: "DATA_MODE", where: { $0.type == .char }) else {
      return [Mode](repeating: .realTime, count: count)
    }
    let modes = try letters(variable)
    if modes.count == count { return modes }
    return [Mode](repeating: modes.count == 1 ? modes[0] : .realTime, count: count)
  }

  /// Modes of each parameter, where the file has them.
  private func byParameter(
    _ variable: Variable,
    along first: Dimension
  ) throws(ReadingError) -> [Mode]? {
    if variable.name == "JULD", let own = file.variable("JULD_DATA_MODE"),
      own.dimensions == [first]
    {
      return try letters(own)
    }
    for (modes, names) in [
      ("PARAMETER_DATA_MODE", "STATION_PARAMETERS"),
      ("TRAJECTORY_PARAMETER_DATA_MODE", "TRAJECTORY_PARAMETERS"),
    ] {
      guard let perParameter = file.variable(modes), perParameter.dimensions.count == 2,
        perParameter.dimensions[0] == first, let names = file.variable(names)
      else { continue }
      let letters = try letters(perParameter)
      let parameters = try file.texts(names)
      let count = perParameter.shape[1]
      let isPerFeature = parameters.count == letters.count
      let common = try shared(count: first.length)
      return (0..<first.length).map { feature in
        for parameter in 0..<count {
          let place = feature * count + parameter
          let name = isPerFeature ? place : parameter
          if name < parameters.count, place < letters.count, parameters[name] == variable.name {
            return letters[place]
          }
        }
        return common[feature]
      }
    }
    return nil
  }

  /// Trajectories: the mode of the cycle that a measurement belongs to.
  private func byCycle(
    _ variable: Variable,
    along first: Dimension
  ) throws(ReadingError) -> [Mode]? {
    guard let cycles = file.variable("CYCLE_NUMBER"), cycles.dimensions == [first],
      let index = file.variable("CYCLE_NUMBER_INDEX"),
      let modes = file.variable("DATA_MODE"), modes.dimensions == index.dimensions
    else { return nil }
    let letters = try letters(modes)
    var byNumber: [Double: Mode] = [:]
    let numbers = index.packing.decode(try file.stored(index))
    for (number, mode) in zip(numbers, letters) where !number.isNaN {
      if byNumber[number] == nil { byNumber[number] = mode }
    }
    return cycles.packing.decode(try file.stored(cycles)).map { byNumber[$0] ?? .realTime }
  }
}
