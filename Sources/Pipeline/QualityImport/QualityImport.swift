internal import NetCDFFile
internal import ObservationModel
internal import Reading
internal import Validation

/// The quality tests of another program's configuration as the `validate` section of a pipeline
/// file.
///
/// Read are configurations of ioos_qc, in YAML, in JSON and in the attributes of a netCDF file, and
/// of CoTeDe, in JSON. What the section says is checked as a pipeline file is checked. Nothing is
/// guessed: what cannot be carried over, a threshold without a unit among it, is left out, with its
/// place and the reason, and stands in the section as a comment.
public struct QualityImport: Sendable {
  /// What the other configuration does not say.
  public struct Options: Sendable {
    /// The quantities that the streams of the configuration are, by the names of these.
    public var variables: [String: String]

    /// The units of the streams, by the names of these, in UDUNITS spelling.
    public var units: [String: String]

    public init(variables: [String: String] = [:], units: [String: String] = [:]) {
      self.variables = variables
      self.units = units
    }
  }

  /// The section, in YAML.
  public let text: String

  /// How many tests it has.
  public let testCount: Int

  /// What the configuration asks for and the section does not, in the order of the file.
  public let leftOut: [PipelineFileProblem]

  /// What the section says otherwise than the configuration did.
  public let notes: [PipelineFileProblem]

  /// Reads the configuration at `path`.
  ///
  /// - Throws: `PipelineFileError` when it cannot be read or is no configuration of quality tests.
  public init(path: String, options: Options = Options()) throws(PipelineFileError) {
    let source = try Self.source(at: path)
    self.init(source, path: path, options: options)
  }

  /// Reads the text of a configuration in YAML or JSON.
  ///
  /// - Parameter path: Where it comes from, for messages.
  public init(
    configuration text: String,
    path: String,
    options: Options = Options()
  ) throws(PipelineFileError) {
    let source = try Self.source(text, path: path)
    self.init(source, path: path, options: options)
  }

  private init(_ source: ForeignConfiguration, path: String, options: Options) {
    var leftOut = source.leftOut
    var notes: [PipelineFileProblem] = []
    var entries: [String] = []
    for test in source.tests {
      let translator = ForeignTestTranslator(test, options: options)
      // Tests of time and place are the same for every stream.
      if let entry = translator.entry(), !entries.contains(entry) { entries.append(entry) }
      notes += translator.notes
      leftOut += translator.leftOut
    }
    leftOut.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    testCount = entries.count
    self.leftOut = leftOut
    self.notes = notes
    var lines = ["# The quality tests of \(printable(path)), as sverdrup import-qc reads them."]
    lines += entries.isEmpty ? [] : ["validate:"] + entries.map { "  - \($0)" }
    lines += leftOut.map { "# left out: \(Self.comment($0))" }
    lines += notes.map { "# note: \(Self.comment($0))" }
    self.text = lines.joined(separator: "\n") + "\n"
  }

  private static func comment(_ problem: PipelineFileProblem) -> String {
    let place = problem.line > 0 ? "line \(problem.line): " : ""
    return printable(place + problem.message)
  }

  // MARK: Sources

  private static func source(at path: String) throws(PipelineFileError) -> ForeignConfiguration {
    if let found = FileSignature.isNetCDF(path) ? Self.attributes(of: path) : nil {
      return try found.get()
    }
    switch PipelineFileSource.text(at: path) {
    case .success(let text): return try source(text, path: path)
    case .failure(let fault):
      let problem = PipelineFileProblem(
        file: path,
        line: fault.line,
        column: fault.column,
        message: fault.message
      )
      throw PipelineFileError([problem], isMissing: fault.isMissing)
    }
  }

  static func source(
    _ text: String,
    path: String
  ) throws(PipelineFileError) -> ForeignConfiguration {
    let problems = PipelineFileProblems()
    let root = PipelineFileDocument.compose(text, file: path, problems: problems)
    let found = root.flatMap { ForeignConfiguration($0, problems: problems) }
    guard problems.all.isEmpty, let found else {
      throw PipelineFileError(problems.sorted(mainFile: path))
    }
    return found
  }
}
