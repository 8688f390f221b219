import Foundation
import NetCDFFile
import Testing

/// Classic files written byte by byte, to say where the values of each variable are.
@Suite("Headers of classic files")
struct ClassicHeaderTests {
  /// A variable of shorts.
  struct Short {
    var name: [UInt8]
    var begin: Int
    var isRecord = false

    init(_ name: String, at begin: Int, isRecord: Bool = false) {
      self.init(Array(name.utf8), at: begin, isRecord: isRecord)
    }

    init(_ name: [UInt8], at begin: Int, isRecord: Bool = false) {
      (self.name, self.begin, self.isRecord) = (name, begin, isRecord)
    }
  }

  static func word(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  static func name(_ bytes: [UInt8]) -> [UInt8] {
    word(bytes.count) + bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  /// A CDF-1 file whose header fits into the first 512 bytes and whose other bytes are 0, 1, 2 ...
  ///
  /// A variable has four shorts, or two in each of the `records`.
  static func file(_ variables: [Short], records: Int = 0) throws -> String {
    var bytes = Array("CDF".utf8) + [1] + word(records)
    bytes += word(10) + word(3)
    bytes += name(Array("record".utf8)) + word(0)
    bytes += name(Array("four".utf8)) + word(4)
    bytes += name(Array("two".utf8)) + word(2)
    bytes += word(0) + word(0)
    bytes += word(11) + word(variables.count)
    for variable in variables {
      bytes += name(variable.name)
      bytes += variable.isRecord ? word(2) + word(0) + word(2) : word(1) + word(1)
      bytes += word(0) + word(0) + word(3) + word(variable.isRecord ? 4 : 8)
      bytes += word(variable.begin)
    }
    #expect(bytes.count <= 512)
    bytes += [UInt8](repeating: 0, count: 512 - bytes.count)
    bytes += (0..<512).map { UInt8(truncatingIfNeeded: $0) }
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("header-\(UUID().uuidString).nc").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// The shorts at a byte: the bytes from 512 on count up from 0.
  static func shorts(at begin: Int, _ count: Int = 4) -> [Int16] {
    (0..<count).map { i in
      let first = (begin - 512 + 2 * i) % 256
      return Int16(bitPattern: UInt16(first << 8 | first + 1))
    }
  }

  static func refusal(_ variables: [Short], records: Int = 0) throws -> NetCDFError? {
    let path = try file(variables, records: records)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return #expect(throws: NetCDFError.self) { try NetCDFFile(path: path) }
  }

  @Test("variables may lie in another order than the header names them")
  func anyOrder() throws {
    let variables = [Short("late", at: 528), Short("early", at: 512), Short("middle", at: 520)]
    let path = try Self.file(variables)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try NetCDFFile(path: path)
    #expect(file.allVariables.map(\.name) == ["late", "early", "middle"])
    for variable in variables {
      let name = String(decoding: variable.name, as: UTF8.self)
      #expect(try FileText.values(name, of: file) == .short(Self.shorts(at: variable.begin)))
    }
  }

  @Test("records may lie before the other variables")
  func recordsFirst() throws {
    let path = try Self.file(
      [Short("fixed", at: 536), Short("a", at: 512, isRecord: true)],
      records: 3
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try NetCDFFile(path: path)
    #expect(file.variable("a")?.shape == [3, 2])
    #expect(try FileText.values("a", of: file) == .short(Self.shorts(at: 512, 6)))
    #expect(try FileText.values("fixed", of: file) == .short(Self.shorts(at: 536)))
  }

  @Test("variables that share a byte are refused, in any order")
  func overlaps() throws {
    let pair = [Short("one", at: 512), Short("other", at: 519)]
    for variables in [pair, pair.reversed(), pair + [Short("far", at: 600)]] {
      let error = try Self.refusal(variables)
      #expect(error?.kind == .corrupt)
      #expect(error?.variable == "other")
    }
  }

  @Test("records that reach into another variable are refused, in any order")
  func overlappingRecords() throws {
    // The three records of 4 bytes end at byte 524.
    let pair = [Short("record", at: 512, isRecord: true), Short("fixed", at: 522)]
    for variables in [pair, pair.reversed()] {
      #expect(try Self.refusal(variables, records: 3)?.kind == .corrupt)
    }
    let path = try Self.file([pair[0], Short("fixed", at: 524)], records: 3)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try NetCDFFile(path: path).allVariables.count == 2)
  }

  @Test("two variables of a record that share a byte, or lie in different ones, are refused")
  func recordsApart() throws {
    for begin in [514, 520] {
      let error = try Self.refusal(
        [Short("a", at: 512, isRecord: true), Short("b", at: begin, isRecord: true)],
        records: 2
      )
      #expect(error?.kind == .corrupt)
      #expect(error?.variable == "b")
    }
  }

  @Test("a variable is found by its name in any spelling, whatever its bytes are")
  func spellings() throws {
    let path = try Self.file([
      Short("h\u{f6}he", at: 512), Short([0x68, 0xff], at: 520), Short("plain", at: 528),
    ])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try NetCDFFile(path: path)
    #expect(try FileText.values("ho\u{308}he", of: file) == .short(Self.shorts(at: 512)))
    #expect(try FileText.values("h\u{fffd}", of: file) == .short(Self.shorts(at: 520)))
    #expect(try FileText.values("plain", of: file) == .short(Self.shorts(at: 528)))
    #expect(file.variable("plai") == nil)
    #expect(file.variable("plains") == nil)
    #expect(file.variable("") == nil)
    for variable in file.allVariables { #expect(file.variable(variable.path) == variable) }
  }

  @Test("two variables of one name are corrupt, few or many", arguments: [2, 10])
  func repeatedVariables(count: Int) throws {
    var variables = (1..<count).map { Short("v\($0)", at: 512) }
    variables.append(Short("v1", at: 520))
    let error = try Self.refusal(variables)
    #expect(error?.kind == .corrupt)
    #expect(error?.detail.contains("two variables are called v1") == true)
  }

  @Test("two dimensions of one name are corrupt, few or many", arguments: [2, 100])
  func repeatedDimensions(count: Int) throws {
    for last in ["d1", "new"] {
      var bytes = Array("CDF".utf8) + [1] + Self.word(0) + Self.word(10) + Self.word(count)
      for i in 1..<count { bytes += Self.name(Array("d\(i)".utf8)) + Self.word(i) }
      bytes += Self.name(Array(last.utf8)) + Self.word(7)
      bytes += [UInt8](repeating: 0, count: 16)
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("names-\(UUID().uuidString).nc").path
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      if last == "new" {
        #expect(try NetCDFFile(path: path).root.dimensions.count == count)
      } else {
        let error = #expect(throws: NetCDFError.self) { try NetCDFFile(path: path) }
        #expect(error?.kind == .corrupt)
        #expect(error?.detail.contains("two dimensions are called d1") == true)
      }
    }
  }
}
