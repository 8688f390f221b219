import Foundation
import ObservationModel
import Reading
import Testing

/// Real files of the networks that have maps, against what an independent program read.
@Suite(
  "Real files are read as an independent program reads them",
  .enabled(if: FixtureFiles.reference != nil, "SVERDRUP_REFERENCE is not set")
)
struct RealFilesTests {
  struct Oracle: Decodable {
    struct Observations: Decodable {
      struct Statistics: Decodable {
        let name: String
        let nValid: Int
        let nGood: Int?
        let min: Double?
        let max: Double?
        let mean: Double?
      }
      struct Accepted: Decodable { let featureType: [String?]? }
      let featureType: String?
      let nFeatures: Int?
      let nObservations: Int?
      let timeMin: String?
      let timeMax: String?
      let latMin, latMax, lonMin, lonMax: Double?
      let variables: [Statistics]?
      let accept: Accepted?
    }
    let observations: Observations
  }

  static let names = [
    "sea_argo_aoml_R13857_004.nc", "sea_argo_csio_2901175_prof.nc",
    "sea_argo_csio_2902696_prof.nc", "sea_argo_old_1900081_prof.nc",
    "space_ghrsst_l2p_MODIS_A_subset.nc", "space_ghrsst_l2p_VIIRS_NAVO_subset.nc",
    "space_ghrsst_l3c_himawari8.nc", "space_ascat_metopa_25km_45145_l2.nc",
    "space_ascat_metopb_subset_48037.nc4", "air_imos_soop_met_MT_9HA2479.nc",
    "air_ioos_calpoly_morro_bay_met.nc",
    "sea_socat_492C19881104.nc", "air_saildrone_2019.nc",
  ]

  @Test("geometry, coverage, and the counts and ranges of every variable", arguments: names)
  func inspection(name: String) throws {
    let reference = try #require(FixtureFiles.reference)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let oracles = try decoder.decode(
      [String: Oracle].self,
      from: Data(contentsOf: URL(fileURLWithPath: reference + "/vectors/reading-oracle.json"))
    )
    let expected = try #require(oracles[name]?.observations)
    let file = try ObservationFile(
      path: reference + "/data/real/" + name,
      catalogue: NetworkCatalogue()
    )
    let found = try file.inspect()
    let types = expected.accept?.featureType ?? [expected.featureType]
    #expect(types.contains(found.featureType.rawValue))
    #expect(found.observationCount == expected.nObservations)
    try expectClose(found.latitudes?.lowerBound, expected.latMin, 1e-5)
    try expectClose(found.latitudes?.upperBound, expected.latMax, 1e-5)
    try expectClose(found.longitudes?.lowerBound, expected.lonMin, 1e-5)
    try expectClose(found.longitudes?.upperBound, expected.lonMax, 1e-5)
    for variable in expected.variables ?? [] {
      let mine = try #require(
        found.variables.first { $0.name == variable.name },
        "\(variable.name)"
      )
      #expect(mine.validCount == variable.nValid, "\(variable.name)")
      if let good = variable.nGood { #expect(mine.goodCount == good, "\(variable.name)") }
      guard variable.nValid > 0 else { continue }
      // Relative to the spread of the values, so that 0 degrees Celsius is no special value.
      let spread = max((variable.max ?? 0) - (variable.min ?? 0), (variable.max ?? 0).magnitude)
      try expectClose(mine.minimum, variable.min, 2e-5 * spread + 1e-9)
      try expectClose(mine.maximum, variable.max, 2e-5 * spread + 1e-9)
      try expectClose(mine.mean, variable.mean, 2e-5 * spread + 1e-9)
    }
  }

  func expectClose(_ found: Double?, _ expected: Double?, _ tolerance: Double) throws {
    guard let expected else { return }
    let found = try #require(found)
    #expect((found - expected).magnitude <= tolerance, "\(found) and \(expected)")
  }

  @Test("every real file is read or refused with a reason")
  func noTrap() throws {
    let directory = try #require(FixtureFiles.reference) + "/data/real"
    let catalogue = try NetworkCatalogue()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    #expect(names.count > 80)
    for name in names {
      do {
        _ = try ObservationFile(path: directory + "/" + name, catalogue: catalogue).inspect()
      } catch {
        #expect(error.path.hasSuffix(name))
        #expect(!error.detail.isEmpty)
      }
    }
  }
}
