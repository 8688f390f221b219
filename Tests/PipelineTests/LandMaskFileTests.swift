import Foundation
import NetCDFFile
import Pipeline
import Testing
import Validation

@Suite("Land masks of pipeline files")
struct LandMaskFileTests {
  private func mask(_ path: String) throws -> LandMask {
    let file = try PipelineFile(
      yaml: """
        pipeline: p
        read:
          - {network: argo, files: "*.nc", variables: [temperature]}
        validate:
          - on_land: {mask: "\(path)"}
        resample: {horizontal: {grid: regular, resolution: 1 degree, extent: global}, time: month}
        write:
          - netcdf: "{year}{month}.nc"

        """,
      path: "p.yaml",
      networks: knownNetworks
    )
    let argument = file.validate.first?.test.arguments.resource("mask")
    guard case .landMask(let mask)? = argument else {
      throw CocoaError(.fileReadUnknown)
    }
    return mask
  }

  /// Latitude and longitude of places in the middle of land, of sea, and of lakes, which are land.
  static let places: [(Double, Double, LandMask.Place)] = [
    (55.75, 37.62, .land), (40.4, -3.7, .land), (35, 105, .land), (-42, 146.5, .land),
    (65, -18, .land), (19.6, -155.5, .land), (-0.8, -91.1, .land), (72, -40, .land),
    (-85, 0, .land), (-80, 180, .land), (8.6, -80.6, .land), (9.6, -83.8, .land),
    (41.5, 50.5, .land), (47.7, -87.5, .land), (53.5, 108, .land),
    (43, 34, .sea), (40.7, 28.3, .sea), (46, 36.5, .sea), (58, 20, .sea), (63, 20, .sea),
    (20, 38.5, .sea), (27, 51, .sea), (60, -85, .sea), (65.5, 37.5, .sea), (40, -170, .sea),
    (0, 0, .sea), (88, 0, .sea), (25, 58, .sea), (38.2, 22.5, .sea), (35, 123, .sea),
    (8, -79.3, .sea), (25, -96, .sea), (38, -76.2, .sea), (-60, 180, .sea),
  ]

  @Test("the coasts of the package tell land from sea")
  func coastline() throws {
    let mask = try mask("coastline")
    for (latitude, longitude, place) in Self.places {
      #expect(
        mask.place(latitude: latitude, longitude: longitude) == place,
        "\(latitude), \(longitude)"
      )
    }
    // Where the Great Wall ends in the sea.
    #expect(mask.place(latitude: 39.967, longitude: 119.796) != .sea)
    let shares = mask.shares
    #expect(shares.unknown < 0.003)
  }

  /// Writes a mask of three latitudes and four longitudes.
  private func write(
    _ values: [Int8],
    latitudes: [Double] = [1, 0, -1],
    attributes: [(String, AttributeContent, StoredType?)]
  ) throws -> String {
    let path = NSTemporaryDirectory() + "sverdrup-\(UUID().uuidString).nc"
    let writer = try NetCDFWriter(path: path, format: .classic)
    try writer.defineDimension("lat", length: 3)
    try writer.defineDimension("lon", length: 4)
    try writer.defineVariable("lat", type: .double, dimensions: ["lat"])
    try writer.defineVariable("lon", type: .double, dimensions: ["lon"])
    try writer.defineVariable("mask", type: .byte, dimensions: ["lat", "lon"])
    for (name, content, type) in attributes {
      try writer.putAttribute(name, content, type: type, of: "mask")
    }
    try writer.write(.double(latitudes), to: "lat")
    try writer.write(.double([10, 11, 12, 13]), to: "lon")
    try writer.write(.byte(values), to: "mask")
    try writer.close()
    return path
  }

  @Test("a grid from north to south is turned, and cells reach half a step round their middles")
  func grid() throws {
    let path = try write(
      [0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, -1],
      attributes: [("standard_name", .text("land_binary_mask"), nil)]
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mask = try mask(path)
    #expect(mask.place(latitude: 1.4, longitude: 13.4) == .land)
    #expect(mask.place(latitude: 0.4, longitude: 9.6) == .land)
    #expect(mask.place(latitude: 0.6, longitude: 9.6) == .sea)
    #expect(mask.place(latitude: -1, longitude: 11) == .land)
    #expect(mask.place(latitude: -1, longitude: 13) == .unknown)
    #expect(mask.place(latitude: 2, longitude: 11) == .unknown)
  }

  @Test("bits say what they mean, as in files of the Group for High Resolution SST")
  func bits() throws {
    // Sea, land, sea with ice, a lake.
    let path = try write(
      [1, 2, 9, 5, 1, 1, 1, 1, 4, 1, 1, 1],
      attributes: [
        ("flag_masks", .integers([1, 2, 4, 8]), .byte),
        ("flag_meanings", .text("water land optional_lake_surface sea_ice"), nil),
      ]
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mask = try mask(path)
    #expect(mask.place(latitude: 1, longitude: 10) == .sea)
    #expect(mask.place(latitude: 1, longitude: 11) == .land)
    #expect(mask.place(latitude: 1, longitude: 12) == .sea)
    #expect(mask.place(latitude: -1, longitude: 10) == .unknown)
  }

  @Test("what is no mask is refused, with the reason")
  func refused() throws {
    let meaningless = try write([Int8](repeating: 0, count: 12), attributes: [])
    let uneven = try write(
      [Int8](repeating: 0, count: 12),
      latitudes: [1, 0, -3],
      attributes: [("standard_name", .text("land_binary_mask"), nil)]
    )
    defer {
      try? FileManager.default.removeItem(atPath: meaningless)
      try? FileManager.default.removeItem(atPath: uneven)
    }
    for path in [meaningless, uneven, "/nowhere/mask.nc"] {
      #expect(throws: (any Error).self) { _ = try mask(path) }
    }
  }
}
