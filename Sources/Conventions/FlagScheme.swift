public import ObservationModel

/// What the codes of a provider's flags mean, in both directions.
public struct FlagScheme: Sendable, Equatable {
  public let name: String

  /// Codes with a meaning; all others are `otherwise`.
  private let verdicts: [Int: Verdict]

  /// Bits that make a value bad; all other values are good.
  public let badBits: Int?

  /// Bits that make a value suspect where none makes it bad.
  private let suspectBits: Int

  /// Letters with a meaning, by their ASCII code, in schemes of numbers.
  private let letters: [Int: Verdict]

  /// Meanings that hold on some bits of a code, whatever the others; the worst of those that hold
  /// is the verdict.
  private var masked: [MaskedMeaning] = []

  struct MaskedMeaning: Sendable, Equatable {
    let mask: Int
    let value: Int
    let verdict: Verdict
  }

  /// What a code without a meaning of its own means.
  public let otherwise: Verdict

  /// True when codes are letters or digits of text.
  public let isText: Bool

  private init(
    _ name: String,
    _ verdicts: [Int: Verdict],
    otherwise: Verdict = .notEvaluated,
    badBits: Int? = nil,
    suspectBits: Int = 0,
    isText: Bool = false,
    letters: [Int: Verdict] = [:]
  ) {
    self.name = name
    self.verdicts = verdicts
    self.otherwise = otherwise
    self.badBits = badBits
    self.suspectBits = suspectBits
    self.isText = isText
    self.letters = letters
  }

  /// A scheme that a file or a map spells out.
  public init(codes: [Int: Verdict], otherwise: Verdict) {
    self.init("", codes, otherwise: otherwise)
  }

  /// A scheme of bits: good when none of these is set.
  public init(badBits: Int, suspectBits: Int) {
    self.init("", [:], badBits: badBits, suspectBits: suspectBits)
  }

  /// A scheme in which a meaning holds where `code & mask == value`.
  ///
  /// - SeeAlso: CF Conventions 1.11, section 3.5: `flag_masks` together with `flag_values`.
  init(masked: [MaskedMeaning], otherwise: Verdict) {
    self.init("", [:], otherwise: otherwise)
    self.masked = masked
  }

  /// What a code means.
  public func verdict(ofCode code: Int) -> Verdict {
    if let badBits {
      return code & badBits != 0 ? .bad : code & suspectBits != 0 ? .suspect : .good
    }
    if !masked.isEmpty {
      let holding = masked.filter { code & $0.mask == $0.value }.map(\.verdict)
      // The raw values of verdicts rise from no judgement over good to bad and missing.
      return holding.max { $0.rawValue < $1.rawValue } ?? otherwise
    }
    return verdicts[code] ?? otherwise
  }

  /// What a character means: in schemes of numbers a digit stands for its value, and a blank or
  /// NUL for no flag.
  public func verdict(ofCharacter byte: UInt8) -> Verdict {
    if isText { return verdicts[Int(byte)] ?? otherwise }
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
      if letters.isEmpty || byte <= 0x20 { return .notEvaluated }
      return letters[Int(byte)] ?? .bad
    }
    return verdict(ofCode: Int(byte - UInt8(ascii: "0")))
  }

  /// The codes with this meaning as people write them, in their order; letters as letters.
  public func codes(meaning verdict: Verdict) -> [String] {
    let codes = verdicts.filter { $0.value == verdict }.keys.sorted()
    return codes.map { code in
      guard isText, let letter = UInt8(exactly: code) else { return "\(code)" }
      return letter == 0x20 ? "blank" : String(decoding: [letter], as: UTF8.self)
    }
  }

  /// The lowest code with this meaning; nil when the scheme has none.
  public func code(of verdict: Verdict) -> Int? {
    verdicts.filter { $0.value == verdict }.keys.min()
  }

  /// The scheme called `name`.
  public static func named(_ name: String) -> FlagScheme? { all.first { $0.name == name } }

  private static func letters(_ verdicts: [Character: Verdict]) -> [Int: Verdict] {
    Dictionary(
      uniqueKeysWithValues: verdicts.compactMap { letter, verdict in
        letter.asciiValue.map { (Int($0), verdict) }
      }
    )
  }

  /// Every scheme, with its source.
  public static let all: [FlagScheme] = [
    // Argo reference table 2. Changed (5) and estimated (8) values are the provider's own
    // choice of value; they are not among the good of 1 and 2.
    FlagScheme(
      "argo",
      [
        0: .notEvaluated, 1: .good, 2: .probablyGood, 3: .suspect, 4: .bad, 5: .suspect,
        8: .suspect, 9: .missing,
      ]
    ),
    // IMOS standard set 1, by numbers; ships write letters of reference table F in the same place.
    FlagScheme(
      "imos",
      [
        0: .notEvaluated, 1: .good, 2: .probablyGood, 3: .suspect, 4: .bad, 5: .suspect,
        8: .suspect, 9: .missing,
      ],
      letters: letters(["Z": .good, "K": .suspect, "I": .suspect])
    ),
    // OceanSITES reference table 2, used by Copernicus in situ: 7 nominal, 8 interpolated.
    FlagScheme(
      "oceansites",
      [
        0: .notEvaluated, 1: .good, 2: .probablyGood, 3: .suspect, 4: .bad, 5: .suspect,
        7: .suspect, 8: .suspect, 9: .missing,
      ]
    ),
    // SeaDataNet L20, stored as the ASCII codes of its characters.
    FlagScheme(
      "seadatanet",
      [
        48: .notEvaluated, 49: .good, 50: .probablyGood, 51: .suspect, 52: .bad, 53: .suspect,
        54: .suspect, 55: .suspect, 56: .suspect, 57: .missing, 65: .suspect,
      ],
      isText: true
    ),
    // IOC Manuals and Guides 54, volume 3: the primary flags that QARTOD adopts.
    FlagScheme("qartod", [1: .good, 2: .notEvaluated, 3: .suspect, 4: .bad, 9: .missing]),
    // WOCE water sample flags: 6 is the mean of replicates.
    FlagScheme(
      "woce",
      [
        1: .notEvaluated, 2: .good, 3: .suspect, 4: .bad, 5: .missing, 6: .suspect,
        9: .missing,
      ]
    ),
    // World Ocean Database observation flags: 0 accepted, others name the failed check.
    FlagScheme("wod-observation", [0: .good], otherwise: .bad),
    FlagScheme("zero-is-good", [0: .good], otherwise: .bad),
    // NCAS-AMF data standard: 0 not used, 1 good, others name the doubt.
    FlagScheme("ncas-amf", [0: .notEvaluated, 1: .good], otherwise: .suspect),
    // Data quality indices of the Global Tropical Moored Buoy Array: 0 nothing, 1 calibrated
    // before and after and in agreement, 2 the default, 3 adjusted, 4 in doubt, 5 sensor failed.
    FlagScheme(
      "tao",
      [0: .missing, 1: .good, 2: .probablyGood, 3: .suspect, 4: .suspect, 5: .bad]
    ),
    // Drifter temperatures of Elipot and others (2022): 0 no estimate, 5 estimate and uncertainty
    // in range, 4 estimate alone, 2 and 3 estimate out of range, 1 no uncertainty.
    FlagScheme(
      "gdp-sst",
      [0: .missing, 1: .suspect, 2: .bad, 3: .bad, 4: .suspect, 5: .good]
    ),
    // NASA OBPG, quality of level 2 sea surface temperatures.
    FlagScheme(
      "obpg-sst-quality",
      [0: .good, 1: .probablyGood, 2: .suspect, 3: .bad, 4: .missing]
    ),
    // IMOS reference table F, the letters of SAMOS: Z passed all tests; K and I leave the
    // judgement to the reader.
    FlagScheme(
      "imos-ship-letters",
      letters(["Z": .good, "K": .suspect, "I": .suspect, " ": .notEvaluated]),
      otherwise: .bad,
      isText: true
    ),
    // SAMOS: Z passed; A, I, K, N, O, P, Q, R, U and Y leave the judgement to the reader (units
    // added, interesting, looks odd, in port, several units, moving, suspect before, interpolated,
    // odd by statistics, between steps); the others name the test that failed.
    FlagScheme(
      "samos-letters",
      letters([
        "Z": .good, "A": .suspect, "I": .suspect, "K": .suspect, "N": .suspect, "O": .suspect,
        "P": .suspect, "Q": .suspect, "R": .suspect, "U": .suspect, "Y": .suspect, "G": .suspect,
        " ": .notEvaluated,
      ]),
      otherwise: .bad,
      isText: true
    ),
    // MADIS data descriptors: Z no check, C coarse, S screened, V verified, G good by hand.
    FlagScheme(
      "madis-descriptor",
      letters([
        "C": .good, "S": .good, "V": .good, "G": .good, "Z": .notEvaluated, "Q": .suspect,
        "X": .bad, "B": .bad,
      ]),
      isText: true
    ),
    // GHRSST quality level: 5 best, 4 acceptable, 2 and 3 low and worst usable, 1 bad, 0 no data.
    FlagScheme(
      "ghrsst-quality-level",
      [0: .missing, 1: .bad, 2: .suspect, 3: .suspect, 4: .probablyGood, 5: .good]
    ),
    // ASCAT wind vector cells: bit 16 the ambiguity removal failed its check, bit 17 the
    // inversion did; rain and land bits inform.
    FlagScheme("ascat-wvc", [:], badBits: 65_536 | 131_072),
    // NASA OBPG level 2 flags that its level 3 products leave out: ATMFAIL, LAND, HIGLINT, HILT,
    // HISATZEN, STRAYLIGHT, CLDICE, COCCOLITH, HISOLZEN, LOWLW, CHLFAIL, NAVWARN, MAXAERITER,
    // CHLWARN, ATMWARN, NAVFAIL, FILTER.
    FlagScheme(
      "obpg-l2-flags",
      [:],
      badBits: 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x100 | 0x200 | 0x400 | 0x1000 | 0x4000 | 0x8000
        | 0x1_0000 | 0x8_0000 | 0x20_0000 | 0x40_0000 | 0x200_0000 | 0x400_0000
    ),
  ]
}
