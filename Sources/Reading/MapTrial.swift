internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// What a network map makes of one file, rule by rule, for people who write maps.
public struct MapTrial: Sendable {
  /// A condition of `detect`, and what of the file does not meet it; nil when the file does.
  public struct Condition: Sendable, Equatable {
    public var text: String
    public var unmet: String?
  }

  /// Where one of time, latitude, longitude, vertical, platform and identifier was found.
  public struct Origin: Sendable, Equatable {
    public var key: String

    /// A variable, an attribute or a number; nil when there is none.
    public var place: String?
  }

  /// What became of one of the map's quantities.
  public struct QuantityFinding: Sendable {
    /// The word of the vocabulary, and the variable that the map names for it.
    public var quantity: String
    public var pattern: String

    /// The variable found; nil when none fits.
    public var variable: String?

    /// The variable that holds its flags; nil when none was found.
    public var flagVariable: String?

    /// What the variable holds, in the canonical unit of the quantity where it converts.
    public var holds: VariableInspection?

    /// Why the rule cannot be used, such as a unit that does not convert; nil when it can.
    public var problem: String?

    /// Why the variable is not read though nothing is wrong with the map; nil when it is read.
    public var notRead: String?
  }

  public var map: NetworkMap

  /// For each of the map's ways of recognising files its conditions; one way is enough.
  public var ways: [[Condition]]

  /// The network that the file is taken for when no map is named, and the number of its
  /// conditions that are met.
  public var chosenNetwork: String
  public var chosenConditions: Int

  /// The number of conditions of this map that are met by a way that fits; nil when none does.
  public var conditions: Int?

  /// Geometry, coverage and all variables; nil when `problem` says why the file cannot be read.
  public var inspection: FileInspection?
  public var problem: ReadingError?

  public var origins: [Origin] = []

  /// In the order of the map.
  public var quantities: [QuantityFinding] = []

  /// What else the map names and the file lacks; files of a network differ.
  public var warnings: [String] = []

  /// The first and the last observation.
  public var ends: [ObservationRow] = []

  /// Variables of measurements that the map does not mention.
  public var unmentioned: [String] = []

  /// Why the map does not do for the file; empty when it recognises the file, the file can be read
  /// with it, and each quantity whose variable is there can be used.
  public var faults: [String] {
    if conditions == nil {
      let unmet = ways.compactMap { $0.compactMap(\.unmet).first }
      return ["it does not recognise it: " + unmet.joined(separator: "; ")]
    }
    if let problem {
      let variable = problem.variable.map { " (variable \($0))" } ?? ""
      return ["\(problem.kind.rawValue)\(variable): \(problem.detail)"]
    }
    let unusable = quantities.compactMap { finding in
      finding.problem.map { "\(finding.quantity): \($0)" }
    }
    if !unusable.isEmpty { return unusable }
    if quantities.contains(where: { $0.variable != nil && $0.notRead == nil }) { return [] }
    return [
      quantities.isEmpty
        ? "it names no quantities" : "none of its quantities has values in the file"
    ]
  }

  public var isGood: Bool { faults.isEmpty }

  /// - Parameter catalogue: The maps that the file may be taken for, `map` among them: see
  ///   `NetworkCatalogue.choosing`.
  /// - Throws: `ReadingError` when the file is no netCDF file that can be opened.
  public init(
    of map: NetworkMap,
    onFileAt path: String,
    among catalogue: NetworkCatalogue
  ) throws(ReadingError) {
    let file = try NetCDFFile.opened(path)
    self.map = map
    ways = map.detections.map { way in
      way.findings(in: file).map { Condition(text: $0.condition, unmet: $0.unmet) }
    }
    conditions = map.weight(for: file)
    let chosen = catalogue.map(for: file)
    chosenNetwork = chosen?.name ?? NetworkCatalogue.genericName
    chosenConditions = chosen?.weight(for: file) ?? 0
    guard conditions != nil else { return }
    do throws(ReadingError) {
      let source = try ObservationFile(path: path, network: map.name, catalogue: catalogue)
      inspection = try source.inspect()
      origins = source.origins()
      try find(in: source)
    } catch {
      problem = error
    }
  }

  private mutating func find(in source: ObservationFile) throws(ReadingError) {
    warnings = source.missingNames()
    var mentioned: Set<String> = []
    var bindings: [VariableBinding] = []
    for rule in map.quantities {
      var finding = QuantityFinding(quantity: rule.quantity.name, pattern: rule.variable)
      let variable = source.file.allVariables.first { variable in
        variable.isNumeric && variable.path.matches(rule.variable)
          && (rule.standardName == nil || variable.text("standard_name") == rule.standardName)
      }
      if let variable {
        mentioned.insert(variable.path)
        finding.variable = variable.path
        do throws(ReadingError) {
          let binding = try source.bind(variable, as: rule.quantity, rule: rule)
          finding.flagVariable = binding.flags?.variable.path
          finding.holds = try source.inspect(variable)
          finding.notRead = source.reasonNotRead(binding, after: bindings)
          if finding.notRead == nil {
            try source.tryFirstRows(of: binding)
            bindings.append(binding)
            warnings += source.misses(of: binding, rule: rule)
          }
        } catch {
          finding.problem = error.detail
        }
      }
      quantities.append(finding)
    }
    unmentioned = source.measuredVariables().map(\.path).filter { !mentioned.contains($0) }
    ends = try source.ends(of: bindings)
  }
}

extension ObservationFile {
  /// Why a variable is not read though the map names it for a quantity; nil when it is.
  fileprivate func reasonNotRead(
    _ binding: VariableBinding,
    after others: [VariableBinding]
  ) -> String? {
    if isOneValue(binding.variable) { return "one value for the file: not read" }
    return others.first { $0.quantity == binding.quantity }.map {
      "not read: the first entry that fits is \($0.variable.path)"
    }
  }

  /// Reads the first values, so that what does not fit shows.
  fileprivate func tryFirstRows(of binding: VariableBinding) throws(ReadingError) {
    if let rows = batchRows().first { _ = try column(binding, rows: rows) }
  }
}
