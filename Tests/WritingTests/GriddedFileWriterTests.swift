import NetCDFFile
import Testing
import Writing

@Suite("Writer of fields on grids")
struct GriddedFileWriterTests {
  let directory = TemporaryDirectory()

  private func layout(deflate: Int?) -> GriddedFileLayout {
    GriddedFileLayout(
      dimensions: [
        Dimension(name: "time", length: 2, isUnlimited: true),
        Dimension(name: "lat", length: 2, isUnlimited: false),
        Dimension(name: "lon", length: 3, isUnlimited: false),
      ],
      attributes: [Attribute(name: "title", type: .char, content: .text("fields"))],
      variables: [
        GriddedFileVariable(
          name: "time",
          type: .double,
          dimensions: ["time"],
          attributes: [],
          values: .double([1, 2])
        ),
        GriddedFileVariable(
          name: "lat",
          type: .double,
          dimensions: ["lat"],
          attributes: [],
          values: .double([10, 20])
        ),
        GriddedFileVariable(
          name: "t",
          type: .float,
          dimensions: ["time", "lat", "lon"],
          attributes: [Attribute(name: "units", type: .char, content: .text("K"))],
          fill: .reals([-1])
        ),
      ],
      deflateLevel: deflate
    )
  }

  @Test("what is written field by field is read back", arguments: [nil, 4])
  func roundTrip(_ deflate: Int?) throws {
    let path = "\(directory.path)/out.nc"
    let writer = try GriddedFileWriter(path: path, layout: layout(deflate: deflate))
    for time in 0..<2 {
      let region = Region(start: [time, 0, 0], count: [1, 2, 3])
      let values = (0..<6).map { Float(10 * time + $0) }
      try writer.write(.float(values), to: "t", region: region)
    }
    #expect(directory.names.count == 1)
    try writer.publish()
    #expect(directory.names == ["out.nc"])
    let file = try NetCDFFile(path: path)
    let variable = try #require(file.variable("t"))
    #expect(try file.read(variable) == .float([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15]))
    #expect(variable.attribute("units")?.content == .text("K"))
    #expect(variable.dimensions[0].isUnlimited)
    let time = try #require(file.variable("time"))
    #expect(try file.read(time) == .double([1, 2]))
  }

  @Test("nothing is left of a file that was not published")
  func abandoned() throws {
    do {
      _ = try GriddedFileWriter(path: "\(directory.path)/out.nc", layout: layout(deflate: nil))
    }
    #expect(directory.names.isEmpty)
  }

  @Test("packs to the nearest number, and refuses what the packing cannot hold")
  func packing() throws {
    let path = "\(directory.path)/packed.nc"
    let source = try NetCDFWriter(path: path, format: .netCDF4)
    try source.defineVariable("p", type: .short, dimensions: [], fill: .integers([-5]))
    try source.putAttribute("scale_factor", .reals([0.5]), of: "p")
    try source.write(.short([0]), to: "p")
    try source.close()
    let variable = try #require(try NetCDFFile(path: path).variable("p"))
    let encoding = FieldEncoding(.packed(like: variable))
    #expect(encoding.type == .short)
    let values = [1, 1.2, 1.25, .nan, -16_384]
    // 2.5 is halfway: to even.
    #expect(encoding.encode(values.span) == .short([2, 2, 2, -5, -32_768]))
    let tooLarge = [16_384.0]
    #expect(encoding.encode(tooLarge.span) == nil)
    let likeMissing = [-2.5]
    #expect(encoding.encode(likeMissing.span) == nil)
    // Bytes that are meant as unsigned are stored as such: -1 is 255.
    let codes = "\(directory.path)/codes.nc"
    let bytes = try NetCDFWriter(path: codes, format: .netCDF4)
    try bytes.defineVariable("b", type: .byte, dimensions: [], fill: .integers([-1]))
    try bytes.putAttribute("_Unsigned", .text("true"), of: "b")
    try bytes.write(.byte([0]), to: "b")
    try bytes.close()
    let code = try #require(try NetCDFFile(path: codes).variable("b"))
    let asCodes = FieldEncoding(.packed(like: code))
    let large = [200, .nan]
    #expect(asCodes.encode(large.span) == .ubyte([200, 255]))
    let single = FieldEncoding(.floating(isDouble: false))
    let half = [1.5]
    #expect(single.encode(half.span) == .float([1.5]))
  }
}
