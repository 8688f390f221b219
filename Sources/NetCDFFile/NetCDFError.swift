/// Why a file could not be opened, read or written.
public struct NetCDFError: Error, Equatable, Sendable {
  public enum Kind: String, Sendable {
    case noSuchFile
    case notRegularFile
    case empty
    case notNetCDF
    case truncated
    case corrupt
    case unsupported
    case tooLarge
    case inputOutput
  }

  public let kind: Kind
  public let path: String

  /// The path of the variable, where one is concerned.
  public let variable: String?

  /// What was being done, what was expected and what was found.
  public let detail: String

  /// The library's or the system's own status, where there is one.
  public let status: Int32?

  init(
    _ kind: Kind,
    path: String,
    variable: String? = nil,
    detail: String,
    status: Int32? = nil
  ) {
    self.kind = kind
    self.path = path
    self.variable = variable
    self.detail = detail
    self.status = status
  }
}

extension NetCDFError: CustomStringConvertible {
  public var description: String {
    let place = variable.map { ", variable \($0)" } ?? ""
    return "\(path)\(place): \(detail)"
  }
}
