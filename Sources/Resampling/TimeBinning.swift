public import ObservationModel

/// Which bin each instant belongs to: consecutive steps in time, or the steps of a climatology
/// over the years of a reference period.
public struct TimeBinning: Sendable, Hashable {
  /// What the bins are.
  public enum Kind: Sendable, Hashable {
    case steps(TimeStep)

    /// Each bin pools one step of all years of `years`. Other years belong to none.
    case climatology(ClimatologicalStep, years: ClosedRange<Int>)
  }

  public let kind: Kind

  /// The calendar that instants are counted in.
  public let calendar: Calendar

  /// The bins of a climatology by number; nil where the reference period has no such step.
  private let climatologicalBins: [TimeBin?]

  /// - Precondition: The years of a climatology lie within 9999 of year 0.
  public init(_ kind: Kind, calendar: Calendar = .prolepticGregorian) {
    self.kind = kind
    self.calendar = calendar
    guard case .climatology(let step, let years) = kind else {
      climatologicalBins = []
      return
    }
    precondition(years.lowerBound >= -9999 && years.upperBound <= 9999)
    climatologicalBins = (0..<step.count(in: calendar)).map { number in
      func bin(_ year: Int) -> TimeBin? {
        step.instant(of: number, year: year, in: calendar).flatMap {
          step.timeStep.bin(at: $0, in: calendar)
        }
      }
      // February 29 begins in the first leap year and ends in the last.
      guard let first = years.lazy.compactMap({ bin($0) }).first,
        var last = years.reversed().lazy.compactMap({ bin($0) }).first
      else { return nil }
      if step == .hour, let day = calendar.days(year: years.upperBound, month: 12, day: 31) {
        last = TimeBin(start: day * 86_400 + number * 3600, end: day * 86_400 + (number + 1) * 3600)
      }
      return TimeBin(start: first.start, end: last.end)
    }
  }

  /// The bins of a climatology in the order of the year; empty for steps in time.
  public var bins: [TimeBin] { climatologicalBins.compactMap { $0 } }

  /// The bin of an instant; nil when it is missing or outside the reference period.
  ///
  /// - Parameter seconds: Seconds since the calendar's own 1970-01-01.
  public func bin(at seconds: Double) -> TimeBin? {
    switch kind {
    case .steps(let step):
      return calendar == .prolepticGregorian
        ? step.bin(at: seconds) : step.bin(at: seconds, in: calendar)
    case .climatology(let step, let years):
      guard let place = step.place(at: seconds, in: calendar), years.contains(place.year) else {
        return nil
      }
      return climatologicalBins[place.number]
    }
  }

  /// The seconds of all intervals that a bin pools: its length, or for a climatology the lengths
  /// of its step in every year of the period.
  public func pooledSeconds(of bin: TimeBin) -> Int {
    guard case .climatology(let step, let years) = kind,
      let number = climatologicalBins.firstIndex(of: bin)
    else { return bin.end - bin.start }
    if step == .hour { return years.reduce(0) { $0 + calendar.length(ofYear: $1) } * 3600 }
    return years.reduce(0) { sum, year in
      let one = step.instant(of: number, year: year, in: calendar).flatMap {
        step.timeStep.bin(at: $0, in: calendar)
      }
      return sum + (one.map { $0.end - $0.start } ?? 0)
    }
  }
}
