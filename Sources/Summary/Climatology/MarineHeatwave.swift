/// A prolonged spell of discretely warm, or cold, water.
///
/// Intensities are differences from the climatological mean in the unit of the values, negative in
/// cold spells; they are taken over all days from the first to the last, days of joined gaps included,
/// missing days left out.
public struct MarineHeatwave: Sendable, Equatable {
  /// The days from the first to the last, counted from 1970-01-01.
  public let days: ClosedRange<Int>

  /// The day of the greatest intensity; the first of equals.
  public let peakDay: Int

  public let meanIntensity: Double

  /// The intensity of the peak.
  public let peakIntensity: Double

  /// The sum of the intensities, in days times the unit.
  public let cumulativeIntensity: Double

  /// The standard deviation of the intensities, of the population.
  public let intensityDeviation: Double

  /// The change of the intensity in a day from the start to the peak and from the peak to the end.
  ///
  /// The start lies half-way between the first day and the one before, the end half-way between the
  /// last day and the one after; at the ends of a series the first or the last day itself is taken.
  public let onsetRate: Double
  public let declineRate: Double

  /// How strong it was at most; nil where the threshold is not beyond the mean, as under ice, so
  /// that multiples of their distance mean nothing.
  public let category: MarineHeatwaveCategory?

  public var duration: Int { days.count }
}

/// The categories of Hobday et al. (2018), Oceanography 31(2), 162-173: the multiple of the distance
/// from the climatological mean to the threshold that the intensity reaches.
public enum MarineHeatwaveCategory: Int, Sendable, CaseIterable, Comparable {
  case moderate = 1
  case strong
  case severe
  case extreme

  /// - Parameter multiple: 1 at the threshold.
  init?(multiple: Double) {
    guard multiple >= 1 else { return nil }
    self = multiple >= 4 ? .extreme : multiple >= 3 ? .severe : multiple >= 2 ? .strong : .moderate
  }

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
