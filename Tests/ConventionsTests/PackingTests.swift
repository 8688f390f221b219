import Conventions
import ObservationModel
import Testing

@Suite("Packing")
struct PackingTests {
  func decode(_ stored: [Int16], _ attributes: [String: AttributeValue]) -> [Double] {
    Packing(attributes: attributes, storedType: "short").decodeDoubles(stored.span)
  }

  @Test("scales, offsets and masks in the stored type")
  func scales() {
    let values = decode(
      [0, 100, -32768, 5],
      [
        "scale_factor": .reals([0.01]), "add_offset": .reals([273.15]),
        "_FillValue": .integers([-32768]), "missing_value": .integers([5]),
      ]
    )
    #expect(values[0] == 273.15)
    #expect(values[1] == 100 * 0.01 + 273.15)
    #expect(values[2].isNaN && values[3].isNaN)
  }

  @Test("without a fill value the library's is missing, but not for one byte")
  func libraryFill() {
    #expect(decode([-32767, 1], [:])[0].isNaN)
    let bytes: [Int8] = [-127]
    #expect(Packing(attributes: [:], storedType: "byte").decodeDoubles(bytes.span) == [-127])
  }

  @Test("_Unsigned comes before everything else")
  func unsigned() {
    let values = decode(
      [-1, -2, 3],
      ["_Unsigned": .text("true"), "_FillValue": .integers([-1])]
    )
    #expect(values[0].isNaN)
    #expect(values[1] == 65534)
    #expect(values[2] == 3)
  }

  @Test("ignores text, zero and infinity where numbers belong")
  func hostile() {
    #expect(decode([7], ["scale_factor": .text("ten"), "add_offset": .text("x")]) == [7])
    #expect(decode([7], ["scale_factor": .reals([0])]) == [7])
    #expect(
      decode([7], ["scale_factor": .reals([.nan]), "add_offset": .reals([.infinity])]) == [7]
    )
  }

  @Test("encodes what it decodes")
  func roundTrip() {
    let packing = Packing(
      attributes: ["scale_factor": .reals([0.01]), "add_offset": .reals([20])],
      storedType: "short"
    )
    for q in stride(from: Int16.min + 2, to: Int16.max - 2, by: 997) {
      #expect(packing.encode(packing.decodeDoubles([q].span)[0], fill: Int16.min) == q)
    }
    #expect(packing.encode(.nan, fill: Int16.min) == Int16.min)
    #expect(packing.encode(1e9, fill: Int16.min) == nil)
  }

  @Test("a missing value that the type cannot hold, signed or unsigned, masks nothing")
  func foreignMissing() {
    let stored: [Int8] = [-15, -1, 2]
    func decode(_ missing: Int64) -> [Double] {
      Packing(
        attributes: ["_Unsigned": .text("true"), "missing_value": .integers([missing])],
        storedType: "byte"
      ).decodeDoubles(stored.span)
    }
    // -9999 is 0xD8F1, whose low byte is that of -15, or 241.
    #expect(decode(-9999) == [241, 255, 2])
    #expect(decode(255)[1].isNaN)
    #expect(decode(-1)[1].isNaN)
  }
}
