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

  @Test("two dimensions of one name and unequal lengths are refused")
  func sameName() throws {
    var small = SmallFile(["obs1": 3, "obs2": 2])
    small.addPlace(
      time: (["obs1"], [0, 1, 2]),
      latitude: (["obs2"], [1, 2]),
      longitude: (["obs2"], [1, 2])
    )
    let path = try small.write()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = try #require(data.range(of: Data("obs2".utf8)))
    data.replaceSubrange(place, with: Data("obs1".utf8))
    try data.write(to: URL(fileURLWithPath: path))
    let kind = Self.refusal {
      let file = try ObservationFile(path: path, catalogue: NetworkCatalogue())
      _ = try file.inspect()
    }
    #expect(kind == .corrupt)
  }

  @Test("coordinates that tie many long dimensions together are refused")
  func chain() throws {
    // One step along a has 410 * 410 * 410 elements, more than 2^26.
    let n = 410
    var small = SmallFile(["a": 2, "b": n, "c": n, "d": n])
    small.add(
      "lat",
      ["a", "b"],
      .byte([Int8](repeating: 5, count: 2 * n)),
      ["units": "degrees_north", "standard_name": "latitude"]
    )
    small.add(
      "lon",
      ["b", "c"],
      .byte([Int8](repeating: 6, count: n * n)),
      ["units": "degrees_east", "standard_name": "longitude"]
    )
    small.add(
      "time",
      ["c", "d"],
      .byte([Int8](repeating: 7, count: n * n)),
      ["units": "days since 2000-01-01", "standard_name": "time"]
    )
    #expect(Self.refusal { _ = try small.open().inspect() } == .tooLarge)
  }
}
