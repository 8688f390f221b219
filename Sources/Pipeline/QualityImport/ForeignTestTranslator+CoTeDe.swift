extension ForeignConfiguration {
  /// Adds the tests of a CoTeDe configuration: `common` ones and those of `variables`, which are
  /// named by CF standard names.
  mutating func addCoTeDe(_ pairs: [PipelineFilePair], _ variables: PipelineFileNode) {
    for pair in pairs {
      switch (pair.key, pair.value.content) {
      case ("common", .mapping(let tests)):
        for test in tests { addCoTeDe(test, of: "common") }
      case ("variables", .mapping(let streams)):
        for stream in streams {
          guard case .mapping(let tests) = stream.value.content else {
            leaveOut("\(stream.key): expected tests", at: stream.keyPlace)
            continue
          }
          for test in tests { addCoTeDe(test, of: stream.key) }
        }
      case ("revision", _), ("inherit", .scalar(.null)): break
      default: leaveOut("unknown key '\(pair.key)'", at: pair.keyPlace)
      }
    }
  }

  private mutating func addCoTeDe(_ test: PipelineFilePair, of stream: String) {
    add(test, module: "cotede", stream: stream)
  }
}

extension ForeignTestTranslator {
  /// The tests of CoTeDe 0.23 that mean the same here.
  func translateCoTeDe() -> String? {
    switch test.name {
    case "valid_datetime": return "impossible_date"
    case "valid_geolocation": return "impossible_location"
    case "global_range":
      let bounds = [required("minval"), required("maxval")].compactMap { $0 }
      let numbers = bounds.compactMap { number($0, of: "minval") }
      guard numbers.count == 2 else { return nil }
      set("fail", "[\(numbers[0].digits), \(numbers[1].digits)]")
      return "gross_range"
    case "digit_roll_over":
      set("fail", required("threshold").flatMap { number($0, of: "threshold") }?.digits)
      return "digit_rollover"
    case "stuck_value": return "stuck_profile"
    case "pressure_increasing":
      _ = node("procedure")
      _ = node("coord")
      set("form", "classic")
      return "pressure_increasing"
    case "spike", "spike_depthconditional":
      fault("CoTeDe takes the magnitude of the spike, which marks steep thermoclines as well")
    default:
      fault("CoTeDe's test has no counterpart that means the same")
    }
    return nil
  }
}
