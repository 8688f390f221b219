internal import ObservationModel

/// The ISO 8601 text of an instant, in whole seconds where it is whole.
package func instantText(_ seconds: Double) -> String {
  let isWhole = seconds == seconds.rounded()
  let whole = CivilTime(secondsSince1970: seconds)?.iso8601 ?? ""
  return isWhole ? whole : CivilTime.iso8601Milliseconds(seconds) ?? whole
}

/// The ISO 8601 duration of a bin: years and months when it starts and ends at the start of one,
/// else days, or hours, minutes and seconds.
package func durationText(of bin: Range<Int>) -> String {
  let (start, end) = (
    CivilTime(secondsSince1970: bin.lowerBound), CivilTime(secondsSince1970: bin.upperBound)
  )
  guard start.startsMonth, end.startsMonth else { return elapsedText(bin.count) }
  let months = (end.year - start.year) * 12 + end.month - start.month
  let (years, rest) = months.quotientAndRemainder(dividingBy: 12)
  return "P" + (years > 0 ? "\(years)Y" : "") + (rest > 0 ? "\(rest)M" : "")
}

/// The ISO 8601 duration that all bins have, nil when they differ.
package func resolutionText(of bins: [Range<Int>]) -> String? {
  let calendar = Set(bins.map { durationText(of: $0) })
  if calendar.count == 1 { return calendar.first }
  let elapsed = Set(bins.map(\.count))
  return elapsed.count == 1 ? elapsed.first.map { elapsedText($0) } : nil
}

private func elapsedText(_ seconds: Int) -> String {
  if seconds % 86_400 == 0 { return "P\(seconds / 86_400)D" }
  let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
  let parts = [(rest / 3600, "H"), (rest / 60 % 60, "M"), (rest % 60, "S")]
  let clock = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  return "P" + (days > 0 ? "\(days)D" : "") + "T" + clock
}

extension CivilTime {
  fileprivate var startsMonth: Bool { day == 1 && hour == 0 && minute == 0 && second == 0 }
}
