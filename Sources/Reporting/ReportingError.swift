/// Why a picture cannot be drawn.
public enum ReportingError: Error, Equatable, Sendable {
  /// A field without cells, or whose values do not fit its edges.
  case badField(String)
  /// Data of a Debian package that is not installed.
  case missingData(path: String, package: String)
  /// Data of a package that is not as expected.
  case damagedData(path: String)
  case encoding(String)
}

extension ReportingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badField(let reason): "the field cannot be drawn: \(reason)"
    case .missingData(let path, let package):
      "\(path) is missing; install it with: apt-get install \(package)"
    case .damagedData(let path): "\(path) is not as its package delivers it"
    case .encoding(let reason): "the picture cannot be encoded: \(reason)"
    }
  }
}
