internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// The flags of a variable, found and understood.
struct FlagBinding {
  let variable: Variable
  let scheme: FlagScheme

  /// For flags that list the tests which ran, the variable with those which passed.
  var passed: Variable?

  /// The column of the flags, from 0, where one variable of characters holds those of many.
  var column = 0

  /// The number of flags that are stored for each value.
  var width = 1
}

extension ObservationFile {
  /// The flags of a variable by the first rule that finds some; by what the file says of its own
  /// flags where neither the map nor the quantity has rules.
  func flagBinding(
    of variable: Variable,
    rules own: [NetworkMap.FlagRule]
  ) -> FlagBinding? {
    let rules = own.isEmpty ? map.flags : own
    guard !rules.isEmpty else { return describedFlags(of: variable) }
    for rule in rules where applies(rule, to: variable, isOwn: !own.isEmpty) {
      if let binding = binding(rule, of: variable) { return binding }
    }
    return nil
  }

  /// True when a rule of the map, or of a quantity of its own, speaks of a variable.
  func applies(
    _ rule: NetworkMap.FlagRule,
    to variable: Variable,
    isOwn: Bool
  ) -> Bool {
    if isOwn { return true }
    if !rule.appliesTo.isEmpty {
      return rule.appliesTo.contains {
        variable.name.matches($0, ignoringCase: true) || variable.path.matches($0)
      }
    }
    // A flag that all share speaks of what the network is about.
    let isShared = rule.pattern.map { !$0.contains("*") } ?? false
    return !isShared || map.quantities.contains { variable.path.matches($0.variable) }
  }

  private func candidates(_ rule: NetworkMap.FlagRule, of variable: Variable) -> [Variable] {
    rule.pattern.map { [named($0, of: variable)].compactMap { $0 } } ?? ancillary(of: variable)
  }

  /// Why a rule finds no flags for a variable, for a message.
  func flagMiss(_ rule: NetworkMap.FlagRule, of variable: Variable) -> String {
    let flags = candidates(rule, of: variable)
    guard let flag = flags.first else {
      guard let pattern = rule.pattern else {
        return "its ancillary_variables name none: not found in this file"
      }
      let name = pattern.split(separator: "*", omittingEmptySubsequences: false)
        .joined(separator: variable.name)
      return "no variable \(name): not found in this file"
    }
    return switch rule.meaning {
    case .fileMeanings: "\(flag.path) has no flag_meanings of which one says good"
    case .words(let bad, let suspect):
      "\(flag.path) has none of the words " + (bad + suspect).joined(separator: ", ")
    case .testResults(let pattern): "no variable \(pattern) beside \(flag.path)"
    case .scheme where rule.column != nil:
      "\(variable.path) does not tell its column of \(flag.path)"
    case .scheme, .bits, .assessedBits: "\(flag.path) does not say that it is a flag"
    }
  }

  private func binding(_ rule: NetworkMap.FlagRule, of variable: Variable) -> FlagBinding? {
    for flag in candidates(rule, of: variable) {
      switch rule.meaning {
      case .scheme(let name):
        // Without a pattern, only what says of itself that it is a flag is one.
        guard rule.pattern != nil || flag.isFlag else { continue }
        guard var binding = FlagScheme.named(name).map({ FlagBinding(variable: flag, scheme: $0) })
        else { continue }
        if let attribute = rule.column {
          guard let number = variable.attribute(attribute)?.value.number,
            let column = Int(exactly: number), let width = flag.shape.last, width > 0,
            (1...width).contains(column)
          else { continue }
          binding.column = column - 1
          binding.width = width
        }
        return binding
      case .fileMeanings:
        if let scheme = flag.flagMeanings?.scheme {
          return FlagBinding(variable: flag, scheme: scheme)
        }
      case .words(let bad, let suspect):
        guard let found = flag.flagMeanings?.scheme(bad: bad, suspect: suspect),
          found.unknown.count < bad.count + suspect.count
        else { continue }
        return FlagBinding(variable: flag, scheme: found.scheme)
      case .bits(let bad, let suspect):
        let scheme = FlagScheme(
          badBits: bad.reduce(0) { $0 | 1 << $1 },
          suspectBits: suspect.reduce(0) { $0 | 1 << $1 }
        )
        return FlagBinding(variable: flag, scheme: scheme)
      case .assessedBits:
        return FlagBinding(variable: flag, scheme: assessedBits(of: flag))
      case .testResults(let pattern):
        guard let passed = named(pattern, of: variable) else { continue }
        // What ran and did not pass is left over.
        return FlagBinding(
          variable: flag,
          scheme: FlagScheme(badBits: -1, suspectBits: 0),
          passed: passed
        )
      }
    }
    return nil
  }

  /// The variable that a pattern names, `*` standing for the name of the flagged one.
  private func named(_ pattern: String, of variable: Variable) -> Variable? {
    let name = pattern.split(separator: "*", omittingEmptySubsequences: false)
      .joined(separator: variable.name)
    guard name != variable.name else { return nil }
    let path = variable.groupPrefix + name
    let alike = variablesByLowercasedPath[path.lowercased()] ?? []
    return alike.first { $0.path == path }
      ?? variablesByLowercasedPath[name.lowercased()]?.first { $0.path == name } ?? alike.first
  }

  /// The variables that a variable names as its flags, the aggregate of all first.
  private func ancillary(of variable: Variable) -> [Variable] {
    let names = ["ancillary_variables", "quality_flag"].compactMap { variable.text($0) }
      .flatMap { $0.split { $0 == " " || $0 == "," } }
    var found: [Variable] = []
    for name in names {
      guard let flag = named(String(name), of: variable), flag.path != variable.path else {
        continue
      }
      let isAggregate = flag.text("standard_name")?.contains("aggregate_quality_flag") ?? false
      if isAggregate { found.insert(flag, at: 0) } else { found.append(flag) }
    }
    return found
  }

  /// Flags whose meaning the file itself tells: those that a variable names, or those that are
  /// named after it.
  private func describedFlags(of variable: Variable) -> FlagBinding? {
    let byName = ["*_qc", "qc_*", "*_quality_control", "*_qc_agg", "*_flag", "*_quality_flag"]
      .compactMap { named($0, of: variable) }
    for flag in ancillary(of: variable) + byName {
      if let scheme = flag.flagMeanings?.scheme {
        return FlagBinding(variable: flag, scheme: scheme)
      }
    }
    return nil
  }

  /// The bits of ARM quality control: `bit_1_assessment` of the flag, or `qc_bit_1_assessment` of
  /// the file, is `Bad` or `Indeterminate`.
  ///
  /// - SeeAlso: *ARM Data File Standards 1.3*, section 6.
  private func assessedBits(of flag: Variable) -> FlagScheme {
    var suspect = 0
    for bit in 1...32 {
      let text =
        flag.text("bit_\(bit)_assessment")
        ?? file.globalAttribute("qc_bit_\(bit)_assessment")?.text
      if text?.lowercased().hasPrefix("indeterminate") ?? false { suspect |= 1 << (bit - 1) }
    }
    return FlagScheme(badBits: ~suspect, suspectBits: suspect)
  }
}

extension Variable {
  /// What the file says of the codes of this flag.
  var flagMeanings: FlagMeanings? {
    FlagMeanings(
      values: attribute("flag_values")?.value,
      masks: attribute("flag_masks")?.value,
      meanings: attribute("flag_meanings")?.value,
      unsignedBitWidth: packing.unsignedBitWidth
    )
  }

  /// True when the variable says of itself that it is a flag.
  var isFlag: Bool {
    if attribute("flag_values") != nil || attribute("flag_masks") != nil { return true }
    let name = text("standard_name") ?? ""
    return name.contains("status_flag") || name.contains("quality_flag")
  }
}

extension FlagBinding {
  /// What stored flags mean, nil where the flag itself is missing.
  ///
  /// - Parameter passed: The stored values of `passed`, at the same positions.
  func verdictsOrMissing(of stored: StoredValues, passed: StoredValues? = nil) -> [Verdict?] {
    switch stored {
    case .char(let bytes):
      let table = (0...255).map { $0 == 0 ? nil : scheme.verdict(ofCharacter: UInt8($0)) }
      return bytes.map { table[Int($0)] }
    case .string(let texts):
      return texts.map { $0.utf8.first.map { scheme.verdict(ofCharacter: $0) } }
    case .byte(let codes) where passed == nil:
      // Of a byte there are 256: each is decoded once.
      let all = (0...255).map { Int8(bitPattern: UInt8($0)) }
      let table = verdicts(variable.codePacking.decode(.byte(all)))
      return codes.map { table[Int(UInt8(bitPattern: $0))] }
    case .ubyte(let codes) where passed == nil:
      let table = verdicts(variable.codePacking.decode(.ubyte((0...255).map { UInt8($0) })))
      return codes.map { table[Int($0)] }
    default:
      var codes = variable.codePacking.decode(stored)
      if let passed, let variable = self.passed {
        let bits = variable.codePacking.decode(passed)
        for i in codes.indices where i < bits.count {
          if let ran = Int(exactly: codes[i]), let good = Int(exactly: bits[i]) {
            codes[i] = Double(ran & ~good)
          } else {
            codes[i] = .nan
          }
        }
      }
      return verdicts(codes)
    }
  }

  private func verdicts(_ codes: [Double]) -> [Verdict?] {
    codes.map { code in
      code.isNaN ? nil : Int(exactly: code).map { scheme.verdict(ofCode: $0) } ?? .notEvaluated
    }
  }

  /// The same, a missing flag being no judgement.
  func verdicts(of stored: StoredValues, passed: StoredValues? = nil) -> [Verdict] {
    verdictsOrMissing(of: stored, passed: passed).map { $0 ?? .notEvaluated }
  }
}
