import FixtureSeaState
import Foundation
internal import NetCDFFile

/// What one platform measured at the surface on its way.
private struct SurfaceTrack {
  let platform: String
  var times: [Double] = []
  var lons: [Double] = []
  var lats: [Double] = []
  var temperatures: [Double] = []
  var salinities: [Double] = []
}

extension ArchiveBuilder {
  /// Uncrewed surface vehicles in the layout of Saildrone's files and drifters in a plain CF
  /// contiguous ragged array, which also delivers one of the vehicles a second time, in kelvin.
  mutating func writeDronesAndDrifters() throws {
    for decade in Self.decades {
      let date = Self.date(day: decade.lowerBound)
      let dronePath = "saildrone/saildrone-gen_5-\(date).nc"
      var drones = [
        track("1066", decade, lon: 124.6, lat: 33.1, minutes: scale.droneMinutes, depth: 0.6),
        track("1067", decade, lon: 126.4, lat: 30.6, minutes: scale.droneMinutes, depth: 0.6),
      ]
      addDroneFaults(&drones[0], path: dronePath)
      try write(droneDraft(drones), to: dronePath, network: "saildrone")

      var drifters: [SurfaceTrack] = []
      for i in 0..<scale.drifters {
        let (column, row) = (Double(i % 6), Double((i * 3) % 7))
        drifters.append(
          track(
            String(6_501_000 + i),
            decade,
            lon: 122.9 + column * 1.05,
            lat: 27.2 + row * 1.15,
            minutes: 60,
            depth: 0.2
          )
        )
      }
      let drifterPath = "drifters/drifters_\(date).nc"
      addDrifterFaults(&drifters, path: drifterPath)
      drifters.append(drones[1])
      try write(drifterDraft(drifters), to: drifterPath, network: "generic-cf")
      faults.duplicates.append(
        FaultList.Duplicate(
          files: [dronePath, drifterPath],
          kind: "one platform through two networks",
          platform: drones[1].platform,
          observations: drones[1].times.count,
          detail: "sea surface temperature in degrees Celsius and in kelvin"
        )
      )
    }
  }

  /// A track that wanders about a place, kept off the coast.
  private func track(
    _ platform: String,
    _ decade: Range<Int>,
    lon: Double,
    lat: Double,
    minutes: Int,
    depth: Double
  ) -> SurfaceTrack {
    var random = random("track \(platform) \(decade.lowerBound)")
    var phases = RandomStream(seed: seed, name: "phases \(platform)")
    let (a, b) = (phases.uniform(0..<(2 * .pi)), phases.uniform(0..<(2 * .pi)))
    var track = SurfaceTrack(platform: platform)
    let perDay = 1440 / minutes
    for step in (decade.lowerBound * perDay)..<(decade.upperBound * perDay) {
      let t = Double(step) / Double(perDay)
      let place = SeaState.Place(
        lon: lon + 0.9 * sin(t / 6 + a) + 0.08 * sin(t * 6 + b),
        lat: lat + 0.7 * cos(t / 7 + b) + 0.06 * cos(t * 6 + b),
        t: t
      )
      // A transmission in a hundred is lost.
      guard random.uniform() > 0.01 else { continue }
      track.times.append(Self.start + (t * 86_400).rounded())
      track.lons.append(place.lon)
      track.lats.append(place.lat)
      track.temperatures.append(
        sea.temperature(place, depth: depth) + 0.03 * random.gaussian()
      )
      track.salinities.append(sea.salinity(place, depth: depth) + 0.01 * random.gaussian())
    }
    return track
  }

  private mutating func addDroneFaults(_ track: inout SurfaceTrack, path: String) {
    let spike = track.times.count / 3
    track.temperatures[spike] -= 9
    faults.add(.spike, path, "temp_ctd_rbr_mean", [spike], "9 K too cold for one time")
    let stuck = track.times.count / 2
    for i in stuck..<(stuck + 60) { track.temperatures[i] = track.temperatures[stuck] }
    faults.add(
      .stuck,
      path,
      "temp_ctd_rbr_mean",
      [stuck],
      count: 60,
      "the same value for 60 times"
    )
  }

  private mutating func addDrifterFaults(_ tracks: inout [SurfaceTrack], path: String) {
    var row = 0
    for i in tracks.indices {
      if i % 3 == 1 {
        let bad = tracks[i].times.count / 4
        tracks[i].temperatures[bad] = -5
        faults.add(.unitSlip, path, "sst", [row + bad], "colder than sea water can be")
      }
      row += tracks[i].times.count
    }
  }

  private func addIdentifiers(
    _ draft: inout DatasetDraft,
    _ tracks: [SurfaceTrack],
    name: String,
    dimension: String,
    length: String
  ) {
    draft.add(
      name,
      [dimension, length],
      .texts(tracks.map(\.platform), length: 8, padding: 0),
      [.text("long_name", "Trajectory/Drone ID"), .text("cf_role", "trajectory_id")]
    )
  }

  private func addPlaces(_ draft: inout DatasetDraft, _ tracks: [SurfaceTrack]) {
    for (name, units, axis, values) in [
      ("longitude", "degrees_east", "X", tracks.flatMap(\.lons)),
      ("latitude", "degrees_north", "Y", tracks.flatMap(\.lats)),
    ] {
      draft.add(
        name,
        ["obs"],
        .float(values.map { Float($0) }),
        [
          .float("_FillValue", -1e34), .text("axis", axis), .text("long_name", name),
          .text("standard_name", name), .text("units", units),
        ]
      )
    }
    draft.add(
      "time",
      ["obs"],
      .double(tracks.flatMap(\.times)),
      [
        .text("axis", "T"), .text("calendar", "gregorian"), .text("standard_name", "time"),
        .text("long_name", "time in seconds"), .text("time_origin", "01-JAN-1970 00:00:00"),
        .text("units", "seconds since 1970-01-01T00:00:00Z"),
      ]
    )
  }

  private func droneDraft(_ tracks: [SurfaceTrack]) -> DatasetDraft {
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [
      ("trajectory", tracks.count), ("trajectory_strlen", 8),
      ("obs", tracks.reduce(0) { $0 + $1.times.count }),
    ]
    addIdentifiers(
      &draft,
      tracks,
      name: "trajectory",
      dimension: "trajectory",
      length: "trajectory_strlen"
    )
    draft.add(
      "rowSize",
      ["trajectory"],
      .int(tracks.map { Int32($0.times.count) }),
      [
        .text("long_name", "Number of Observations for this Trajectory"),
        .text("sample_dimension", "obs"),
      ]
    )
    addPlaces(&draft, tracks)
    draft.add(
      "temp_ctd_rbr_mean",
      ["obs"],
      .float(tracks.flatMap(\.temperatures).map { Float($0) }),
      [
        .float("_FillValue", -1e34), .text("long_name", "Seawater temperature RBR"),
        .text("units", "degree_C"),
      ]
    )
    draft.add(
      "sal_rbr_mean",
      ["obs"],
      .float(tracks.flatMap(\.salinities).map { Float($0) }),
      [
        .float("_FillValue", -1e34), .text("long_name", "Seawater salinity RBR"),
        .text("units", "PSU"),
      ]
    )
    draft.attributes = [
      .text("Conventions", "CF-1.6"), .text("featureType", "Trajectory"),
      .text("institution", Self.institution), .text("comment", Self.disclaimer),
      .text(
        "date_created",
        Self.stamp(
          day: ((tracks[0].times.last ?? Self.start) - Self.start) / 86_400 + 0.1,
          "yyyy-MM-dd'T'HH:mm:ss'Z'"
        )
      ),
    ]
    return draft
  }

  private func drifterDraft(_ tracks: [SurfaceTrack]) -> DatasetDraft {
    var draft = DatasetDraft(format: .netCDF4)
    draft.dimensions = [
      ("traj", tracks.count), ("id_strlen", 8), ("obs", tracks.reduce(0) { $0 + $1.times.count }),
    ]
    addIdentifiers(&draft, tracks, name: "ID", dimension: "traj", length: "id_strlen")
    draft.add(
      "rowsize",
      ["traj"],
      .int(tracks.map { Int32($0.times.count) }),
      [
        .text("long_name", "Number of observations per trajectory"),
        .text("sample_dimension", "obs"),
      ]
    )
    addPlaces(&draft, tracks)
    draft.add(
      "sst",
      ["obs"],
      .float(tracks.flatMap(\.temperatures).map { Float($0 + 273.15) }),
      [
        .float("_FillValue", -1e34), .text("long_name", "Bulk sea surface temperature"),
        .text("standard_name", "sea_surface_temperature"), .text("units", "Kelvin"),
        .text("coordinates", "time latitude longitude"),
      ]
    )
    draft.attributes = [
      .text("Conventions", "CF-1.8"), .text("featureType", "trajectory"),
      .text("title", "Surface trajectories"), .text("summary", Self.disclaimer),
      .text("institution", Self.institution),
    ]
    return draft
  }
}
