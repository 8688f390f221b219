@preconcurrency import CHDF5
import Foundation
import NetCDFFile
import Testing

/// Copies of sound files with bytes zeroed, flipped, swapped, moved or cut off.
@Suite("Damaged HDF5 files", .serialized)
struct DamagedFileTests {
  /// The numbers of SplitMix64 (Steele, Lea and Flood 2014), the same on every machine.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Int((z ^ (z >> 31)) % UInt64(max(1, bound)))
    }

    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      let place = below(bytes.count)
      switch below(6) {
      case 0: return Array(bytes[..<place])
      case 1: for i in place..<min(bytes.count, place + 64) { bytes[i] = 0 }
      case 2: for _ in 0..<8 { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
      case 3: for i in place..<min(bytes.count, place + 8) { bytes[i] = 0xff }
      case 4:
        let other = below(bytes.count)
        for i in 0..<min(200, bytes.count - max(place, other)) {
          bytes[place + i] = bytes[other + i]
        }
      default: bytes[place] = UInt8(below(256))
      }
      return bytes
    }
  }

  enum Original: CaseIterable {
    case fixture, oldFormat, newFormat

    func bytes() throws -> [UInt8] {
      if self == .fixture {
        let files = FileText.files(below: FileText.package + "/Fixtures/archive/ghrsst")
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: try #require(files.first))))
      }
      let path = try HDF5Writer.file(isLatest: self == .newFormat) { writer in
        for i in 0..<20 {
          writer.dataset(
            "variable \(i)",
            type: H5T_STD_I16LE_g,
            shape: [40, 30],
            greatest: [nil, i % 2 == 0 ? 30 : nil],
            chunk: [8, 7],
            values: HardCaseTests.values(1200),
            settings: HDF5Writer.deflateAndShuffle
          )
          writer.attribute(
            "attribute \(i)",
            type: H5T_IEEE_F64LE_g,
            shape: [i],
            values: (0..<i).map { Double($0) }
          )
        }
        let text = HDF5Writer.check(H5Tcopy(H5T_C_S1_g))
        HDF5Writer.check(H5Tset_size(text, -1))
        let pointers = (0..<30).map { strdup("text \($0)") }
        writer.dataset("texts", type: text, shape: [30], values: pointers)
        for pointer in pointers { free(pointer) }
        HDF5Writer.check(H5Tclose(text))
      }
      defer { HDF5Writer.remove(path) }
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  @Test("give an error or values, and soon", arguments: Original.allCases)
  func damage(original: Original) throws {
    let bytes = try original.bytes()
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("damaged-\(UUID().uuidString).nc").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var numbers = Numbers(state: 2026)
    var (opened, refused) = (0, 0)
    let clock = ContinuousClock()
    for _ in 0..<150 {
      try Data(numbers.damage(bytes)).write(to: URL(fileURLWithPath: path))
      let time = clock.measure {
        guard let file = try? NetCDFFile(path: path) else {
          refused += 1
          return
        }
        opened += 1
        for variable in file.allVariables { _ = try? file.read(variable) }
      }
      // Some milliseconds in truth; the machine may have other things to do.
      #expect(time < .seconds(5), "seed 2026, file \(opened + refused)")
    }
    // Damage among the values leaves a file readable; what is cut off never is.
    #expect(opened > 0)
    #expect(refused > 15)
  }
}
