import ObservationModel
import Testing
import Writing

@Suite("Comma-separated values")
struct CSVWriterTests {
  @Test("are a line each, with units in the names and words for the provider's verdicts")
  func profiles() throws {
    let batch = try SampleObservations.profiles()
    var writer = CSVWriter(outline: SampleObservations.outline(of: batch))
    var text = writer.head
    writer.add(batch) { text += $0 }
    let expected = """
      platform,feature,time,latitude (degrees_north),longitude (degrees_east),pressure (dbar),\
      ctd/TEMP (degree_Celsius),ctd/TEMP_qc
      2990001,1,1970-01-01T00:00:00Z,30.0,125.0,5.0,20.5,good
      2990001,1,1970-01-01T00:00:00Z,30.0,125.0,10.0,,missing
      2990001,1,1970-01-01T00:00:00Z,30.0,125.0,20.0,18.25,bad
      2990001,2,1970-01-02T00:00:00Z,31.0,126.0,7.0,21.0,probably_good

      """
    #expect(
      text
        == expected.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n")
    )
    #expect(writer.counts.written == 4 && writer.counts.features == 2)
  }

  @Test("double a quote that a combining mark follows")
  func combiningMark() throws {
    let batch = try ObservationBatch(
      network: "test",
      featureType: .trajectory,
      features: [Feature(platform: "a\"\u{301},b", identifier: "0", observations: 0..<1)],
      times: [0],
      latitudes: [1],
      longitudes: [2],
      columns: []
    )
    var constants = ObservationOutline.Constants()
    constants.add(batch)
    var writer = CSVWriter(
      outline: ObservationOutline(
        featureType: .trajectory,
        verticalKind: nil,
        columns: [],
        constants: constants
      )
    )
    var text = ""
    writer.add(batch) { text += $0 }
    #expect(text == "\"a\"\"\u{301},b\",0,1970-01-01T00:00:00Z,1.0,2.0\r\n")
  }

  @Test("quote what holds commas, and leave out observations without a place")
  func trajectory() throws {
    let batch = try SampleObservations.trajectory()
    var writer = CSVWriter(outline: SampleObservations.outline(of: batch, hasFlags: false))
    var text = ""
    writer.add(batch) { text += $0 }
    #expect(
      text == "\"D,1\",0,1970-01-01T00:00:01Z,30.0,125.0,20.5\r\n"
        + "\"D,1\",0,1970-01-01T00:00:03.250Z,30.5,125.25,\r\n"
    )
    #expect(writer.counts.unlocated == 1)
  }
}
