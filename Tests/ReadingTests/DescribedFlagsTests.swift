import NetCDFFile
import ObservationModel
import Reading
import Testing

/// Flags that a file without a map of its own describes.
@Suite("Flags by the CF metadata")
struct DescribedFlagsTests {
  static func verdicts(
    _ name: String,
    _ codes: [Int8],
    _ attributes: [(String, AttributeContent)]
  ) throws -> [Verdict] {
    var small = HostileMeaningTests.trajectory(
      packing: [("ancillary_variables", .text("temp_qc"))]
    )
    small.variables.append(
      SmallFile.Array(
        name: name,
        dimensions: ["obs"],
        values: .byte(codes),
        attributes: attributes
      )
    )
    return try SmallFile.content(try small.open(), "temperature").verdicts
  }

  @Test("values on bits of their own, and the worst that holds")
  func masked() throws {
    let verdicts = try Self.verdicts(
      "temp_qc",
      [1, 5, 6, 4],
      [
        ("flag_masks", .integers([3, 3, 4])), ("flag_values", .integers([1, 2, 4])),
        ("flag_meanings", .text("good bad spike_seen")),
      ]
    )
    #expect(verdicts == [.good, .good, .bad, .notEvaluated])
  }

  @Test("codes that are meant as unsigned have values that are")
  func unsigned() throws {
    let verdicts = try Self.verdicts(
      "temp_qc",
      [1, -56, 1, -56],
      [
        ("_Unsigned", .text("true")), ("flag_values", .integers([1, -56])),
        ("flag_meanings", .text("bad good")),
      ]
    )
    #expect(verdicts == [.bad, .good, .bad, .good])
  }

  @Test("a flag is found whatever the case of its name")
  func anyCase() throws {
    let verdicts = try Self.verdicts(
      "TEMP_QC",
      [1, 2, 1, 2],
      [("flag_values", .integers([1, 2])), ("flag_meanings", .text("bad good"))]
    )
    #expect(verdicts == [.bad, .good, .bad, .good])
  }
}
