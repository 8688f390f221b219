/// Why a file cannot be read as observations.
///
/// The error keeps what a data manager needs to act: which file, which variable, what kind of
/// fault, and one sentence that says what was expected and what was found.
public struct ReadingError: Error, Equatable, Sendable {
  /// The kinds of fault. The raw values are the reasons that accounts and the quarantine list.
  public enum Kind: String, Sendable, CaseIterable {
    case noSuchFile = "no_such_file"
    case notRegularFile = "not_a_regular_file"
    case notNetCDF = "not_netcdf"
    case empty = "empty"
    case truncated = "truncated"
    case corrupt = "corrupt"
    case unsupported = "unsupported"
    case tooLarge = "too_large"
    case inputOutput = "input_output"
    case noObservations = "no_observations"
    case missingCoordinates = "missing_coordinates"
    case badTime = "bad_time"
    case badUnits = "bad_units"
    case inconsistentRagged = "inconsistent_ragged"
    case unknownNetwork = "unknown_network"
    case missingVariable = "missing_variable"
    case badMap = "bad_map"
    case missingUnitsDatabase = "missing_units_database"
  }

  public let kind: Kind
  public let path: String

  /// The path of the variable in the file, where one is to blame.
  public let variable: String?

  /// What was expected, what was found and, where there is something to do, what to do.
  public let detail: String

  public init(_ kind: Kind, path: String, variable: String? = nil, detail: String) {
    self.kind = kind
    self.path = path
    self.variable = variable
    self.detail = detail
  }
}

extension ReadingError: CustomStringConvertible {
  /// One line for people: file, variable, reason.
  public var description: String {
    let place = variable.map { " (variable \(printable($0)))" } ?? ""
    return "\(printable(path))\(place): \(kind.rawValue): \(detail)"
  }
}

/// Text from a file or a file name, safe to print: control characters are shown as escapes, so
/// that a name cannot move the cursor or break a line of a log.
public func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    if isControl {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}
