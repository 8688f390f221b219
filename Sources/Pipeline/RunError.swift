public import Ledger
public import Reading
public import Writing

/// Why a run could not be done.
public enum RunError: Error {
  case pipeline(PipelineFileError)
  case ledger(LedgerError)
  case workspace(WorkspaceError)
  case writing(WritingError)
  case noInput([String])
  case map(ReadingError)
}

extension RunError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .pipeline(let error): "\(error)"
    case .ledger(let error): "\(error)"
    case .workspace(let error): "\(error)"
    case .writing(let error): "\(error)"
    case .noInput(let patterns):
      "no file matches \(patterns.joined(separator: ", "))"
    case .map(let error): "\(error)"
    }
  }
}
