public import ObservationModel

/// What a file itself says of its flags: `flag_values` or `flag_masks` with `flag_meanings`.
///
/// - SeeAlso: CF Conventions 1.11, section 3.5.
public struct FlagMeanings: Sendable, Equatable {
  /// The codes or masks, in the order of the words.
  public let codes: [Int]

  /// One word a code.
  public let words: [String]

  /// True when codes are bits that can be set together.
  public let areMasks: Bool

  /// The bits among which each of `codes` is looked for, where the file gives values and masks;
  /// empty where codes are whole values, or bits.
  private let fields: [Int]

  /// - Parameters:
  ///   - values: `flag_values`; numbers, or text such as `0, 1, 2`, `0 1 2` or `0b, 1b, 2b`.
  ///   - masks: `flag_masks`, the same. With both, a word holds where `flag & mask == value`.
  ///   - meanings: `flag_meanings`, words parted by blanks or commas.
  ///   - unsignedBitWidth: The width of the stored type where `_Unsigned` turns its integers into
  ///     unsigned ones: codes are turned as well. Nil where it does not.
  /// - Returns: Nil without codes, when there are fewer words than codes, or when there are values
  ///   and masks of unequal number.
  public init?(
    values: AttributeValue?,
    masks: AttributeValue?,
    meanings: AttributeValue?,
    unsignedBitWidth: Int? = nil
  ) {
    func codes(_ value: AttributeValue?) -> [Int]? {
      guard let codes = value.flatMap({ Self.codes($0) }) else { return nil }
      guard let width = unsignedBitWidth, width < Int.bitWidth else { return codes }
      return codes.map { $0 & ((1 << width) - 1) }
    }
    let words = Self.words(meanings)
    guard let found = codes(values ?? masks), !found.isEmpty, words.count >= found.count else {
      return nil
    }
    if values != nil, masks != nil {
      guard let fields = codes(masks), fields.count == found.count else { return nil }
      self.fields = fields
    } else {
      fields = []
    }
    self.codes = found
    self.words = words
    areMasks = values == nil
  }

  /// The scheme of words that each hold on bits of their own; those without a verdict are silent.
  private func maskedScheme(
    otherwise: Verdict,
    _ verdict: (String) -> Verdict?
  ) -> FlagScheme {
    var meanings: [FlagScheme.MaskedMeaning] = []
    for ((code, mask), word) in zip(zip(codes, fields), words) {
      guard let verdict = verdict(word) else { continue }
      meanings.append(FlagScheme.MaskedMeaning(mask: mask, value: code, verdict: verdict))
    }
    return FlagScheme(masked: meanings, otherwise: otherwise)
  }

  private static func words(_ value: AttributeValue?) -> [String] {
    switch value {
    case .text(let text):
      text.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" || $0 == "\0" }
        .map(String.init)
    case .texts(let texts): texts.count == 1 ? words(.text(texts[0])) : texts
    case .integers, .unsigned, .reals, nil: []
    }
  }

  private static func codes(_ value: AttributeValue) -> [Int]? {
    switch value {
    case .integers(let values): return values.map { Int($0) }
    case .unsigned(let values): return values.map { Int(truncatingIfNeeded: $0) }
    case .reals(let values):
      let codes = values.compactMap { Int(exactly: $0) }
      return codes.count == values.count ? codes : nil
    case .texts(let texts):
      return codes(.text(texts.joined(separator: " ")))
    case .text(let text):
      var codes: [Int] = []
      for word in text.split(whereSeparator: { " ,;\n\t\0".contains($0) }) {
        guard let code = code(String(word)) else { return nil }
        codes.append(code)
      }
      return codes
    }
  }

  /// `3`, `3b`, `3s`, `0x03` as numbers; one letter as its ASCII code.
  private static func code(_ word: String) -> Int? {
    if let number = Int(word) { return number }
    let lower = word.lowercased()
    if lower.hasPrefix("0x") { return Int(lower.dropFirst(2), radix: 16) }
    if let last = lower.last, "bsul".contains(last), let number = Int(lower.dropLast()) {
      return number
    }
    return word.count == 1 ? word.utf8.first.map { Int($0) } : nil
  }

  /// Every word with the bits that stand for it.
  public var all: [FlagMeaning] {
    zip(codes, words).enumerated().map { index, meaning in
      let mask = fields.isEmpty ? (areMasks ? meaning.0 : -1) : fields[index]
      return FlagMeaning(word: meaning.1, mask: mask, value: meaning.0)
    }
  }

  /// The code of a word, without regard to case; nil when the file has no such word.
  public func code(of word: String) -> Int? {
    let wanted = word.lowercased()
    return words.firstIndex { $0.lowercased() == wanted }.flatMap {
      $0 < codes.count ? codes[$0] : nil
    }
  }

  /// What a word of common use says of a value; nil when it says nothing of quality.
  public static func verdict(of word: String) -> Verdict? {
    let text = word.lowercased()
    func has(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }
    if has("potentially_correctable", "probably_bad", "questionable", "suspect", "doubtful") {
      return .suspect
    }
    if has("probably_good", "acceptable") { return .probablyGood }
    if has("not_good", "no_good", "fail", "invalid", "erroneous", "bad", "worst") { return .bad }
    if has("low_quality", "degraded", "high_interest", "of_interest") { return .suspect }
    if has("missing", "no_data") { return .missing }
    if has("no_qc", "no_quality_control", "not_evaluated", "not_checked", "unknown", "not_used") {
      return .notEvaluated
    }
    if has("good", "best_quality")
      || ["pass", "passed", "accepted", "accepted_value"].contains(text)
    {
      return .good
    }
    return nil
  }

  /// The scheme that the words of the file make; nil when none of them says good.
  public var scheme: FlagScheme? {
    guard !areMasks else { return nil }
    if !fields.isEmpty {
      guard zip(codes, words).contains(where: { Self.verdict(of: $1) == .good }) else { return nil }
      return maskedScheme(otherwise: .notEvaluated) { Self.verdict(of: $0) }
    }
    var verdicts: [Int: Verdict] = [:]
    for (code, word) in zip(codes, words) { verdicts[code] = Self.verdict(of: word) }
    guard verdicts.values.contains(.good) else { return nil }
    return FlagScheme(codes: verdicts, otherwise: .notEvaluated)
  }

  /// The scheme that names the words which make a value bad or suspect; all others are good.
  ///
  /// - Returns: The scheme, and the names that the file does not have.
  public func scheme(
    bad: [String],
    suspect: [String]
  ) -> (scheme: FlagScheme, unknown: [String]) {
    var unknown: [String] = []
    func codes(_ names: [String]) -> [Int] {
      names.compactMap { name in
        guard let code = code(of: name) else {
          unknown.append(name)
          return nil
        }
        return code
      }
    }
    let (badCodes, suspectCodes) = (codes(bad), codes(suspect))
    if areMasks {
      let scheme = FlagScheme(
        badBits: badCodes.reduce(0, |),
        suspectBits: suspectCodes.reduce(0, |)
      )
      return (scheme, unknown)
    }
    if !fields.isEmpty {
      func names(_ names: [String], _ word: String) -> Bool {
        names.contains { $0.lowercased() == word.lowercased() }
      }
      let scheme = maskedScheme(otherwise: .good) { word in
        names(bad, word) ? .bad : names(suspect, word) ? .suspect : nil
      }
      return (scheme, unknown)
    }
    var verdicts: [Int: Verdict] = [:]
    for code in suspectCodes { verdicts[code] = .suspect }
    for code in badCodes { verdicts[code] = .bad }
    return (FlagScheme(codes: verdicts, otherwise: .good), unknown)
  }
}
