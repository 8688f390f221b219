import ObservationModel
import Summary
import Testing

@Suite("Marine heatwaves")
struct MarineHeatwaveTests {
  /// A mean of 10 and a threshold of 12 on every day.
  let flat = DailyClimatology(
    mean: [Double](repeating: 10, count: 366),
    threshold: [Double](repeating: 12, count: 366)
  )

  func events(
    _ values: [Double],
    _ detection: MarineHeatwaveDetection = MarineHeatwaveDetection()
  ) -> [MarineHeatwave] {
    detection.events(in: DailySeries(firstDay: 1000, values: values), climatology: flat)
  }

  @Test("last five days at least, and at the threshold there is none")
  func duration() {
    let four = [11, 13, 13, 13, 13, 11.0]
    #expect(events(four).isEmpty)
    #expect(events([11, 13, 13, 13, 13, 13, 11]).map(\.days) == [1001...1005])
    #expect(events([11, 13, 13, 12, 13, 13, 13, 11]).isEmpty)
  }

  @Test("two with a gap of two days are one, with a gap of three they are two")
  func gaps() {
    let warm = [Double](repeating: 13, count: 5)
    #expect(events(warm + [11, 11] + warm).map(\.days) == [1000...1011])
    #expect(events(warm + [11, 11, 11] + warm).map(\.days) == [1000...1004, 1008...1012])
    // A short run beside one that is long enough is no event and is not joined.
    #expect(events(warm + [11] + [13, 13, 13, 13]).map(\.days) == [1000...1004])
  }

  @Test("a missing day ends a run, and is left out of the intensities of a gap")
  func missing() {
    let warm = [Double](repeating: 13, count: 5)
    let event = events(warm + [.nan] + warm)
    #expect(event.count == 1)
    #expect(event[0].meanIntensity == 3 && event[0].cumulativeIntensity == 30)
    #expect(event[0].duration == 11)
    #expect(events([13, 13, 13, .nan, 13, 13, 13]).isEmpty)
    #expect(events([Double](repeating: .nan, count: 30)).isEmpty)
    #expect(events([]).isEmpty)
  }

  @Test("tell intensities, rates and category")
  func intensities() throws {
    // Intensities 1, 3, 4, 7, 5, 3, 0 about the mean of 10; the threshold is 2 above it.
    let event = try #require(events([11, 13, 14, 17, 15, 13, 10]).first)
    #expect(event.days == 1001...1005)
    #expect(event.peakDay == 1003 && event.peakIntensity == 7)
    #expect(event.cumulativeIntensity == 22 && event.meanIntensity == 4.4)
    let squares = [-1.4, -0.4, 2.6, 0.6, -1.4].reduce(0.0) { $0 + $1 * $1 }
    #expect(abs(event.intensityDeviation - (squares / 5).squareRoot()) < 1e-15)
    // From half-way between 1 and 3 in two and a half days; to half-way between 3 and 0.
    #expect(event.onsetRate == (7 - 2) / 2.5)
    #expect(event.declineRate == (7 - 1.5) / 2.5)
    // 7 is 3.5 times the distance of 2.
    #expect(event.category == .severe)
  }

  @Test("at the ends of a series are told by the days that are there")
  func ends() throws {
    let event = try #require(events([16, 14, 14, 14, 14]).first)
    #expect(event.days == 1000...1004)
    // The peak is the first day: a day is taken for its onset, which has no rise.
    #expect(event.onsetRate == 0)
    #expect(event.declineRate == (6.0 - 4) / 4)
    #expect(event.category == .severe)
  }

  @Test(
    "the categories begin at whole multiples",
    arguments: [
      (13.9, MarineHeatwaveCategory.moderate), (14, .strong), (16, .severe), (17.9, .severe),
      (18, .extreme), (50, .extreme),
    ]
  )
  func categories(peak: Double, expected: MarineHeatwaveCategory) {
    #expect(events([peak, 12.5, 12.5, 12.5, 12.5]).first?.category == expected)
  }

  @Test("under ice, where the threshold is the mean, there is no category")
  func ice() throws {
    let ice = DailyClimatology(
      mean: [Double](repeating: -1.8, count: 366),
      threshold: [Double](repeating: -1.8, count: 366)
    )
    let values = [Double](repeating: -1.7, count: 6)
    let found = MarineHeatwaveDetection().events(
      in: DailySeries(firstDay: 0, values: values),
      climatology: ice
    )
    #expect(found.count == 1)
    #expect(found.first?.category == nil)
  }

  @Test("cold spells are heatwaves turned about")
  func coldSpells() throws {
    let warm = [11, 13, 14, 17, 15, 13, 10.0]
    let turned = DailyClimatology(
      mean: [Double](repeating: 10, count: 366),
      threshold: [Double](repeating: 8, count: 366)
    )
    let cold = MarineHeatwaveDetection(.coldSpell).events(
      in: DailySeries(firstDay: 1000, values: warm.map { 20 - $0 }),
      climatology: turned
    )
    let event = try #require(cold.first)
    let mirror = try #require(events(warm).first)
    #expect(event.days == mirror.days && event.category == mirror.category)
    #expect(event.peakIntensity == -7 && event.cumulativeIntensity == -22)
    #expect(event.onsetRate == -mirror.onsetRate)
  }
}

@Suite("Climatologies of the day")
struct DailyClimatologyTests {
  /// The day of the year of each value, from 0 as in a leap year, over some years.
  func series(_ years: ClosedRange<Int>, _ value: (Int, Int) -> Double) -> DailySeries {
    let first = CivilTime.days(year: years.lowerBound, month: 1, day: 1)
    let end = CivilTime.days(year: years.upperBound + 1, month: 1, day: 1)
    let values = (first..<end).map { day -> Double in
      let date = CivilTime.date(daysSince1970: day)
      let start = CivilTime.days(year: 2000, month: 1, day: 1)
      return value(date.year, CivilTime.days(year: 2000, month: date.month, day: date.day) - start)
    }
    return DailySeries(firstDay: first, values: values)
  }

  @Test("pool the days about a day, and let February 29 lie between its neighbours")
  func window() {
    let settings = DailyClimatology.Settings(windowDays: 3, smoothingDays: 1)
    // The value is the day of the year, whatever the year.
    let climatology = DailyClimatology(
      of: series(2000...2003) { _, day in Double(day) },
      years: 2000...2003,
      settings: settings
    )
    #expect(climatology.mean[100] == 100)
    // 58, 59 and 57 in the leap year, 60 in place of 59 in the three others.
    let pooled: Double = 4 * 57 + 4 * 58 + 59 + 3 * 60
    #expect(climatology.mean[58] == pooled / 12)
    let between: Double = (climatology.mean[58] + climatology.mean[60]) / 2
    #expect(climatology.mean[59] == between)
    // The first day of the baseline has none before it.
    let first: Double = 4 + 3 * 365
    #expect(climatology.mean[0] == first / 11)
  }

  @Test("the percentile is linear in the rank")
  func percentile() {
    let settings = DailyClimatology.Settings(windowDays: 1, smoothingDays: 1, percentile: 90)
    // 1 ... 11: rank 9 of 0 ... 10.
    let climatology = DailyClimatology(
      of: series(2001...2011) { year, _ in Double(year - 2000) },
      years: 2001...2011,
      settings: settings
    )
    #expect(climatology.threshold[10] == 10)
    #expect(climatology.mean[10] == 6)
  }

  @Test("years outside the baseline and missing days are left out")
  func baseline() {
    let settings = DailyClimatology.Settings(windowDays: 1, smoothingDays: 1)
    let climatology = DailyClimatology(
      of: series(1999...2004) { year, day in
        day == 20 ? .nan : year == 2001 || year == 2002 ? 5 : 1000
      },
      years: 2001...2002,
      settings: settings
    )
    #expect(climatology.mean[10] == 5 && climatology.threshold[10] == 5)
    #expect(climatology.mean[20].isNaN)
  }

  @Test("smoothing goes round the year")
  func smoothing() {
    let settings = DailyClimatology.Settings(windowDays: 1, smoothingDays: 31)
    let climatology = DailyClimatology(
      of: series(2000...2000) { _, day in day == 0 ? 31 : 0 },
      years: 2000...2000,
      settings: settings
    )
    #expect(climatology.mean[0] == 1 && climatology.mean[15] == 1 && climatology.mean[351] == 1)
    #expect(climatology.mean[16] == 0 && climatology.mean[350] == 0)
  }

  @Test("anomalies are about the mean of their day")
  func anomalies() {
    let values = series(2000...2001) { year, day in Double(day) + (year == 2000 ? 1 : 3) }
    let settings = DailyClimatology.Settings(windowDays: 1, smoothingDays: 1)
    let climatology = DailyClimatology(of: values, years: 2000...2001, settings: settings)
    let anomalies = climatology.anomalies(of: values)
    #expect(anomalies[10] == -1 && anomalies[366 + 10] == 1)
    #expect(anomalies[366 + 100] == 1)
  }
}

@Suite("Harmonic climatologies")
struct HarmonicClimatologyTests {
  let day = 86_400.0

  @Test("give back the model that the values were made of")
  func recovery() throws {
    let seed: UInt64 = 17
    var generator = SplitMix(seed: seed)
    let origin = 1e9
    // Irregular times over eight years; the model's values by sines of the library.
    var sums = HarmonicSums(harmonics: 2, hasTrend: true, origin: origin)
    for _ in 0..<400 {
      let t = Double.random(in: -4...4, using: &generator)
      let angle = 2 * Double.pi * (t - t.rounded())
      var value: Double = 12 + 0.25 * t
      value += 3 * cosine(angle)
      value -= 2 * sine(angle)
      value += 0.5 * sine(2 * angle)
      sums.add(value, at: origin + t * HarmonicSums.yearSeconds)
    }
    let fit = try #require(sums.solution(), "seed \(seed)")
    #expect(abs(fit.mean - 12) < 1e-9 && abs(fit.trendPerYear - 0.25) < 1e-9)
    let first = fit.factors(ofHarmonic: 1)
    #expect(abs(first.cosine - 3) < 1e-9 && abs(first.sine + 2) < 1e-9)
    #expect(abs(fit.amplitude(ofHarmonic: 2) - 0.5) < 1e-9)
    #expect(abs(fit.amplitude(ofHarmonic: 1) - 13.0.squareRoot()) < 1e-9)
    #expect(fit.count == 400)
  }

  @Test("of parts are those of the whole, missing values left out")
  func parts() throws {
    var whole = HarmonicSums(harmonics: 1, hasTrend: false, origin: 0)
    var first = whole
    var second = whole
    for i in 0..<200 {
      let value = i % 7 == 0 ? .nan : Double(i % 11)
      whole.add(value, at: Double(i) * 5 * day)
      if i < 90 {
        first.add(value, at: Double(i) * 5 * day)
      } else {
        second.add(value, at: Double(i) * 5 * day)
      }
    }
    first.merge(second)
    let (a, b) = (try #require(whole.solution()), try #require(first.solution()))
    #expect(a.count == b.count)
    #expect(abs(a.mean - b.mean) < 1e-12)
  }

  @Test("are undefined of too few values, of one instant and of one month")
  func undefined() {
    var sums = HarmonicSums(harmonics: 1, hasTrend: false, origin: 0)
    #expect(sums.solution() == nil)
    for _ in 0..<10 { sums.add(1, at: 1000) }
    #expect(sums.solution() == nil)
    var month = HarmonicSums(harmonics: 3, hasTrend: true, origin: 0)
    for i in 0..<30 { month.add(Double(i), at: Double(i) * day) }
    #expect(month.solution() == nil)
    var mean = HarmonicSums(harmonics: 0, hasTrend: false, origin: 0)
    for value in [1.0, 2, 6] { mean.add(value, at: 5) }
    #expect(abs((mean.solution()?.mean ?? 0) - 3) < 1e-14)
  }

  // Taylor series, so that the oracle is not the kernel that is tested.
  func sine(_ x: Double) -> Double {
    var (term, sum) = (x, x)
    for k in 1..<60 {
      term *= -x * x / Double(2 * k * (2 * k + 1))
      sum += term
    }
    return sum
  }

  func cosine(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for k in 1..<60 {
      term *= -x * x / Double((2 * k - 1) * 2 * k)
      sum += term
    }
    return sum
  }
}
