internal import NetCDFFile

extension ReadingError {
  /// The same fault in the words of this module.
  init(_ error: NetCDFError, path: String) {
    let kind: Kind =
      switch error.kind {
      case .noSuchFile: .noSuchFile
      case .notRegularFile: .notRegularFile
      case .empty: .empty
      case .notNetCDF: .notNetCDF
      case .truncated: .truncated
      case .corrupt: .corrupt
      case .unsupported: .unsupported
      case .tooLarge: .tooLarge
      case .inputOutput: .inputOutput
      }
    self.init(kind, path: path, variable: error.variable, detail: error.detail)
  }
}
