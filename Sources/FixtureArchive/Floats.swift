import FixtureSeaState
import Foundation
internal import NetCDFFile

/// One profile of a float, as it is delivered.
private struct FloatProfile {
  let platform: String
  let cycle: Int
  let mode: String
  let place: SeaState.Place
  var pressures: [Double]
  var temperatures: [Double]
  var salinities: [Double]
  /// What the drift of the sensor added to the salinities.
  let drift: Double
  var temperatureFlags: [Character]
  var salinityFlags: [Character]
  var updatedDay: Double
}

extension ArchiveBuilder {
  /// Core profiles in the layout of Argo 3.1, every five days: real-time, adjusted and
  /// delayed-mode, one profile to a file and many.
  mutating func writeFloats() throws {
    for number in 0..<scale.floats {
      let platform = String(2_990_001 + number)
      var profiles = floatProfiles(platform, number: number)
      try addFloatFaults(&profiles, number: number)
      if number % 4 == 3 {
        // A float whose centre distributes one file of all its profiles.
        try write(
          floatDraft(profiles),
          to: "argo/\(platform)/\(platform)_prof.nc",
          network: "argo"
        )
        continue
      }
      for profile in profiles {
        let path = floatPath(profile)
        try write(floatDraft([profile]), to: path, network: "argo")
        // The first floats have been through delayed mode: both deliveries are there.
        guard number % 4 == 0 else { continue }
        let delayed = delayedMode(profile)
        try write(floatDraft([delayed]), to: floatPath(delayed), network: "argo")
        faults.supersessions.append(
          FaultList.Supersession(
            superseded: path,
            by: floatPath(delayed),
            platform: platform,
            cycle: profile.cycle,
            detail: "delayed mode takes the drift of the salinity sensor out"
          )
        )
      }
    }
  }

  private func floatPath(_ profile: FloatProfile) -> String {
    let letter = profile.mode == "D" ? "D" : "R"
    let cycle = String(format: "%03d", profile.cycle)
    return "argo/\(profile.platform)/profiles/\(letter)\(profile.platform)_\(cycle).nc"
  }

  private func floatProfiles(_ platform: String, number: Int) -> [FloatProfile] {
    var random = random("float \(platform)")
    // Where the floats start, and the pressure that they rise from: the trough and the shelf.
    let starts: [(lon: Double, lat: Double, deepest: Double)] = [
      (126.6, 28.3, 1000), (128.4, 29.6, 900), (124.9, 26.3, 1000), (129.2, 27.6, 1000),
      (124.1, 35.4, 70), (124.4, 33.6, 65), (125.3, 31.4, 85), (127.6, 31.2, 400),
    ]
    let start = starts[number % starts.count]
    let spread = number < starts.count ? 0 : 1.2
    let lon = start.lon + spread * random.uniform(-1..<1)
    let lat = start.lat + spread * random.uniform(-1..<1)
    return (0..<6).map { step in
      let t = 0.6 + Double(step) * 5 + random.uniform(0..<0.3) + Double(number % 5) * 0.9
      let place = SeaState.Place(
        lon: ((lon + 0.06 * t * sin(t / 4)) * 1000).rounded() / 1000,
        lat: ((lat + 0.05 * t * cos(t / 5)) * 1000).rounded() / 1000,
        t: (t * 1e5).rounded() / 1e5
      )
      // Two-decibar steps near the surface, wider below.
      var pressures: [Double] = []
      var p = 3.0 + random.uniform(0..<1)
      while p < start.deepest {
        pressures.append((p * 10).rounded() / 10)
        p += p < 100 ? 4 : p < 300 ? 12 : 30
      }
      let drift = number % 4 == 0 ? 0.02 + 0.004 * Double(step) : 0
      let depths = pressures.map { SeaState.depth(pressure: $0, latitude: place.lat) }
      let temperatures = depths.map {
        sea.temperature(place, depth: $0) + 0.002 * random.gaussian()
      }
      let salinities = depths.map {
        sea.salinity(place, depth: $0) + drift + 0.004 * random.gaussian()
      }
      return FloatProfile(
        platform: platform,
        cycle: 40 + step,
        mode: number % 4 == 1 ? "A" : "R",
        place: place,
        pressures: pressures,
        temperatures: temperatures,
        salinities: salinities,
        drift: drift,
        temperatureFlags: pressures.map { _ in "1" },
        salinityFlags: pressures.map { _ in "1" },
        updatedDay: t + 1
      )
    }
  }

  private mutating func addFloatFaults(_ profiles: inout [FloatProfile], number: Int) throws {
    var random = random("float faults \(number)")
    let path =
      number % 4 == 3
      ? "argo/\(profiles[0].platform)/\(profiles[0].platform)_prof.nc" : nil
    for step in profiles.indices where (step + number) % 3 == 1 {
      let level = 4 + random.next(below: profiles[step].pressures.count - 8)
      let file = path ?? floatPath(profiles[step])
      let isFlagged = step % 2 == 0
      let place = path == nil ? [0, level] : [step, level]
      profiles[step].temperatures[level] += random.uniform(7..<10)
      if isFlagged { profiles[step].temperatureFlags[level] = "4" }
      faults.add(
        .spike,
        file,
        "TEMP",
        place,
        flagged: isFlagged,
        "7 to 10 K too warm at one level"
      )
    }
    if number == 2 {
      // A cell that froze: the salinity stays what it was down the profile.
      let first = 10
      let stuck = profiles[3].salinities[first]
      for level in first..<profiles[3].salinities.count {
        profiles[3].salinities[level] = stuck
        profiles[3].salinityFlags[level] = "4"
      }
      faults.add(
        .stuck,
        floatPath(profiles[3]),
        "PSAL",
        [0, first],
        count: profiles[3].salinities.count - first,
        flagged: true,
        "the same value at every level"
      )
    }
  }

  private func delayedMode(_ profile: FloatProfile) -> FloatProfile {
    FloatProfile(
      platform: profile.platform,
      cycle: profile.cycle,
      mode: "D",
      place: profile.place,
      pressures: profile.pressures,
      temperatures: profile.temperatures,
      salinities: profile.salinities,
      drift: profile.drift,
      temperatureFlags: profile.temperatureFlags,
      salinityFlags: profile.salinityFlags,
      updatedDay: profile.updatedDay + 40
    )
  }

  private func floatDraft(_ profiles: [FloatProfile]) -> DatasetDraft {
    var draft = DatasetDraft(format: .classic)
    let levels = profiles.map(\.pressures.count).max() ?? 0
    draft.dimensions = [
      ("DATE_TIME", 14), ("STRING256", 256), ("STRING64", 64), ("STRING32", 32), ("STRING16", 16),
      ("STRING8", 8), ("STRING4", 4), ("STRING2", 2), ("N_PROF", profiles.count), ("N_PARAM", 3),
      ("N_LEVELS", levels), ("N_CALIB", 1), ("N_HISTORY", nil),
    ]
    let updated = profiles.map(\.updatedDay).max() ?? 0
    addFloatIdentity(&draft, profiles, updated: updated)
    for parameter in ["PRES", "TEMP", "PSAL"] {
      let flags = profiles.map { "\(profileGrade($0, parameter))" }
      draft.add(
        "PROFILE_\(parameter)_QC",
        ["N_PROF"],
        .texts(flags, length: 1),
        [
          .text("long_name", "Global quality flag of \(parameter) profile"),
          .text("conventions", "Argo reference table 2a"), .text("_FillValue", " "),
        ]
      )
    }
    for parameter in ["PRES", "TEMP", "PSAL"] {
      addFloatParameter(&draft, profiles, parameter, levels: levels)
    }
    addFloatCalibration(&draft, profiles)
    draft.attributes = [
      .text("title", "Argo float vertical profile"), .text("institution", Self.institution),
      .text("source", "Argo float"),
      .text("history", "\(Self.stamp(day: updated, "yyyy-MM-dd'T'HH:mm:ss'Z'")) creation"),
      .text("references", "http://www.argodatamgt.org/Documentation"),
      .text("comment", Self.disclaimer), .text("user_manual_version", "3.1"),
      .text("Conventions", "Argo-3.1 CF-1.6"), .text("featureType", "trajectoryProfile"),
    ]
    return draft
  }

  /// Argo reference table 2a: the share of good levels, A all to F none.
  private func profileGrade(_ profile: FloatProfile, _ parameter: String) -> Character {
    let flags =
      parameter == "TEMP"
      ? profile.temperatureFlags
      : parameter == "PSAL" ? profile.salinityFlags : profile.pressures.map { _ in "1" }
    let share = Double(flags.count { $0 == "1" }) / Double(max(flags.count, 1))
    return share == 1
      ? "A"
      : share >= 0.75
        ? "B"
        : share >= 0.5
          ? "C"
          : share >= 0.25
            ? "D"
            : share > 0 ? "E" : "F"
  }

  private func addFloatIdentity(
    _ draft: inout DatasetDraft,
    _ profiles: [FloatProfile],
    updated: Double
  ) {
    func one(_ name: String, _ dimension: String, _ text: String, length: Int, _ longName: String) {
      draft.add(
        name,
        [dimension],
        .texts([text], length: length),
        [.text("long_name", longName), .text("_FillValue", " ")]
      )
    }
    func each(
      _ name: String,
      _ dimension: String?,
      length: Int,
      _ longName: String,
      _ text: (FloatProfile) -> String
    ) {
      draft.add(
        name,
        ["N_PROF"] + (dimension.map { [$0] } ?? []),
        .texts(profiles.map(text), length: length),
        [.text("long_name", longName), .text("_FillValue", " ")]
      )
    }
    one("DATA_TYPE", "STRING16", "Argo profile", length: 16, "Data type")
    one("FORMAT_VERSION", "STRING4", "3.1", length: 4, "File format version")
    one("HANDBOOK_VERSION", "STRING4", "1.2", length: 4, "Data handbook version")
    one(
      "REFERENCE_DATE_TIME",
      "DATE_TIME",
      "19500101000000",
      length: 14,
      "Date of reference for Julian days"
    )
    one(
      "DATE_CREATION",
      "DATE_TIME",
      Self.stamp(day: updated, "yyyyMMddHHmmss"),
      length: 14,
      "Date of file creation"
    )
    one(
      "DATE_UPDATE",
      "DATE_TIME",
      Self.stamp(day: updated, "yyyyMMddHHmmss"),
      length: 14,
      "Date of update of this file"
    )
    each("PLATFORM_NUMBER", "STRING8", length: 8, "Float unique identifier") { $0.platform }
    each("PROJECT_NAME", "STRING64", length: 64, "Name of the project") { _ in Self.institution }
    each("PI_NAME", "STRING64", length: 64, "Name of the principal investigator") { _ in "none" }
    draft.add(
      "STATION_PARAMETERS",
      ["N_PROF", "N_PARAM", "STRING16"],
      .texts(profiles.flatMap { _ in ["PRES", "TEMP", "PSAL"] }, length: 16),
      [
        .text("long_name", "List of available parameters for the station"),
        .text("conventions", "Argo reference table 3"), .text("_FillValue", " "),
      ]
    )
    draft.add(
      "CYCLE_NUMBER",
      ["N_PROF"],
      .int(profiles.map { Int32($0.cycle) }),
      [.text("long_name", "Float cycle number"), .int("_FillValue", 99_999)]
    )
    each("DIRECTION", nil, length: 1, "Direction of the station profiles") { _ in "A" }
    each("DATA_CENTRE", "STRING2", length: 2, "Data centre in charge of float data processing") {
      _ in "ZZ"
    }
    each("DATA_STATE_INDICATOR", "STRING4", length: 4, "Degree of processing") {
      $0.mode == "D" ? "2C" : "2B"
    }
    each("DATA_MODE", nil, length: 1, "Delayed mode or real time data") { $0.mode }
    each("PLATFORM_TYPE", "STRING32", length: 32, "Type of float") { _ in "SYNTHETIC" }
    each("WMO_INST_TYPE", "STRING4", length: 4, "Coded instrument type") { _ in "999" }
    for name in ["JULD", "JULD_LOCATION"] {
      draft.add(
        name,
        ["N_PROF"],
        .double(profiles.map { $0.place.t + 27_180 }),
        [
          .text("long_name", "Julian day (UTC) relative to REFERENCE_DATE_TIME"),
          .text("standard_name", "time"), .text("units", "days since 1950-01-01 00:00:00 UTC"),
          .text("conventions", "Relative julian days with decimal part (as parts of day)"),
          .double("_FillValue", 999_999),
        ] + (name == "JULD" ? [.text("axis", "T")] : [])
      )
    }
    for (name, units, range, axis, value) in [
      ("LATITUDE", "degree_north", 90.0, "Y", { (p: FloatProfile) in p.place.lat }),
      ("LONGITUDE", "degree_east", 180.0, "X", { (p: FloatProfile) in p.place.lon }),
    ] {
      draft.add(
        name,
        ["N_PROF"],
        .double(profiles.map(value)),
        [
          .text("long_name", "\(name.capitalized) of the station, best estimate"),
          .text("standard_name", name.lowercased()), .text("units", units),
          .double("_FillValue", 99_999), .double("valid_min", -range), .double("valid_max", range),
          .text("axis", axis),
        ]
      )
    }
    each("JULD_QC", nil, length: 1, "Quality on date and time") { _ in "1" }
    each("POSITION_QC", nil, length: 1, "Quality on position (latitude and longitude)") { _ in "1" }
    each("VERTICAL_SAMPLING_SCHEME", "STRING256", length: 256, "Vertical sampling scheme") { _ in
      "Primary sampling: discrete []"
    }
  }

  private func addFloatParameter(
    _ draft: inout DatasetDraft,
    _ profiles: [FloatProfile],
    _ parameter: String,
    levels: Int
  ) {
    let fill: Float = 99_999
    func rows(_ values: (FloatProfile) -> [Double]?, digits: Double) -> StoredValues {
      .float(
        profiles.flatMap { profile -> [Float] in
          let found = (values(profile) ?? []).map { Float(($0 * digits).rounded() / digits) }
          return found + [Float](repeating: fill, count: levels - found.count)
        }
      )
    }
    func letters(_ values: (FloatProfile) -> [Character]?) -> StoredValues {
      .texts(profiles.map { String(values($0) ?? []) }, length: levels)
    }
    let (longName, standardName, units, low, high, digits) =
      switch parameter {
      case "PRES":
        (
          "Sea water pressure, equals 0 at sea-level", "sea_water_pressure", "decibar", 0.0,
          12_000.0, 10.0
        )
      case "TEMP":
        (
          "Sea temperature in-situ ITS-90 scale", "sea_water_temperature", "degree_Celsius", -2.5,
          40.0, 1000.0
        )
      default: ("Practical salinity", "sea_water_salinity", "psu", 2.0, 41.0, 1000.0)
      }
    func values(_ profile: FloatProfile) -> [Double] {
      switch parameter {
      case "PRES": profile.pressures
      case "TEMP": profile.temperatures
      default: profile.salinities
      }
    }
    func flags(_ profile: FloatProfile) -> [Character] {
      switch parameter {
      case "PRES": profile.pressures.map { _ in "1" }
      case "TEMP": profile.temperatureFlags
      default: profile.salinityFlags
      }
    }
    let attributes: [DatasetDraft.AttributeDraft] = [
      .text("long_name", longName), .text("standard_name", standardName),
      .float("_FillValue", Double(fill)), .text("units", units), .float("valid_min", low),
      .float("valid_max", high),
    ]
    let flagAttributes: [DatasetDraft.AttributeDraft] = [
      .text("long_name", "quality flag"), .text("conventions", "Argo reference table 2"),
      .text("_FillValue", " "),
    ]
    let dimensions = ["N_PROF", "N_LEVELS"]
    draft.add(parameter, dimensions, rows(values, digits: digits), attributes)
    draft.add(parameter + "_QC", dimensions, letters(flags), flagAttributes)
    // Real-time profiles have no adjusted values; delayed mode leaves bad levels out.
    func adjusted(_ profile: FloatProfile) -> [Double]? {
      guard profile.mode != "R" else { return nil }
      return zip(values(profile), flags(profile)).map { value, flag in
        flag == "4" && profile.mode == "D"
          ? 99_999 : value - (parameter == "PSAL" ? profile.drift : 0)
      }
    }
    draft.add(parameter + "_ADJUSTED", dimensions, rows(adjusted, digits: digits), attributes)
    draft.add(
      parameter + "_ADJUSTED_QC",
      dimensions,
      letters { $0.mode == "R" ? nil : flags($0) },
      flagAttributes
    )
    draft.add(
      parameter + "_ADJUSTED_ERROR",
      dimensions,
      rows(
        { profile in
          profile.mode == "D" ? flags(profile).map { $0 == "4" ? 99_999 : 0.01 } : nil
        },
        digits: 100
      ),
      [
        .text(
          "long_name",
          "Contains the error on the adjusted values as determined by the delayed mode QC process"
        ), .float("_FillValue", Double(fill)), .text("units", units),
      ]
    )
  }

  private func addFloatCalibration(_ draft: inout DatasetDraft, _ profiles: [FloatProfile]) {
    let parameters = ["PRES", "TEMP", "PSAL"]
    draft.add(
      "PARAMETER",
      ["N_PROF", "N_CALIB", "N_PARAM", "STRING16"],
      .texts(profiles.flatMap { _ in parameters }, length: 16),
      [.text("long_name", "List of parameters with calibration information")]
    )
    draft.add(
      "SCIENTIFIC_CALIB_COMMENT",
      ["N_PROF", "N_CALIB", "N_PARAM", "STRING256"],
      .texts(
        profiles.flatMap { profile in
          parameters.map {
            profile.mode == "D" && $0 == "PSAL" ? "drift of the conductivity cell removed" : ""
          }
        },
        length: 256
      ),
      [.text("long_name", "Comment applying to this parameter calibration")]
    )
  }
}

extension RandomStream {
  /// A whole number from 0 up to `bound`.
  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
}
