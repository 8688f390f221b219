internal import CUDUnits
internal import Glibc
internal import Synchronization

/// Converts numbers from one unit to another by UDUNITS.
///
/// All conversions between units of observations are affine, `y = scale * x + offset`; units that
/// convert otherwise, such as logarithms, are taken to disagree.
public struct UnitConverter: Sendable, Equatable {
  public let scale: Double
  public let offset: Double

  /// Leaves numbers as they are.
  public static let identity = UnitConverter(scale: 1, offset: 0)

  private init(scale: Double, offset: Double) {
    self.scale = scale
    self.offset = offset
  }

  /// - Parameters:
  ///   - from: A unit in any spelling that UDUNITS or the repairs of `UnitSpelling` know.
  ///   - to: The same.
  /// - Throws: `unknownUnit`, `unitsDisagree` or `missingUnitsDatabase`.
  public init(from: String, to: String) throws(ConventionsError) {
    if from == to {
      self = .identity
    } else {
      self = try UnitsDatabase.converter(from: from, to: to)
    }
  }

  public func convert(_ value: Double) -> Double { value * scale + offset }

  /// The conversion of a difference, such as a threshold on a step: the offset falls out.
  public var ofDifferences: UnitConverter { UnitConverter(scale: scale, offset: 0) }

  fileprivate static func affine(scale: Double, offset: Double) -> UnitConverter {
    UnitConverter(scale: scale, offset: offset)
  }
}

/// The units database, loaded once. UDUNITS is not safe to call from two threads.
private enum UnitsDatabase {
  private struct State {
    var system: UnsafeSendablePointer?
    var failure: String?
    var cache: [[String]: Result<UnitConverter, ConventionsError>] = [:]
  }

  // Safe: the pointer is used under the lock only.
  private struct UnsafeSendablePointer: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private static let state = Mutex(State())

  static func converter(from: String, to: String) throws(ConventionsError) -> UnitConverter {
    let result = state.withLock { state -> Result<UnitConverter, ConventionsError> in
      if let known = state.cache[[from, to]] { return known }
      let result = make(from: from, to: to, state: &state)
      // Bounded: files bring units of any spelling.
      if state.cache.count > 4096 { state.cache.removeAll() }
      state.cache[[from, to]] = result
      return result
    }
    return try result.get()
  }

  private static func make(
    from: String,
    to: String,
    state: inout State
  ) -> Result<UnitConverter, ConventionsError> {
    if state.system == nil, state.failure == nil {
      ut_set_error_message_handler { _, _ in 0 }
      if let system = ut_read_xml(nil) {
        state.system = UnsafeSendablePointer(pointer: system)
      } else {
        state.failure = "status \(ut_get_status().rawValue)"
      }
    }
    guard let system = state.system?.pointer else {
      return .failure(.missingUnitsDatabase(state.failure ?? ""))
    }
    guard let a = parse(from, system) else { return .failure(.unknownUnit(from)) }
    defer { ut_free(a) }
    guard let b = parse(to, system) else { return .failure(.unknownUnit(to)) }
    defer { ut_free(b) }
    guard ut_are_convertible(a, b) != 0, let converter = ut_get_converter(a, b) else {
      return .failure(.unitsDisagree(from: from, to: to))
    }
    defer { cv_free(converter) }
    let offset = cv_convert_double(converter, 0)
    let scale = cv_convert_double(converter, 1) - offset
    guard scale.isFinite, offset.isFinite, scale != 0 else {
      return .failure(.unitsDisagree(from: from, to: to))
    }
    // Levels such as lg(re 1 K) convert by powers: no scale and offset stand for that.
    let third = cv_convert_double(converter, 2)
    let size = offset.magnitude + scale.magnitude + third.magnitude
    guard (third - (2 * scale + offset)).magnitude <= 1e-9 * size else {
      return .failure(.unitsDisagree(from: from, to: to))
    }
    // 273.15 and 1/100 as they are meant, without the last bit of a difference of two numbers.
    return .success(.affine(scale: tidied(scale), offset: tidied(offset)))
  }

  private static func parse(_ unit: String, _ system: OpaquePointer) -> OpaquePointer? {
    guard unit.utf8.count <= 256 else { return nil }
    // Repairs first: UDUNITS reads "degree Celsius" as an angle times a temperature.
    return ut_parse(system, UnitSpelling.repaired(unit), UT_UTF8) ?? ut_parse(system, unit, UT_UTF8)
  }

  /// The number with at most 12 significant decimal digits when that is within 4 ulp of it.
  private static func tidied(_ x: Double) -> Double {
    guard x != 0 else { return 0 }
    let exponent = 11 - Int(log10(x.magnitude).rounded(.down))
    guard exponent.magnitude <= 22 else { return x }
    let power = pow(10, Double(exponent.magnitude))
    let scaled = exponent >= 0 ? x * power : x / power
    let rounded = scaled.rounded()
    let tidy = exponent >= 0 ? rounded / power : rounded * power
    return (tidy - x).magnitude <= 4 * x.ulp ? tidy : x
  }
}

/// Spellings of units that files use and UDUNITS does not know.
enum UnitSpelling {
  static func repaired(_ unit: String) -> String {
    var text = unit
    if let bracket = text.firstIndex(of: "("), bracket > text.startIndex {
      // "degrees (clockwise from true north)"
      text = String(text[..<bracket])
    }
    while text.last == " " { text.removeLast() }
    let word = text.lowercased()
    // A coulomb has no place in the sea, a degree Celsius has.
    if text == "C" { return "degree_Celsius" }
    // EPIC writes metres so; a mole per litre is not written by one letter.
    if text == "M" { return "m" }
    switch word {
    case "celsius degree", "degree celsius", "degrees celsius", "deg c", "degrees c", "degree c",
      "degc", "deg_c", "deg. c",
      "degree_celcius", "degrees_celcius", "deg. c.", "deg-c", "celcius", "ºc":
      return "degree_Celsius"
    case "psu", "pss-78", "pss", "practical salinity units", "unitless", "dimensionless", "none",
      "count", "counts":
      return "1"
    case "decibar=10000 pascals", "decibars", "dbars": return "decibar"
    case "hectopascal", "hectopascals": return "hPa"
    case "percent", "pct": return "%"
    case "mb", "millibars": return "millibar"
    case "knots", "kts", "kt": return "knot"
    case "deg", "degs", "degree_true", "degrees_true", "deg_true", "degt", "angular_degree",
      "degrees true":
      return "degree"
    case "meter_second-1", "meters_second-1": return "m s-1"
    case "meters/second", "meter/second", "metres/second": return "m s-1"
    case "ugram/l": return "ug/l"
    default: break
    }
    return text.replacing("µ", with: "u").replacing("μ", with: "u")
  }
}

extension String {
  fileprivate func replacing(_ character: Character, with other: String) -> String {
    reduce(into: "") { $0 += $1 == character ? other : String($1) }
  }
}
