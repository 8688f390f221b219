import Glibc
import ObservationModel

/// Answers check vectors with what the project makes of them.
///
/// `conformance qc FILE` reads calls of quality tests, `{"cases": [{"id", "test", "inputs",
/// "params"}]}`, and prints for each, in order, a line `{"id", "flags"}` or `{"id", "error"}`. A
/// call that is refused is an answer: the exit code is 0. `conformance resample FILE` answers calls of
/// functions of resampling and summarising, `{"cases": [{"id", "function", "inputs", "params"}]}`,
/// with lines `{"id", "results"}`. It is 64 for a wrong command line, 65 for
/// a file that holds no cases and 66 for one that cannot be read.
@main
enum ConformanceCommand {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, arguments[1] == "qc" || arguments[1] == "resample" else {
      quit(64, "usage: conformance qc|resample FILE")
    }
    let path = arguments[2]
    guard let bytes = contents(of: path) else {
      quit(66, "\(path): \(String(cString: strerror(errno)))")
    }
    let document: JSONValue
    do throws(JSONParser.Fault) {
      document = try JSONParser.parse(bytes)
    } catch {
      quit(65, "\(path): \(error)")
    }
    guard case .list(let cases)? = document["cases"] else {
      quit(65, "\(path): expected an object with a list 'cases'")
    }
    for number in cases.indices {
      let answer =
        arguments[1] == "qc"
        ? answer(to: cases[number], number: number)
        : resamplingAnswer(to: cases[number], number: number)
      print(answer.line)
    }
  }

  /// What the project makes of one case.
  static func answer(to item: JSONValue, number: Int) -> JSONValue {
    let id = item["id"] ?? .integer(number)
    do throws(QualityCallError) {
      let flags = try QualityCalls.flags(try call(of: item))
      let list = JSONValue.list(flags.map { .integer($0) })
      return .object([.init(key: "id", value: id), .init(key: "flags", value: list)])
    } catch {
      let text = JSONValue.text(error.message)
      return .object([.init(key: "id", value: id), .init(key: "error", value: text)])
    }
  }

  /// What functions of resampling make of one case.
  private static func resamplingAnswer(to item: JSONValue, number: Int) -> JSONValue {
    let id = item["id"] ?? .integer(number)
    do throws(QualityCallError) {
      guard case .text(let function) = item["function"] else {
        throw QualityCallError("expected a text", "function")
      }
      let call = ResamplingCall(
        function: function,
        inputs: try members(of: item, "inputs"),
        parameters: try members(of: item, "params")
      )
      let results = try ResamplingCalls.results(call)
      return .object([.init(key: "id", value: id), .init(key: "results", value: results)])
    } catch {
      let text = JSONValue.text(error.message)
      return .object([.init(key: "id", value: id), .init(key: "error", value: text)])
    }
  }

  private static func call(of item: JSONValue) throws(QualityCallError) -> QualityCall {
    guard case .text(let test)? = item["test"] else {
      throw QualityCallError("expected a text", "test")
    }
    return QualityCall(
      test: test,
      inputs: try members(of: item, "inputs"),
      parameters: try members(of: item, "params")
    )
  }

  private static func members(of item: JSONValue, _ name: String) throws(QualityCallError)
    -> [String: JSONValue]
  {
    switch item[name] {
    case .object(let members)?:
      return Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
    case .null?, nil: return [:]
    case let other?: throw QualityCallError("expected an object, found \(other.kind)", name)
    }
  }

  /// The bytes of a file; nil when it cannot be read, and `errno` says why.
  private static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      bytes += buffer[..<count]
      if count < buffer.count { return ferror(file) == 0 ? bytes : nil }
    }
  }

  private static func quit(_ code: Int32, _ message: String) -> Never {
    let line = Array("conformance: \(message)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(code)
  }
}
