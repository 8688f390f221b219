import Foundation
import NetCDFFile
import ObservationModel
import Reading
import Testing

/// What instruments and retrievals say beside the measurement.
@Suite("Quantities of instruments")
struct InstrumentQuantitiesTests {
  /// The columns of a file, all batches together: names, values and what codes mean.
  private static func columns(
    _ file: ObservationFile,
    _ names: [String]
  ) throws -> [(name: String, values: [Double], meanings: [FlagMeaning])] {
    var found: [(name: String, values: [Double], meanings: [FlagMeaning])] = []
    let quantities = names.compactMap { Quantity.named($0) }
    try file.forEachBatch(of: quantities) { (batch: consuming ObservationBatch) throws(Never) in
      for (number, column) in batch.columns.enumerated() {
        if number == found.count { found.append((column.quantity.name, [], column.flagMeanings)) }
        found[number].values += (0..<column.count).map { column.values[$0] }
      }
    }
    return found
  }

  @Test("a swath carries the codes of its retrieval with what they mean")
  func codes() throws {
    var file = SmallFile(["nj": 2, "ni": 2, "time": 1])
    file.add("time", ["time"], [0], ["units": "seconds since 1981-01-01 00:00:00"])
    file.add("lat", ["nj", "ni"], [1, 1, 2, 2], ["units": "degrees_north"])
    file.add("lon", ["nj", "ni"], [1, 2, 1, 2], ["units": "degrees_east"])
    file.add("sst_dtime", ["time", "nj", "ni"], [0, 0, 0, 0], ["units": "seconds"])
    file.add(
      "sea_surface_temperature",
      ["time", "nj", "ni"],
      [280, 281, 282, 283],
      ["units": "kelvin", "standard_name": "sea_surface_subskin_temperature"]
    )
    file.add("quality_level", ["time", "nj", "ni"], [5, 4, 1, 0])
    file.add("dt_analysis", ["time", "nj", "ni"], [0, -4, 1, 0], ["units": "kelvin"])
    file.add("l2p_flags", ["time", "nj", "ni"], .short([0, 2, 5, 4096]))
    file.variables[file.variables.count - 1] = SmallFile.Array(
      name: "l2p_flags",
      dimensions: ["time", "nj", "ni"],
      values: .short([0, 2, 5, 4096]),
      attributes: [
        ("flag_masks", .integers([1, 2, 4])), ("flag_meanings", .text("microwave land ice")),
      ]
    )
    let columns = try Self.columns(
      try file.open("ghrsst-l2p"),
      [
        "sea_surface_subskin_temperature", "quality_level", "sea_surface_temperature_deviation",
        "retrieval_flags",
      ]
    )
    #expect(columns.map(\.name).count == 4)
    #expect(columns[1].values == [5, 4, 1, 0])
    #expect(columns[2].values == [0, -4, 1, 0])
    #expect(columns[3].values == [0, 2, 5, 4096])
    #expect(columns[0].meanings.isEmpty)
    #expect(
      columns[3].meanings == [
        FlagMeaning(word: "microwave", mask: 1, value: 1),
        FlagMeaning(word: "land", mask: 2, value: 2), FlagMeaning(word: "ice", mask: 4, value: 4),
      ]
    )
  }

  /// Counts and values of the files as netCDF4-python shows them.
  @Test(
    "of real files are found",
    .enabled(if: FixtureFiles.reference != nil, "SVERDRUP_REFERENCE is not set")
  )
  func realFiles() throws {
    let folder = try #require(FixtureFiles.reference) + "/data/real/"
    let catalogue = try NetworkCatalogue(userMaps: [])
    let radials = try Self.columns(
      try ObservationFile(
        path: folder + "sea_codar_radial_tabular_SEAB.nc",
        catalogue: catalogue
      ),
      ["radial_current", "radial_bearing", "radial_range", "retrieval_flags"]
    )
    #expect(radials.map(\.values.count) == [745, 745, 745, 745])
    #expect(Set(radials[3].values) == [0, 128])
    let land = FlagMeaning(word: "solution_beyond_valid_spatial_domain", mask: 128, value: 128)
    #expect(radials[3].meanings.contains(land))
    let polar = try Self.columns(
      try ObservationFile(
        path: folder + "sea_wera_radial_multidim_csw.nc",
        catalogue: catalogue
      ),
      ["radial_current", "radial_bearing", "radial_range"]
    )
    #expect(polar.map(\.values.count) == [22_320, 22_320, 22_320])
    // The second range, the third bearing: 5.1 km and 3°.
    #expect(polar[1].values[360 + 2] == 3)
    #expect((polar[2].values[360 + 2] - 5100).magnitude < 1e-6)
    let profiles = try Self.columns(
      try ObservationFile(path: folder + "sea_imos_anmn_adcp_AETVZ.nc", catalogue: catalogue),
      ["eastward_current", "upward_current", "pressure"]
    )
    #expect(profiles.map(\.values.count) == [306, 306, 306])
    #expect((profiles[2].values[0] - 43.524).magnitude < 1e-4)
  }
}
