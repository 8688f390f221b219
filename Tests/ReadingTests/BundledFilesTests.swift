import Foundation
import ObservationModel
import Reading
import Testing

/// Files of the bundled archive, held against their stored numbers and plain arithmetic.
@Suite("Files of the bundled archive")
struct BundledFilesTests {
  @Test(
    "are recognised by what they hold",
    arguments: [
      ("argo/2990001/profiles/D2990001_040.nc", "argo", FeatureType.trajectoryProfile),
      ("argo/2990004/2990004_prof.nc", "argo", .trajectoryProfile),
      ("buoys/20240601_SVD-YS1.nc", "ioos-station", .timeSeries),
      ("ships/20240601_SOOP-ASF_MT_SVDA1.nc", "ship-met", .trajectory),
      ("saildrone/saildrone-gen_5-20240601.nc", "saildrone", .trajectory),
      ("drifters/drifters_20240601.nc", "generic-cf", .trajectory),
      (ghrsst, "ghrsst-l2p", .swath),
      (ascat, "ascat-l2", .swath),
    ]
  )
  func detection(name: String, network: String, featureType: FeatureType) throws {
    let file = try FixtureFiles.file(name)
    #expect(file.map.name == network)
    #expect(file.featureType == featureType)
  }

  static let ghrsst =
    "ghrsst/2024/20240601171355-SVD-L2P_GHRSST-SSTskin-RADIOMETER_A-N-v02.0-fv01.0.nc"
  static let ascat = "ascat/2024/ascat_20240601_011326_metopx_90000_eps_o_250_0000_ovw.l2.nc"

  @Test("of another network than the one asked for are refused, with the condition they miss")
  func wrongNetwork() throws {
    let error = #expect(throws: ReadingError.self) {
      _ = try ObservationFile(
        path: FixtureFiles.archive + Self.ascat,
        network: "argo",
        catalogue: NetworkCatalogue()
      )
    }
    #expect(error?.kind == .unknownNetwork)
    #expect(error?.detail.contains("PLATFORM_NUMBER") ?? false)
  }

  @Test("skin temperatures lose the bias that the file states, and come in degrees Celsius")
  func ghrsstBias() throws {
    let file = try FixtureFiles.file(Self.ghrsst)
    let (_, times, columns) = try FixtureFiles.columns(file, "sea_surface_skin_temperature")
    let column = try #require(columns.first)
    let packed = try FixtureFiles.stored(Self.ghrsst, "sea_surface_temperature")
    let bias = try FixtureFiles.stored(Self.ghrsst, "sses_bias")
    let levels = try FixtureFiles.stored(Self.ghrsst, "quality_level")
    let offsets = try FixtureFiles.stored(Self.ghrsst, "sst_dtime")
    #expect(column.count == packed.count)
    var good = 0
    for i in packed.indices {
      if packed[i] == -32_768 {
        #expect(column.values.isMissing(at: i))
        continue
      }
      // The attributes are float32: 0.01 K steps about 273.15 K, less a bias in 0.01 K steps.
      let expected = packed[i] * 0.01 - bias[i] * 0.01
      #expect((column.values[i] - expected).magnitude < 1e-4)
      let verdict: Verdict = [.missing, .bad, .suspect, .suspect, .probablyGood, .good][
        Int(levels[i])
      ]
      #expect(column.provider[i] == verdict)
      if verdict == .good { good += 1 }
      // Pixel times: the reference time and steps of 0.25 s.
      #expect((times[i] - times[0] - (offsets[i] - offsets[0]) * 0.25).magnitude < 1e-3)
    }
    #expect(good > 1000)
    // 2024-06-01T17:13:55Z, the first line.
    #expect(times[0] == 1_717_262_035)
  }

  @Test("scatterometer winds are at 10 m, blow to their direction, and honour the quality bits")
  func ascatWinds() throws {
    let file = try FixtureFiles.file(Self.ascat)
    let (_, _, columns) = try FixtureFiles.columns(file, "wind_speed", "wind_to_direction")
    let speed = try #require(columns.first { $0.quantity.name == "wind_speed" })
    let direction = try #require(columns.first { $0.quantity.name == "wind_to_direction" })
    let stored = try FixtureFiles.stored(Self.ascat, "wind_speed")
    let storedDirection = try FixtureFiles.stored(Self.ascat, "wind_dir")
    let flags = try FixtureFiles.stored(Self.ascat, "wvc_quality_flag")
    #expect(speed.heightMeters == 10)
    for i in stored.indices where stored[i] != -32_767 {
      #expect(speed.values[i] == stored[i] * 0.01)
      #expect(direction.values[i] == storedDirection[i] * 0.1)
      let isBad = Int(flags[i]) & 0x30000 != 0
      #expect(speed.provider[i] == (isBad ? .bad : .good))
    }
  }

  @Test("buoys tell the height of their anemometers, or that they do not know it")
  func buoyHeights() throws {
    for (name, height) in [("SVD-YS1", 4.1), ("SVD-ECS2", 9.5)] {
      let file = try FixtureFiles.file("buoys/20240611_\(name).nc")
      let (_, _, columns) = try FixtureFiles.columns(file, "wind_speed", "sea_surface_temperature")
      #expect(columns.first { $0.quantity.name == "wind_speed" }?.heightMeters == height)
      #expect(columns.first { $0.quantity.name != "wind_speed" }?.heightMeters == nil)
    }
    let unknown = try FixtureFiles.file("buoys/20240611_SVD-ECS3.nc")
    #expect(try FixtureFiles.columns(unknown, "wind_speed").columns.first?.heightMeters == nil)
  }

  @Test("knots become metres per second")
  func knots() throws {
    let name = "ships/20240601_SOOP-ASF_MT_SVDB2.nc"
    let (features, _, columns) = try FixtureFiles.columns(
      FixtureFiles.file(name),
      "wind_speed",
      "sea_surface_temperature"
    )
    let stored = try FixtureFiles.stored(name, "WSPD")
    let speed = try #require(columns.first { $0.quantity.name == "wind_speed" })
    #expect(features.map(\.platform) == ["SVDB2"])
    #expect(speed.heightMeters.map { ($0 - 38.8).magnitude < 1e-5 } ?? false)
    for i in stored.indices where stored[i] != -9999 {
      #expect((speed.values[i] - stored[i] * 1852 / 3600).magnitude < 1e-5)
    }
  }

  @Test("delayed-mode profiles give adjusted values, real-time ones their own")
  func argoModes() throws {
    for (name, variable) in [
      ("argo/2990001/profiles/R2990001_041.nc", "PSAL"),
      ("argo/2990001/profiles/D2990001_041.nc", "PSAL_ADJUSTED"),
      ("argo/2990002/profiles/R2990002_041.nc", "PSAL_ADJUSTED"),
    ] {
      let (features, _, columns) = try FixtureFiles.columns(FixtureFiles.file(name), "salinity")
      let stored = try FixtureFiles.stored(name, variable)
      let column = try #require(columns.first)
      #expect(features.count == 1)
      #expect(column.count == stored.count)
      for i in stored.indices where stored[i] != 99_999 {
        #expect(column.values[i] == stored[i])
      }
    }
  }

  @Test("deliveries of one cycle carry one key, and delayed mode the higher rank")
  func argoRevisions() throws {
    let revisions = try ["R", "D"].map { letter in
      try FixtureFiles.columns(
        FixtureFiles.file("argo/2990001/profiles/\(letter)2990001_042.nc"),
        "temperature"
      ).features.first?.revision
    }
    let (real, delayed) = (try #require(revisions[0]), try #require(revisions[1]))
    #expect(real.key == delayed.key)
    #expect(real.rank < delayed.rank)
  }

  @Test("many profiles in one file are features of their own, their padding left out")
  func multiProfile() throws {
    let (features, times, columns) = try FixtureFiles.columns(
      FixtureFiles.file("argo/2990004/2990004_prof.nc"),
      "temperature"
    )
    #expect(features.count == 6)
    #expect(Set(features.map(\.identifier)).count == 6)
    let stored = try FixtureFiles.stored("argo/2990004/2990004_prof.nc", "PRES")
    #expect(times.count == stored.count { $0 != 99_999 })
    #expect(columns.first?.count == times.count)
  }

  @Test("ragged trajectories keep their platforms and lengths")
  func ragged() throws {
    let name = "drifters/drifters_20240601.nc"
    let (features, times, columns) = try FixtureFiles.columns(
      FixtureFiles.file(name),
      "sea_surface_temperature"
    )
    let sizes = try FixtureFiles.stored(name, "rowsize").map { Int($0) }
    #expect(features.map(\.observations.count) == sizes)
    #expect(features.map(\.platform) == (0..<6).map { "\(6_501_000 + $0)" } + ["1067"])
    #expect(times.count == sizes.reduce(0, +))
    let kelvin = try FixtureFiles.stored(name, "sst")
    let column = try #require(columns.first)
    for i in kelvin.indices {
      #expect((column.values[i] - (kelvin[i] - 273.15)).magnitude < 2e-5)
    }
  }

  @Test("damaged ones are refused with the kind of damage, and a unit that is none is named")
  func damaged() throws {
    struct Faults: Decodable {
      struct File: Decodable { let file, kind: String }
      let files: [File]
    }
    let faults = try JSONDecoder().decode(
      Faults.self,
      from: Data(contentsOf: URL(fileURLWithPath: FixtureFiles.archive + "truth/faults.json"))
    )
    #expect(faults.files.count == 7)
    for fault in faults.files {
      let error = #expect(throws: ReadingError.self, "\(fault.file)") {
        let file = try FixtureFiles.file(fault.file)
        _ = try file.quantities(among: [#require(Quantity.named("wind_speed"))])
      }
      #expect(error?.kind.rawValue == fault.kind)
      #expect(error?.path.hasSuffix(fault.file) ?? false)
      if fault.kind == "bad_units" {
        #expect(error?.variable == "WSPD")
        #expect(error?.detail.contains("beaufort units") ?? false)
      }
    }
  }
}
