internal import Conventions

extension ForeignTestTranslator {
  /// The tests of ioos_qc 3.0.0.
  func translateIOOS() -> String? {
    switch "\(test.module).\(test.name)" {
    case "qartod.gross_range_test":
      set("suspect", span("suspect_span"))
      set("fail", required("fail_span").flatMap { span($0, of: "fail_span") })
      return "gross_range"
    case "axds.valid_range_test": return validRange()
    case "qartod.spike_test": return spike()
    case "qartod.rate_of_change_test":
      thresholds("threshold", "fail_threshold")
      return "rate_of_change"
    case "qartod.flat_line_test": return flatLine()
    case "qartod.attenuated_signal_test": return attenuatedSignal()
    case "qartod.percentile_range_test":
      set("low", number("low_percentile")?.digits)
      set("high", number("hi_percentile")?.digits)
      set("pad", number("pad")?.digits)
      return "percentile_range"
    case "qartod.climatology_test": return climatology()
    case "qartod.density_inversion_test":
      fault("densities are not read here but computed; say thresholds for 'density_inversion'")
    case "qartod.location_test": return location()
    case "qartod.location_bounds_test": return locationBounds()
    case "qartod.location_on_land_test":
      set("mask", "coastline")
      note("the coasts are not those of ioos_qc 3.0.0 (GSHHG)")
      return "on_land"
    case "argo.speed_test":
      set("suspect", measure("suspect_threshold", "m s-1"))
      set("fail", measure("fail_threshold", "m s-1"))
      return "impossible_speed"
    case "argo.pressure_increasing_test":
      set("form", "neighbours")
      return "pressure_increasing"
    case "argo.duplicate_timestamp_test": return "duplicate_time"
    case "qartod.time_gap_test":
      set("maximum", measure("fail_span", "hours") ?? "2 hours")
      return "time_gap"
    case "qartod.data_reception_test":
      set("maximum", measure("fail_span", "hours") ?? "6 hours")
      set("received", node("from_time").flatMap { instant($0, of: "from_time") })
      return "data_reception"
    case "qartod.impossible_date_test": return impossibleDate()
    case "qartod.syntax_test":
      fault("messages are judged before they are observations")
    case "qartod.aggregate":
      note("the tests of a variable are always taken together in its flag")
    default:
      fault("ioos_qc 3.0.0 has no such test")
    }
    return nil
  }

  /// Thresholds of which the suspect one may lie above the other, where it says nothing.
  private func thresholds(_ suspect: String, _ fail: String) {
    let (low, high) = (number(suspect), number(fail))
    if let low, let high, low.value > high.value {
      note("\(suspect) lies above \(fail) and is left out: what it would mark has failed")
    } else {
      set("suspect", low?.digits)
    }
    set("fail", high?.digits)
  }

  private func spike() -> String {
    // There a threshold of 0 is one that is not given.
    let (low, high) = (number("suspect_threshold"), number("fail_threshold"))
    for (name, number) in [("suspect_threshold", low), ("fail_threshold", high)]
    where number?.value == 0 {
      note("\(name): 0 means none there and is left out")
    }
    let (suspect, fail) = (
      low.flatMap { $0.value == 0 ? nil : $0 }, high.flatMap { $0.value == 0 ? nil : $0 }
    )
    if let suspect, let fail, suspect.value > fail.value {
      note("suspect_threshold lies above fail_threshold and is left out: what it marks has failed")
    } else {
      set("suspect", suspect?.digits)
    }
    set("fail", fail?.digits)
    if let method = word("method"), method != "average" { set("form", method) }
    return "spike"
  }

  private func flatLine() -> String {
    let (suspect, fail) = (number("suspect_threshold"), number("fail_threshold"))
    if let suspect, let fail, suspect.value > fail.value {
      note("suspect_threshold lies above fail_threshold and is left out: what it marks has failed")
    } else {
      set("suspect", suspect.map { "\($0.digits) s" })
    }
    set("fail", fail.map { "\($0.digits) s" })
    let tolerance = number("tolerance")
    if tolerance.map({ $0.value == 0 }) ?? true {
      note("a tolerance of 0 finds exact repeats; in ioos_qc 3.0.0 it finds nothing")
    }
    set("tolerance", tolerance?.digits ?? "0")
    note("windows are of true time; in ioos_qc 3.0.0 they are a number of samples")
    return "flat_line"
  }

  private func attenuatedSignal() -> String {
    let (suspect, fail) = (number("suspect_threshold"), number("fail_threshold"))
    if let suspect, let fail, suspect.value < fail.value {
      note("suspect_threshold lies below fail_threshold and is left out: what it marks has failed")
    } else {
      set("suspect", suspect?.digits)
    }
    set("fail", fail?.digits)
    if word("check_type") == "range" { set("statistic", "range") }
    let (count, period) = (number("min_obs"), measure("min_period", "s"))
    if let window = number("test_period"), window.value != 0 {
      set("window", "\(window.digits) s")
      if let count {
        if count.value > 0 { set("minimum_count", count.digits) }
      } else {
        set("minimum_period", period)
      }
    }
    return "attenuated_signal"
  }

  private func location() -> String {
    guard let displacement = measure("range_max", "m") else {
      _ = node("range_method")
      return "location"
    }
    set("maximum_displacement", displacement)
    let method = word("range_method")?.lowercased() ?? "haversine"
    set("distance", method)
    if method == "haversine" { set("unknown_displacement", "suspect") }
    return "location"
  }

  private func locationBounds() -> String? {
    guard let shape = required("shape") else { return nil }
    guard case .list(let items) = shape.content else {
      fault("shape: expected corners or a box, found \(shape.kind)", shape.place)
      return nil
    }
    let isBox =
      items.count == 4 && !items.contains { if case .list = $0.content { true } else { false } }
    if isBox {
      let bounds = items.compactMap { number($0, of: "shape") }
      guard bounds.count == 4 else { return nil }
      let (west, east) = ordered(bounds[0], bounds[2])
      let (south, north) = ordered(bounds[1], bounds[3])
      set("box", "[\(west), \(south), \(east), \(north)]")
    } else {
      corners(items)
    }
    if let area = word("flag_area"), area != "outside" { set("fail", area) }
    return "area"
  }

  private func ordered(_ a: ForeignNumber, _ b: ForeignNumber) -> (String, String) {
    a.value <= b.value ? (a.digits, b.digits) : (b.digits, a.digits)
  }

  private func corners(_ items: [PipelineFileNode]) {
    var corners: [[ForeignNumber]] = []
    for item in items {
      guard case .list(let pair) = item.content, pair.count == 2 else {
        fault("shape: expected [longitude, latitude], found \(item.kind)", item.place)
        return
      }
      let numbers = pair.compactMap { number($0, of: "shape") }
      guard numbers.count == 2 else { return }
      corners.append(numbers)
    }
    if corners.count > 3, let first = corners.first, let last = corners.last,
      first.map(\.value) == last.map(\.value)
    {
      corners.removeLast()
    }
    let longitudes = corners.map { $0[0].value }
    if zip(longitudes, longitudes.dropFirst() + longitudes.prefix(1)).contains(where: {
      ($0 - $1).magnitude > 180
    }) {
      note("a side of more than 180 degrees goes the other way round, across the 180th meridian")
    }
    let text = corners.map { "[\($0[0].digits), \($0[1].digits)]" }.joined(separator: ", ")
    set("polygon", "[\(text)]")
  }

  private func impossibleDate() -> String? {
    set("missing_time", "missing")
    guard let span = node("fail_span") else { return "impossible_date" }
    guard case .list(let ends) = span.content, ends.count == 2 else {
      fault("fail_span: expected two instants, found \(span.kind)", span.place)
      return nil
    }
    set("earliest", instant(ends[0], of: "fail_span"))
    set("latest", instant(ends[1], of: "fail_span"))
    return "impossible_date"
  }

  private func validRange() -> String? {
    guard let span = required("valid_span") else { return nil }
    guard case .list(let ends) = span.content, ends.count == 2 else {
      fault("valid_span: expected two bounds, found \(span.kind)", span.place)
      return nil
    }
    let isOfTime =
      ends.contains { if case .scalar(.text) = $0.content { true } else { false } }
      || word("dtype")?.hasPrefix("datetime64") == true
    if isOfTime {
      for (key, end) in zip(["earliest", "latest"], ends) where !end.isNothing {
        set(key, instant(end, of: "valid_span"))
      }
    } else {
      let bounds = ends.map { $0.isNothing ? "null" : number($0, of: "valid_span")?.digits ?? "" }
      set("range", "[\(bounds[0]), \(bounds[1])]")
    }
    for key in ["start_inclusive", "end_inclusive"] {
      guard let node = node(key) else { continue }
      guard case .scalar(.boolean(let value)) = node.content else {
        fault("\(key): expected true or false, found \(node.kind)", node.place)
        continue
      }
      set(key, "\(value)")
    }
    return "valid_range"
  }

  /// A date or an instant; there they are in UTC unless they say otherwise.
  func instant(_ node: PipelineFileNode, of name: String) -> String? {
    if case .scalar(.text(let text)) = node.content, DateText.decode(text) != nil {
      return yaml(text)
    }
    fault("\(name): expected a date or an instant, found \(node.kind)", node.place)
    return nil
  }
}
