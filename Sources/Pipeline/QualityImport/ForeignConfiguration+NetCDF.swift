internal import NetCDFFile

extension QualityImport {
  /// The configuration that the attributes of a netCDF file hold: `ioos_qc_config` of the file, or
  /// else `ioos_qc_module`, `ioos_qc_test`, `ioos_qc_config` and `ioos_qc_target` of each variable
  /// of flags.
  static func attributes(of path: String) -> Result<ForeignConfiguration, PipelineFileError> {
    func failure(_ message: String) -> Result<ForeignConfiguration, PipelineFileError> {
      .failure(
        PipelineFileError([PipelineFileProblem(file: path, line: 0, column: 0, message: message)])
      )
    }
    let file: NetCDFFile
    do throws(NetCDFError) {
      file = try NetCDFFile(path: path)
    } catch {
      return failure("\(error)")
    }
    if let text = file.root.attributes.text("ioos_qc_config") {
      do throws(PipelineFileError) {
        return .success(try source(text, path: path))
      } catch {
        return .failure(error)
      }
    }
    var found = ForeignConfiguration()
    for variable in file.allVariables {
      let attributes = variable.attributes
      guard let module = attributes.text("ioos_qc_module"),
        let test = attributes.text("ioos_qc_test"),
        let parameters = attributes.text("ioos_qc_config"),
        let target = attributes.text("ioos_qc_target")
      else { continue }
      let place = PipelineFilePlace(file: path, line: 0, column: 0)
      let problems = PipelineFileProblems()
      guard let node = PipelineFileDocument.compose(parameters, file: path, problems: problems)
      else {
        let reason = problems.all.first?.message ?? "it cannot be read"
        found.leaveOut("\(variable.path): ioos_qc_config: \(reason)", at: place)
        continue
      }
      let pair = PipelineFilePair(key: test, keyPlace: place, value: node)
      let tests = PipelineFileNode(content: .mapping([pair]), place: place)
      found.addModules([PipelineFilePair(key: module, keyPlace: place, value: tests)], of: target)
    }
    if found.tests.isEmpty, found.leftOut.isEmpty {
      return failure("expected attributes such as 'ioos_qc_config', found none")
    }
    return .success(found)
  }
}

extension [Attribute] {
  fileprivate func text(_ name: String) -> String? {
    guard case .text(let text)? = first(where: { $0.name == name })?.content else { return nil }
    return text
  }
}
