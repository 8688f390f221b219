internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// What a network map makes of one file, rule by rule, for people who write maps.
public struct MapTrial: Sendable {
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
  }

  public var map: NetworkMap

  /// For each of the map's ways of recognising files the first condition that does not hold, nil
  /// for a way that fits.
  public var unmet: [String?]

  /// The network that the file is taken for when no map is named.
  public var chosenNetwork: String

  /// Geometry, coverage and all variables; nil when `problem` says why the file cannot be read.
  public var inspection: FileInspection?
  public var problem: ReadingError?

  /// In the order of the map.
  public var quantities: [QuantityFinding] = []

  /// Variables of measurements that the map does not mention.
  public var unmentioned: [String] = []

  /// True when the map recognises the file, the file can be read with it, and each quantity whose
  /// variable is there can be used.
  public var isGood: Bool {
    unmet.contains(nil) && problem == nil && quantities.contains { $0.variable != nil }
      && quantities.allSatisfy { $0.problem == nil }
  }

  /// - Throws: `ReadingError` when the file is no netCDF file that can be opened.
  public init(
    of map: NetworkMap,
    onFileAt path: String,
    among catalogue: NetworkCatalogue
  ) throws(ReadingError) {
    let file = try NetCDFFile.opened(path)
    let others = try NetworkCatalogue(userMaps: catalogue.maps + [map])
    self.map = map
    unmet = map.detections.map { $0.firstUnmet(file) }
    chosenNetwork = others.map(for: file)?.name ?? NetworkCatalogue.genericName
    guard unmet.contains(nil) else { return }
    do throws(ReadingError) {
      let source = try ObservationFile(path: path, network: map.name, catalogue: others)
      inspection = try source.inspect()
      try find(in: source)
    } catch {
      problem = error
    }
  }

  private mutating func find(in source: ObservationFile) throws(ReadingError) {
    var mentioned: Set<String> = []
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
        } catch {
          finding.problem = error.detail
        }
      }
      quantities.append(finding)
    }
    unmentioned = source.measuredVariables().map(\.path).filter { !mentioned.contains($0) }
  }
}
