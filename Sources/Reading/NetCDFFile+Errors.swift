internal import NetCDFFile

extension NetCDFFile {
  /// Opens a file, with errors in the words of this module.
  static func opened(
    _ path: String,
    backend: Backend = .automatic
  ) throws(ReadingError) -> NetCDFFile {
    do {
      return try NetCDFFile(path: path, backend: backend)
    } catch {
      throw ReadingError(error, path: path)
    }
  }

  /// Reads a variable, whole or in part, with errors in the words of this module.
  func stored(_ variable: Variable, region: Region? = nil) throws(ReadingError) -> StoredValues {
    do {
      return try read(variable, region: region)
    } catch {
      throw ReadingError(error, path: path)
    }
  }
}
