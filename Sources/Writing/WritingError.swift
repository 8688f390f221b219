public import NetCDFFile

/// Why a product was not written. Nothing is left under its final name then, unless an earlier
/// product was there, which stays as it was.
public enum WritingError: Error, Equatable {
  /// The path cannot name a product: it is empty, ends in a slash or a dot, or holds a zero byte.
  case invalidPath(String)

  /// The operating system refused an operation.
  case system(operation: FileOperation, path: String, errno: Int32)

  /// The netCDF library refused to write the file.
  case netCDF(path: String, NetCDFError)

  /// The product contradicts itself.
  case product(ProductFault)

  /// What was done to a file when it failed.
  public enum FileOperation: String, Sendable {
    case createDirectory = "create directory"
    case create
    case inspect
    case write
    case synchronise
    case close
    case rename
    case synchroniseDirectory = "synchronise directory"
    case list
    case remove
  }
}
