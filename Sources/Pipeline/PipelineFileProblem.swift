internal import Reading

/// One fault of a pipeline file, and where it is.
public struct PipelineFileProblem: Error, Sendable, Hashable {
  /// The file as it was named: the pipeline file, or one that it includes.
  public let file: String

  /// From 1; 0 when the fault is the file as a whole.
  public let line: Int

  /// Characters from 1; 0 when the fault is the file as a whole.
  public let column: Int

  /// What was expected and what was found.
  public let message: String

  /// The valid word that is nearest to the one found.
  public let suggestion: String?

  public init(
    file: String,
    line: Int,
    column: Int,
    message: String,
    suggestion: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.suggestion = suggestion
  }
}

extension PipelineFileProblem: CustomStringConvertible {
  /// One line for people, `FILE:LINE:COLUMN: message`, in the form that editors jump to.
  public var description: String {
    let place = printable(file) + (line > 0 ? ":\(line):\(column)" : "")
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return "\(place): \(message)\(hint)"
  }
}

/// Why a pipeline file cannot be used: all of its faults, up to twenty, in the order of the file.
public struct PipelineFileError: Error, Sendable, Equatable {
  public let problems: [PipelineFileProblem]

  /// How many more faults there are.
  public let omittedCount: Int

  /// True when the file itself cannot be opened.
  public let isMissing: Bool

  /// The most faults that are told at once.
  public static let largestProblemCount = 20

  init(_ problems: [PipelineFileProblem], isMissing: Bool = false) {
    self.problems = Array(problems.prefix(Self.largestProblemCount))
    omittedCount = problems.count - self.problems.count
    self.isMissing = isMissing
  }
}

extension PipelineFileError: CustomStringConvertible {
  /// A line for each fault.
  public var description: String {
    let more = omittedCount > 0 ? ["and \(omittedCount) more"] : []
    return (problems.map(\.description) + more).joined(separator: "\n")
  }
}

/// The faults of one pipeline file as they are found.
final class PipelineFileProblems {
  private(set) var all: [PipelineFileProblem] = []

  /// Enters a fault; the same one is entered once.
  func report(_ message: String, at place: PipelineFilePlace, suggestion: String? = nil) {
    let problem = PipelineFileProblem(
      file: place.file,
      line: place.line,
      column: place.column,
      message: message,
      suggestion: suggestion
    )
    if !all.contains(problem) { all.append(problem) }
  }

  /// The faults, those of the pipeline file before those of files it includes, by place.
  func sorted(mainFile: String) -> [PipelineFileProblem] {
    all.sorted {
      ($0.file == mainFile ? 0 : 1, $0.file, $0.line, $0.column, $0.message)
        < ($1.file == mainFile ? 0 : 1, $1.file, $1.line, $1.column, $1.message)
    }
  }
}

/// A place in a file; lines and columns from 1.
struct PipelineFilePlace: Hashable {
  var file: String
  var line: Int
  var column: Int
}
