extension ForeignTestTranslator {
  /// The parts of time that members of ioos_qc name, by the word for them here, with what they
  /// count.
  private static let periods: [String: (key: String, range: ClosedRange<Int>)] = [
    "month": ("months", 1...12),
    "quarter": ("quarters", 1...4),
    "week": ("weeks", 1...53),
    "weekofyear": ("weeks", 1...53),
    "dayofyear": ("days_of_year", 1...366),
    "dayofweek": ("days_of_week", 0...6),
    "year": ("years", 1...9999),
  ]

  func climatology() -> String? {
    guard let config = required("config") else { return nil }
    guard case .list(let items) = config.content else {
      fault("config: expected a list of members, found \(config.kind)", config.place)
      return nil
    }
    let members = items.map { member($0) }
    set("members", "[\(members.compactMap { $0 }.joined(separator: ", "))]")
    return "climatology"
  }

  private func member(_ node: PipelineFileNode) -> String? {
    guard case .mapping(let pairs) = node.content else {
      fault("config: expected members, found \(node.kind)", node.place)
      return nil
    }
    var values: [String: PipelineFileNode] = [:]
    for pair in pairs where !pair.value.isNothing {
      guard ["tspan", "vspan", "fspan", "zspan", "period"].contains(pair.key) else {
        fault("config: unknown key '\(pair.key)'", pair.keyPlace)
        return nil
      }
      values[pair.key] = pair.value
    }
    guard let times = values["tspan"], let usual = values["vspan"] else {
      fault("config: expected members with 'tspan' and 'vspan'", node.place)
      return nil
    }
    var keys: [String] = []
    if let period = values["period"] {
      guard let part = self.part(times, of: period) else { return nil }
      keys.append(part)
    } else {
      guard case .list(let ends) = times.content, ends.count == 2 else {
        fault("tspan: expected two instants, found \(times.kind)", times.place)
        return nil
      }
      // ISO 8601 texts of one form are in the order of the instants.
      let instants = ends.compactMap { instant($0, of: "tspan") }.sorted()
      guard instants.count == 2 else { return nil }
      keys += ["from: \(instants[0])", "through: \(instants[1])"]
    }
    if let depths = values["zspan"] {
      guard case .list(let ends) = depths.content, ends.count == 2 else {
        fault("zspan: expected two depths, found \(depths.kind)", depths.place)
        return nil
      }
      let numbers = ends.compactMap { number($0, of: "zspan") }.sorted { $0.value < $1.value }
      guard numbers.count == 2 else { return nil }
      keys.append("depth: [\(numbers[0].digits) m, \(numbers[1].digits) m]")
    }
    keys += span(usual, of: "vspan").map { ["suspect: \($0)"] } ?? []
    keys += values["fspan"].flatMap { span($0, of: "fspan") }.map { ["fail: \($0)"] } ?? []
    return "{\(keys.joined(separator: ", "))}"
  }

  /// A part of the year, such as `months: [3, 5]`.
  private func part(_ times: PipelineFileNode, of period: PipelineFileNode) -> String? {
    guard case .scalar(.text(let word)) = period.content, let (key, range) = Self.periods[word]
    else {
      let words = Self.periods.keys.sorted().joined(separator: ", ")
      fault("period: expected one of \(words), found \(period.kind)", period.place)
      return nil
    }
    guard case .list(let ends) = times.content, ends.count == 2 else {
      fault("tspan: expected two numbers, found \(times.kind)", times.place)
      return nil
    }
    let numbers = ends.compactMap { number($0, of: "tspan") }
    guard numbers.count == 2 else { return nil }
    var (first, last) = (numbers[0].value.rounded(.up), numbers[1].value.rounded(.down))
    if first > last {
      if word == "year" { (first, last) = (last, first) }
      note("the \(key) \(numbers[0].digits) to \(numbers[1].digits) wrap around; there they do not")
    }
    // Members there often begin at 0, of which there is no month.
    let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
    guard first <= high, last >= low, first <= last || first >= low && last <= high else {
      fault("tspan: holds none of \(range.lowerBound) to \(range.upperBound)", times.place)
      return nil
    }
    return "\(key): [\(Int(max(first, low))), \(Int(min(last, high)))]"
  }
}
