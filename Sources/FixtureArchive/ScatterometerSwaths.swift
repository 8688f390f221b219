import FixtureSeaState
import Foundation
internal import NetCDFFile

extension ArchiveBuilder {
  /// Ocean surface winds in the layout of ASCAT level 2, 25 km: two swaths of 21 wind vector
  /// cells beside the track, packed integers, directions to which the wind blows.
  mutating func writeScatterometerSwaths() throws {
    for day in 0..<Self.days {
      for pass in 0..<scale.scatterometerPasses {
        let isAscending = (day + pass) % 2 == 1
        // Morning orbit: 09:30 and 21:30 local solar time.
        let start = Double(day) + (isAscending ? 0.551 : 0.051) + Double(pass / 2) * 0.07
        let swath = Swath(
          start: start,
          centre: 119.5 + Double((day * 4 + pass * 5) % 11),
          isAscending: isAscending,
          step: 0.225,
          lines: 74
        )
        let stamp = Self.stamp(day: start, "yyyyMMdd_HHmmss")
        let name = "ascat_\(stamp)_metopx_\(90_000 + day * 14 + pass)_eps_o_250_0000_ovw.l2.nc"
        try write(
          scatterometerDraft(swath, name: name),
          to: "ascat/2024/\(name)",
          network: "ascat-l2"
        )
      }
    }
    faults.classes += [
      FaultList.Class(
        files: "ascat/2024/*.nc",
        variable: "wind_dir",
        condition: "wvc_quality_flag & 65536 (variational quality control fails)",
        kind: .ambiguity,
        detail: "turned by 180 degrees"
      ),
      FaultList.Class(
        files: "ascat/2024/*.nc",
        variable: "wind_speed",
        condition: "wvc_quality_flag & 131072 (KNMI quality control fails)",
        kind: .rain,
        detail: "too high by 3 to 12 m/s, as in rain"
      ),
    ]
  }

  private func scatterometerDraft(_ swath: Swath, name: String) -> DatasetDraft {
    var random = random(name)
    let cells = 42
    let count = swath.lines * cells
    var (time, lat, lon) = ([Int32](), [Int32](), [Int32]())
    var index = [Int16]()
    var flags = [Int32]()
    let missing = [Int16](repeating: -32767, count: count)
    var (speed, direction, modelSpeed, modelDirection, distance) =
      (missing, missing, missing, missing, missing)
    let since1990 = Self.start - 631_152_000
    for line in 0..<swath.lines {
      for cell in 0..<cells {
        let i = line * cells + cell
        let side = cell < 21 ? Double(cell - 21) : Double(cell - 20)
        let across = (side * 0.225) + (side < 0 ? -3.0 : 3.0)
        let place = swath.place(line: line, across: across)
        time.append(Int32((since1990 + place.t * 86_400).rounded()))
        lat.append(Int32((place.lat * 1e5).rounded()))
        lon.append(Int32((place.lon * 1e5).rounded()))
        index.append(Int16(cell + 1))
        guard !LandMask.isLand(lon: place.lon, lat: place.lat) else {
          flags.append(32_768)
          continue
        }
        var (u, v) = sea.wind(place)
        let modelled = (u + random.gaussian(), v + random.gaussian())
        (u, v) = (u + 0.7 * random.gaussian(), v + 0.7 * random.gaussian())
        let chance = random.uniform()
        var flag: Int32 = 0
        var strength = (u * u + v * v).squareRoot()
        if chance < 0.004 {
          (u, v) = (-u, -v)
          flag = 65_536
        } else if chance < 0.010 {
          strength += random.uniform(3..<12)
          flag = 131_072
        }
        if strength <= 3 { flag |= 2_048 }
        flags.append(flag)
        speed[i] = packed(strength, scale: 0.01, fill: -32767)
        direction[i] = packed(towards(u, v), scale: 0.1, fill: -32767)
        modelSpeed[i] = packed(
          (modelled.0 * modelled.0 + modelled.1 * modelled.1).squareRoot(),
          scale: 0.01,
          fill: -32767
        )
        modelDirection[i] = packed(towards(modelled.0, modelled.1), scale: 0.1, fill: -32767)
        distance[i] = packed(random.gaussian(), scale: 0.1, fill: -32767)
      }
    }
    var draft = DatasetDraft(format: .classic)
    draft.dimensions = [("NUMROWS", swath.lines), ("NUMCELLS", cells)]
    func addInts(
      _ name: String,
      _ values: [Int32],
      _ longName: String,
      units: String?,
      range: (Int64, Int64),
      scale: Double? = nil
    ) {
      draft.add(
        name,
        ["NUMROWS", "NUMCELLS"],
        .int(values),
        [
          .int("_FillValue", -2_147_483_647), .int("missing_value", -2_147_483_647),
          .int("valid_min", range.0), .int("valid_max", range.1), .text("long_name", longName),
        ] + (units.map { [.text("units", $0)] } ?? [])
          + (scale.map { [.double("scale_factor", $0), .double("add_offset", 0)] }
            ?? [.text("coordinates", "lat lon")])
      )
    }
    addInts(
      "time",
      time,
      "time",
      units: "seconds since 1990-01-01 00:00:00",
      range: (0, 2_147_483_647)
    )
    addInts(
      "lat",
      lat,
      "latitude",
      units: "degrees_north",
      range: (-9_000_000, 9_000_000),
      scale: 1e-5
    )
    addInts("lon", lon, "longitude", units: "degrees_east", range: (0, 36_000_000), scale: 1e-5)
    func addShorts(
      _ name: String,
      _ values: [Int16],
      _ longName: String,
      units: String,
      range: (Int64, Int64),
      scale: Double?
    ) {
      draft.add(
        name,
        ["NUMROWS", "NUMCELLS"],
        .short(values),
        [
          .short("_FillValue", -32767), .short("missing_value", -32767),
          .short("valid_min", range.0), .short("valid_max", range.1),
          .text("long_name", longName), .text("units", units),
        ] + (scale.map { [.double("scale_factor", $0), .double("add_offset", 0)] } ?? [])
          + [.text("coordinates", "lat lon")]
      )
    }
    addShorts(
      "wvc_index",
      index,
      "cross track wind vector cell number",
      units: "1",
      range: (0, 999),
      scale: nil
    )
    addShorts(
      "model_speed",
      modelSpeed,
      "model wind speed at 10 m",
      units: "m s-1",
      range: (0, 5000),
      scale: 0.01
    )
    addShorts(
      "model_dir",
      modelDirection,
      "model wind direction at 10 m",
      units: "degree",
      range: (0, 3600),
      scale: 0.1
    )
    addShorts(
      "ice_prob",
      missing,
      "ice probability",
      units: "1",
      range: (0, 1000),
      scale: 0.001
    )
    addShorts(
      "ice_age",
      missing,
      "ice age (a-parameter)",
      units: "dB",
      range: (-5000, 5000),
      scale: 0.01
    )
    draft.add(
      "wvc_quality_flag",
      ["NUMROWS", "NUMCELLS"],
      .int(flags),
      [
        .int("_FillValue", -2_147_483_647), .int("missing_value", -2_147_483_647),
        .int("valid_min", 0), .int("valid_max", 8_388_607),
        .text("long_name", "wind vector cell quality"), .text("coordinates", "lat lon"),
        DatasetDraft.AttributeDraft(
          name: "flag_masks",
          content: .integers((6...22).map { Int64(1) << $0 }),
          type: .int
        ),
        .text(
          "flag_meanings",
          "distance_to_gmf_too_large data_are_redundant no_meteorological_background_used "
            + "rain_detected rain_flag_not_usable small_wind_less_than_or_equal_to_3_m_s "
            + "large_wind_greater_than_30_m_s wind_inversion_not_successful "
            + "some_portion_of_wvc_is_over_ice some_portion_of_wvc_is_over_land "
            + "variational_quality_control_fails knmi_quality_control_fails "
            + "product_monitoring_event_flag product_monitoring_not_used "
            + "any_beam_noise_content_above_threshold poor_azimuth_diversity "
            + "not_enough_good_sigma0_for_wind_retrieval"
        ),
      ]
    )
    addShorts(
      "wind_speed",
      speed,
      "wind speed at 10 m",
      units: "m s-1",
      range: (0, 5000),
      scale: 0.01
    )
    addShorts(
      "wind_dir",
      direction,
      "wind direction at 10 m",
      units: "degree",
      range: (0, 3600),
      scale: 0.1
    )
    addShorts(
      "bs_distance",
      distance,
      "backscatter distance",
      units: "1",
      range: (-500, 500),
      scale: 0.1
    )
    draft.attributes = [
      .text("title", "Synthetic ASCAT Level 2 25.0 km Ocean Surface Wind Vector Product"),
      .text("title_short_name", "ASCATX-L2-25km"), .text("Conventions", "CF-1.4"),
      .text("institution", Self.institution), .text("source", "MetOp-X ASCAT"),
      .int("software_identification_level_1", 0), .text("pixel_size_on_horizontal", "25.0 km"),
      .text("service_type", "eps"), .text("processing_type", "O"), .text("contents", "ovw"),
      .text("granule_name", name), .text("processing_level", "L2"),
      .text("start_date", Self.stamp(day: swath.start, "yyyy-MM-dd")),
      .text("start_time", Self.stamp(day: swath.start, "HH:mm:ss")),
      .text(
        "comment",
        Self.disclaimer
          + " All wind directions in oceanographic convention (0 deg. flowing North)"
      ), .text("creation_date", Self.stamp(day: swath.start + 0.1, "yyyy-MM-dd")),
      .text("creation_time", Self.stamp(day: swath.start + 0.1, "HH:mm:ss")),
    ]
    return draft
  }
}

/// The direction that a wind blows to, in degrees clockwise from north, 0 up to 360.
func towards(_ u: Double, _ v: Double) -> Double {
  let degrees = atan2(u, v) * 180 / .pi
  return degrees < 0 ? degrees + 360 : degrees
}

/// The direction that a wind blows from.
func from(_ u: Double, _ v: Double) -> Double { towards(-u, -v) }
