import Foundation
import Testing

@Suite("sverdrup import-qc")
struct ImportQualityTests {
  static let configuration = """
    streams:
      temp:
        qartod:
          gross_range_test: {fail_span: [-2, 30]}
          syntax_test: {nchar: 3}
    """

  @Test("writes a section and says with status 65 that something was left out")
  func leftOut() throws {
    let directory = try Command.Directory()
    let path = try directory.write("config.yaml", Data(Self.configuration.utf8))
    let result = try Command.run(
      ["import-qc", path, "--map", "temp=temperature", "--units", "temp=degree_C"]
    )
    #expect(result.code == 65)
    #expect(
      result.output.contains(
        "  - gross_range: {variable: temperature, fail: [-2, 30], units: \"degree_C\"}\n"
      )
    )
    #expect(result.output.contains("# left out: line 5: temp: qartod.syntax_test"))
    #expect(result.errors.contains("left out: \(path):5:7: temp: qartod.syntax_test"))
    #expect(result.errors.contains("1 test carried over, 1 left out"))
  }

  @Test("ends with status 0 when everything was carried over")
  func whole() throws {
    let directory = try Command.Directory()
    let text = "temp: {qartod: {gross_range_test: {fail_span: [-2, 30]}}}"
    let path = try directory.write("config.yaml", Data(text.utf8))
    let options = ["--map", "temp=temperature", "--units", "temp=degree_C"]
    #expect(try Command.run(["import-qc", path] + options).code == 0)
  }

  @Test("tells faults of its own use, of the file and of its absence apart")
  func faults() throws {
    let directory = try Command.Directory()
    let path = try directory.write("config.yaml", Data(Self.configuration.utf8))
    #expect(try Command.run(["import-qc", path, "--map", "temp"]).code == 64)
    #expect(try Command.run(["import-qc", path, "--map", "temp=no_such_variable"]).code == 64)
    #expect(try Command.run(["import-qc", path + "x"]).code == 66)
    let list = try directory.write("list.yaml", Data("[1, 2]".utf8))
    #expect(try Command.run(["import-qc", list]).code == 65)
  }
}
