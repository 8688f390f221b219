public import Conventions

extension Coastline {
  /// Reads the coasts from where Debian's package puts them.
  ///
  /// - Throws: `missingData` with the package to install, or `damagedData`.
  public init(path: String = Coastline.path) throws(ReportingError) {
    let bytes = try dataFile(path, package: "xtide-coastline")
    guard let coastline = Coastline(bytes: bytes) else { throw .damagedData(path: path) }
    self = coastline
  }
}
