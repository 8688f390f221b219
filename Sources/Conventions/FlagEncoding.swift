public import ObservationModel

/// How verdicts are written in a flag scheme: the counterpart of the `FlagScheme` that reads it.
///
/// | verdict         | qartod | argo, imos, oceansites | seadatanet | woce | ghrsst | obpg | samos |
/// |:----------------|:-------|:-----------------------|:-----------|:-----|:-------|:-----|:------|
/// | `notEvaluated`  | 2      | 0                      | `0`        | 1    | none   | none | blank |
/// | `good`          | 1      | 1                      | `1`        | 2    | 5      | 0    | `Z`   |
/// | `probablyGood`  | 1      | 2                      | `2`        | 2    | 4      | 1    | `Z`   |
/// | `suspect`       | 3      | 3                      | `3`        | 3    | 3      | 2    | `K`   |
/// | `bad`           | 4      | 4                      | `4`        | 4    | 1      | 3    | `J`   |
/// | `missing`       | 9      | 9                      | `9`        | 9    | 0      | 4    | blank |
///
/// Characters are stored as their ASCII codes, one byte a value. Where a scheme has no code for a
/// verdict, the fill value of the variable stands in its place.
///
/// - SeeAlso: `letter(ofFailedTest:)` for what SAMOS letters tell beside the verdict.
public struct FlagEncoding: Sendable, Equatable {
  /// A code with the word for it in `flag_meanings`.
  public struct Code: Sendable, Equatable {
    public let value: Int
    public let meaning: String
  }

  /// The word for the encoding on the command line.
  public let name: String

  /// What reads the codes.
  public let scheme: FlagScheme

  /// Every code of the scheme, those that are never written included, in its order.
  public let codes: [Code]

  /// The document that defines the codes.
  public let reference: String

  private let written: [Verdict: Int]

  private init(
    _ name: String,
    reads scheme: String,
    _ reference: String,
    _ codes: KeyValuePairs<Int, String>,
    writes written: [Verdict: Int]
  ) {
    self.name = name
    // Safe: a test holds every name of a scheme here against `FlagScheme.all`.
    self.scheme = FlagScheme.named(scheme) ?? FlagScheme(codes: [:], otherwise: .notEvaluated)
    self.reference = reference
    self.codes = codes.map { Code(value: $0.key, meaning: $0.value) }
    self.written = written
  }

  /// The code that stands for a verdict; nil where the scheme has none.
  public func code(for verdict: Verdict) -> Int? { written[verdict] }

  /// What a code means to a reader; verdicts that collapse come back as the better known one.
  public func verdict(ofCode code: Int?) -> Verdict {
    code.map { scheme.verdict(ofCode: $0) } ?? .notEvaluated
  }

  /// The verdicts that share a code with others, a group for each such code, in the order of
  /// `Verdict`.
  public var collapsed: [[Verdict]] {
    let groups = Dictionary(grouping: Verdict.allCases) { written[$0] }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0].rawValue < $1[0].rawValue }
  }

  /// The encoding called `name`.
  public static func named(_ name: String) -> FlagEncoding? { all.first { $0.name == name } }

  /// Every encoding.
  public static let all: [FlagEncoding] = [
    FlagEncoding(
      "qartod",
      reads: "qartod",
      "IOC Manuals and Guides 54, volume 3: primary flags; IOOS QARTOD manuals",
      [1: "pass", 2: "not_evaluated", 3: "suspect", 4: "fail", 9: "missing"],
      writes: [
        .notEvaluated: 2, .good: 1, .probablyGood: 1, .suspect: 3, .bad: 4, .missing: 9,
      ]
    ),
    FlagEncoding(
      "argo",
      reads: "argo",
      "Argo user's manual, reference table 2",
      [
        0: "no_qc_performed", 1: "good_data", 2: "probably_good_data",
        3: "bad_data_that_are_potentially_correctable", 4: "bad_data", 5: "value_changed",
        8: "estimated_value", 9: "missing_value",
      ],
      writes: Self.numbers
    ),
    FlagEncoding(
      "imos",
      reads: "imos",
      "IMOS netCDF conventions, quality control flag set 1",
      [
        0: "no_qc_performed", 1: "good_data", 2: "probably_good_data",
        3: "bad_data_that_are_potentially_correctable", 4: "bad_data", 5: "value_changed",
        8: "interpolated_value", 9: "missing_value",
      ],
      writes: Self.numbers
    ),
    FlagEncoding(
      "oceansites",
      reads: "oceansites",
      "OceanSITES data format reference manual, reference table 2",
      [
        0: "no_qc_performed", 1: "good_data", 2: "probably_good_data",
        3: "potentially_correctable_bad_data", 4: "bad_data", 5: "value_changed",
        7: "nominal_value", 8: "interpolated_value", 9: "missing_value",
      ],
      writes: Self.numbers
    ),
    FlagEncoding(
      "seadatanet",
      reads: "seadatanet",
      "SeaDataNet measurand qualifier flags, vocabulary L20; stored as ASCII codes",
      [
        48: "no_quality_control", 49: "good_value", 50: "probably_good_value",
        51: "probably_bad_value", 52: "bad_value", 53: "changed_value",
        54: "value_below_detection", 55: "value_in_excess", 56: "interpolated_value",
        57: "missing_value", 65: "value_phenomenon_uncertain",
      ],
      writes: Self.numbers.mapValues { $0 + 48 }
    ),
    FlagEncoding(
      "woce",
      reads: "woce",
      "WOCE operations manual, water sample quality codes",
      [
        1: "not_evaluated", 2: "good_measurement", 3: "questionable_measurement",
        4: "bad_measurement", 5: "missing_not_reported", 6: "mean_of_replicates",
        9: "missing_not_sampled",
      ],
      writes: [
        .notEvaluated: 1, .good: 2, .probablyGood: 2, .suspect: 3, .bad: 4, .missing: 9,
      ]
    ),
    FlagEncoding(
      "ghrsst",
      reads: "ghrsst-quality-level",
      "GHRSST data processing specification 2.0, quality level",
      [
        0: "no_data", 1: "bad_data", 2: "worst_quality", 3: "low_quality",
        4: "acceptable_quality", 5: "best_quality",
      ],
      writes: [.good: 5, .probablyGood: 4, .suspect: 3, .bad: 1, .missing: 0]
    ),
    FlagEncoding(
      "obpg",
      reads: "obpg-sst-quality",
      "NASA Ocean Biology Processing Group, sea surface temperature quality levels",
      [
        0: "best_quality", 1: "acceptable_quality", 2: "questionable_quality", 3: "bad_quality",
        4: "missing_or_not_processed",
      ],
      writes: [.good: 0, .probablyGood: 1, .suspect: 2, .bad: 3, .missing: 4]
    ),
    FlagEncoding(
      "samos",
      reads: "samos-letters",
      "WOCE report 141/96 (COAPS 96-1) and SAMOS quality evaluation flags; stored as ASCII codes",
      [
        32: "not_evaluated", 66: "out_of_bounds_fail", 67: "time_not_sequential_fail",
        68: "wet_bulb_order_fail", 69: "true_wind_fail", 70: "platform_speed_fail",
        71: "far_from_climatology_suspect", 72: "discontinuity_fail", 74: "bad_value",
        75: "suspect_value", 76: "on_land_fail", 77: "malfunction_fail", 83: "spike_fail",
        84: "duplicate_time_fail", 90: "good_value",
      ],
      writes: [
        .notEvaluated: 32, .good: 90, .probablyGood: 90, .suspect: 75, .bad: 74, .missing: 32,
      ]
    ),
  ]

  /// The scheme that Argo, IMOS, OceanSITES and SeaDataNet share.
  private static let numbers = Dictionary(
    uniqueKeysWithValues: Verdict.allCases.map { ($0, Int($0.rawValue)) }
  )
}

extension FlagEncoding {
  /// True where codes tell which test failed.
  public var namesTests: Bool { name == "samos" }

  /// The code for a value of which the tests are known that it failed.
  ///
  /// - Parameters:
  ///   - verdict: What all tests and the provider say together.
  ///   - tests: The names of the tests that graded it as bad as the verdict is, strongest first.
  ///     In the letters of SAMOS the first of them that has a letter names the reason; other
  ///     schemes have no room for one.
  public func code(for verdict: Verdict, tests: some Sequence<String>) -> Int? {
    guard namesTests, verdict == .bad || verdict == .suspect else { return code(for: verdict) }
    for test in tests {
      // A letter must not say more, or less, than the verdict does.
      if let letter = Self.letter(ofFailedTest: test), scheme.verdict(ofCode: letter) == verdict {
        return letter
      }
    }
    return code(for: verdict)
  }

  /// The ASCII code of the letter by which SAMOS names a test that failed; nil for one without.
  ///
  /// - SeeAlso: S. Smith, C. Harvey and D. Legler, *Handbook of Quality Control Procedures and
  ///   Methods for Surface Meteorology Data*, WOCE report 141/96, sections 3 and 4; SAMOS, *FSU DAC
  ///   Quality Evaluation Flags*.
  public static func letter(ofFailedTest test: String) -> Int? {
    letters[test].flatMap { $0.asciiValue }.map { Int($0) }
  }

  private static let letters: [String: Character] = [
    "gross_range": "B", "regional_range": "B", "valid_range": "B",
    "impossible_date": "C",
    "dew_point": "D", "supersaturation": "D",
    "wind_consistency": "E",
    "impossible_speed": "F",
    "climatology": "G", "climatology_field": "G",
    "rate_of_change": "H", "step": "H",
    "on_land": "L",
    "flat_line": "M", "repeated_count": "M",
    "spike": "S", "hampel": "S", "iquam_spike": "S", "wave_spike": "S",
    "duplicate_time": "T",
  ]
}
