import Foundation
import NetCDFFile
import ObservationModel
import Reading
import Testing

/// Files whose dimensions contradict or multiply one another: refused with the reason.
@Suite("Dimensions that do not fit")
struct HostileDimensionsTests {
  static func refusal(_ read: () throws -> Void) -> ReadingError.Kind? {
    do {
      try read()
      return nil
    } catch BatchFailure<Never>.reading(let error) {
      return error.kind
    } catch {
      return (error as? ReadingError)?.kind
    }
  }

  @Test("flags of characters along a dimension of no length are refused")
  func noLetters() throws {
    var small = HostileMeaningTests.trajectory(
      packing: [("ancillary_variables", .text("temp_qc"))]
    )
    small.dimensions.append(("z", 0))
    small.add(
      "temp_qc",
      ["obs", "z"],
      .char([]),
      ["flag_values": "12", "flag_meanings": "good bad"]
    )
    // A type that classic files lack: they know one dimension without a length, the first.
    small.add("number", ["obs"], .int64([1, 2, 3, 4]))
    let file = try small.open()
    #expect(
      Self.refusal { _ = try SmallFile.content(file, "temperature") } == .unsupported
    )
  }
}
