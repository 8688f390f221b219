internal import Conventions
internal import NetCDFFile
public import ObservationModel

/// A field on a grid of longitudes and latitudes, with depths and steps of the year where it has
/// them, such as the World Ocean Atlas: what observations are held against.
public struct GriddedField: Sendable {
  /// What a field tells of a quantity.
  public enum Role: Sendable {
    case mean
    case standardDeviation
    case minimum
    case maximum

    /// The method of CF `cell_methods` over time.
    fileprivate var method: String {
      switch self {
      case .mean: "mean"
      case .standardDeviation: "standard_deviation"
      case .minimum: "minimum"
      case .maximum: "maximum"
      }
    }
  }

  /// The step of each of the 366 days of a leap year; nil where the file has none.
  public let stepOfDay: [Int?]

  /// Metres, positive down, ascending; empty when the file has no depths.
  public let depths: [Double]

  /// Degrees north and east, ascending.
  public let latitudes: [Double]
  public let longitudes: [Double]

  /// Shape `[step, depth, lat, lon]`, in the unit of the quantity; NaN where missing.
  public let values: [Float]

  /// The most values of one field.
  private static let largestCount = 1 << 28

  /// Reads a field from a netCDF file.
  ///
  /// The variable is the one that is named, or else the only one with the standard name of
  /// `quantity` whose `cell_methods` over time are those of `role`; of several, the objectively
  /// analysed one of the World Ocean Atlas (`_an`). Its dimensions are told by their coordinate
  /// variables, in any order and direction. Dimensions of length 1 that are no axis are left out.
  ///
  /// - Throws: `ReadingError` when the file cannot be read, has no such variable or several, or is
  ///   no such grid.
  public init(
    path: String,
    quantity: Quantity,
    role: Role,
    variable name: String? = nil
  ) throws(ReadingError) {
    let file = try NetCDFFile.opened(path)
    let variable = try Self.variable(in: file, quantity: quantity, role: role, name: name)
    let axes = try Self.axes(of: variable, in: file)
    guard let latitude = axes.first(where: { $0.kind == .latitude }),
      let longitude = axes.first(where: { $0.kind == .longitude })
    else {
      throw ReadingError(
        .missingCoordinates,
        path: path,
        variable: variable.path,
        detail: "expected a latitude and a longitude among its dimensions"
      )
    }
    let time = axes.first { $0.kind == .time }
    let depth = axes.first { $0.kind == .depth }
    stepOfDay = try Self.steps(time, in: file)
    depths = depth?.ascending ?? []
    latitudes = latitude.ascending
    longitudes = longitude.ascending
    let ordered = [time, depth, latitude, longitude].compactMap { $0 }
    let count = ordered.map(\.values.count).product
    guard count <= Self.largestCount else {
      throw ReadingError(
        .tooLarge,
        path: path,
        variable: variable.path,
        detail: "\(count) values are more than the limit of \(Self.largestCount)"
      )
    }
    let stored = variable.packing.decode(try file.stored(variable))
    let converter = try Self.converter(of: variable, to: quantity, role: role, path: path)
    values = Self.laidOut(stored, shape: variable.shape, ordered, count) {
      Float(converter.convert($0))
    }
  }

  // MARK: The variable

  private static func variable(
    in file: NetCDFFile,
    quantity: Quantity,
    role: Role,
    name: String?
  ) throws(ReadingError) -> Variable {
    if let name {
      guard let found = file.numericVariable(like: name) else {
        throw ReadingError(
          .missingVariable,
          path: file.path,
          detail: "no variable \(name) of numbers in this file"
        )
      }
      return found
    }
    let ofQuantity = file.allVariables.filter {
      $0.isNumeric && $0.dimensions.count >= 2
        && $0.text("standard_name")?.split(separator: " ").first.map(String.init)
          == quantity.standardName
    }
    let candidates = ofQuantity.filter { Self.role(of: $0) == role.method }
    if candidates.count == 1 { return candidates[0] }
    let analysed = candidates.filter { $0.name.hasSuffix("_an") }
    if analysed.count == 1 { return analysed[0] }
    let found =
      candidates.isEmpty
      ? "none" : candidates.map(\.path).joined(separator: ", ") + ": name one of them"
    throw ReadingError(
      .missingVariable,
      path: file.path,
      detail: "expected one variable with the standard name \(quantity.standardName) and the cell"
        + " method \(role.method), found \(found)"
    )
  }

  /// The method over time; that of a variable without methods is taken to be the mean.
  private static func role(of variable: Variable) -> String {
    if variable.text("standard_name")?.contains("standard_error") ?? false { return "" }
    guard let methods = variable.text("cell_methods") else { return "mean" }
    let words = methods.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
    // The last that is not over an area or a depth.
    var method = "mean"
    for (index, word) in words.enumerated() where word == "time:" {
      if index + 1 < words.count { method = words[index + 1] }
    }
    return method
  }

  private static func converter(
    of variable: Variable,
    to quantity: Quantity,
    role: Role,
    path: String
  ) throws(ReadingError) -> UnitConverter {
    guard let units = variable.text("units") else { return .identity }
    do throws(ConventionsError) {
      let converter = try UnitConverter(from: units, to: quantity.units)
      return role == .standardDeviation ? converter.ofDifferences : converter
    } catch {
      throw ReadingError(.badUnits, path: path, variable: variable.path, detail: "\(error)")
    }
  }

  // MARK: Axes

  private enum AxisKind { case time, depth, latitude, longitude }

  private struct Axis {
    var kind: AxisKind
    /// The number of the dimension of the variable.
    var dimension: Int
    var variable: Variable
    /// In the order of the file.
    var values: [Double]

    var isDescending: Bool { values.count > 1 && values[0] > values[values.count - 1] }
    var ascending: [Double] { isDescending ? values.reversed() : values }

    /// Where the file has the element that is `i`th in ascending order.
    func stored(_ i: Int) -> Int {
      kind != .time && isDescending ? values.count - 1 - i : i
    }
  }

  private static func axes(
    of variable: Variable,
    in file: NetCDFFile
  ) throws(ReadingError) -> [Axis] {
    var axes: [Axis] = []
    for (number, dimension) in variable.dimensions.enumerated() {
      let coordinate = file.allVariables.first {
        $0.name == dimension.name && $0.dimensions.count == 1 && $0.dimensions[0] == dimension
          && $0.isNumeric
      }
      guard let coordinate, let kind = kind(of: coordinate),
        !axes.contains(where: { $0.kind == kind })
      else {
        if dimension.length == 1 { continue }
        throw ReadingError(
          .missingCoordinates,
          path: file.path,
          variable: variable.path,
          detail: "the dimension \(dimension.name) is no time, depth, latitude or longitude"
        )
      }
      var values = coordinate.packing.decode(try file.stored(coordinate))
      if kind == .depth, coordinate.text("positive")?.lowercased() == "up" {
        for i in values.indices { values[i] = -values[i] }
      }
      axes.append(Axis(kind: kind, dimension: number, variable: coordinate, values: values))
    }
    return axes
  }

  private static func kind(of coordinate: Variable) -> AxisKind? {
    let standardName = coordinate.text("standard_name") ?? ""
    let units = coordinate.text("units")?.lowercased() ?? ""
    switch (standardName, coordinate.text("axis")?.uppercased()) {
    case ("latitude", _): return .latitude
    case ("longitude", _): return .longitude
    case ("depth", _): return .depth
    case ("time", _): return .time
    case (_, "T"): return .time
    case (_, "Z") where ["m", "meter", "meters", "metre", "metres"].contains(units): return .depth
    default: break
    }
    if units.hasPrefix("degree"), units.hasSuffix("north") || units.hasSuffix("_n") {
      return .latitude
    }
    if units.hasPrefix("degree"), units.hasSuffix("east") || units.hasSuffix("_e") {
      return .longitude
    }
    if units.contains(" since ") { return .time }
    return ["month", "months", "season", "day_of_year"].contains(coordinate.name.lowercased())
      ? .time : nil
  }

  private static func steps(_ time: Axis?, in file: NetCDFFile) throws(ReadingError) -> [Int?] {
    guard let time else { return ClimatologicalSteps.wholeYear.stepOfDay }
    var bounds: [Double]?
    if let name = time.variable.text("climatology") {
      guard let variable = file.numericVariable(like: name) else {
        throw ReadingError(.missingVariable, path: file.path, detail: "no variable \(name)")
      }
      bounds = variable.packing.decode(try file.stored(variable))
    }
    do throws(ConventionsError) {
      return try ClimatologicalSteps(
        times: time.values,
        bounds: bounds,
        units: time.variable.text("units"),
        calendar: time.variable.text("calendar")
      ).stepOfDay
    } catch {
      throw ReadingError(
        .badTime,
        path: file.path,
        variable: time.variable.path,
        detail: "\(error)"
      )
    }
  }

  /// Stored values in the order of the axes, each of these ascending.
  private static func laidOut(
    _ stored: [Double],
    shape: [Int],
    _ axes: [Axis],
    _ count: Int,
    _ convert: (Double) -> Float
  ) -> [Float] {
    var strides = [Int](repeating: 1, count: shape.count)
    for k in shape.indices.dropLast().reversed() { strides[k] = strides[k + 1] * shape[k + 1] }
    var values = [Float](repeating: .nan, count: count)
    var place = [Int](repeating: 0, count: axes.count)
    for i in values.indices {
      var element = 0
      for (axis, k) in zip(axes, place) { element += axis.stored(k) * strides[axis.dimension] }
      values[i] = convert(stored[element])
      var k = axes.count - 1
      while k >= 0 {
        place[k] += 1
        if place[k] < axes[k].values.count { break }
        place[k] = 0
        k -= 1
      }
    }
    return values
  }
}
