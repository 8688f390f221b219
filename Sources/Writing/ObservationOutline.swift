public import ObservationModel

/// What a file of observations is to hold: known before the first value is written.
public struct ObservationOutline: Sendable {
  /// A variable of measurements.
  public struct Column: Sendable {
    public var quantity: Quantity

    /// The name of the variable in its file.
    public var source: String
    public var isDouble: Bool
    public var hasFlags: Bool

    /// The tests whose results stand beside the variable.
    public var tests: [QualityOutline.Test]

    /// - Parameter source: By default the name of the quantity.
    public init(
      quantity: Quantity,
      source: String? = nil,
      isDouble: Bool,
      hasFlags: Bool,
      tests: [QualityOutline.Test] = []
    ) {
      self.quantity = quantity
      self.source = source ?? quantity.name
      self.isDouble = isDouble
      self.hasFlags = hasFlags
      self.tests = tests
    }
  }

  public var featureType: FeatureType
  public var verticalKind: VerticalKind?
  public var columns: [Column]

  /// Facts about the whole, such as `title`: given, never invented.
  public var facts: [(name: String, text: String)]

  /// The coordinates that are the same for all observations of a feature, in every feature.
  public var constants: Constants

  /// How the results of quality tests are told; nil where none ran.
  public var quality: QualityOutline?

  /// The number of columns of a field that is to keep its two dimensions; nil to write points.
  public var fieldColumns: Int?

  public struct Constants: Sendable, Equatable {
    public var time = true
    public var place = true
    public var vertical = true

    public init() {}

    /// Takes the features of a batch into account; missing values differ from others.
    public mutating func add(_ batch: borrowing ObservationBatch) {
      func isConstant(_ values: Span<Double>) -> Bool {
        for feature in batch.features {
          guard let first = feature.observations.first else { continue }
          for i in feature.observations where values[i] != values[first] { return false }
        }
        return true
      }
      time = time && isConstant(batch.times)
      place = place && isConstant(batch.latitudes) && isConstant(batch.longitudes)
      if batch.verticalKind != nil { vertical = vertical && isConstant(batch.vertical) }
    }
  }

  public init(
    featureType: FeatureType,
    verticalKind: VerticalKind?,
    columns: [Column],
    facts: [(name: String, text: String)] = [],
    constants: Constants,
    quality: QualityOutline? = nil,
    fieldColumns: Int? = nil
  ) {
    self.featureType = featureType
    self.verticalKind = verticalKind
    self.columns = columns
    self.facts = facts
    self.constants = constants
    self.quality = quality
    self.fieldColumns = fieldColumns
  }
}

/// How many observations were written, and how many were not because they have no time or place.
public struct ObservationCounts: Sendable, Equatable {
  public var written = 0
  public var unlocated = 0
  public var features = 0

  public init() {}

  /// Counts the observations of a batch without writing them.
  public mutating func add(_ batch: borrowing ObservationBatch) {
    features += batch.features.count
    for i in 0..<batch.count {
      if batch.isLocated(i) { written += 1 } else { unlocated += 1 }
    }
  }
}

extension ObservationBatch {
  /// True when an observation has a time and a place; the coordinates of a file must not be missing.
  func isLocated(_ i: Int) -> Bool {
    !times[i].isNaN && !latitudes[i].isNaN && !longitudes[i].isNaN
  }
}

extension VerticalKind {
  /// The name and the unit of the coordinate in files.
  var coordinate: (name: String, standardName: String, units: String, isPositiveDown: Bool) {
    switch self {
    case .depth: ("depth", "depth", "m", true)
    case .pressure: ("pressure", "sea_water_pressure", "dbar", true)
    case .height: ("height", "height", "m", false)
    }
  }
}

/// Names for variables of a file, of letters, digits and underscores, no two the same or the same
/// but for case.
///
/// - SeeAlso: CF Conventions 1.11, section 2.3.
struct VariableNames {
  /// In lower case.
  private var taken: Set<String>

  /// - Parameter reserved: Names in lower case.
  init(reserved: Set<String>) { taken = reserved }

  /// A name close to `path`, in which groups are parted by underscores.
  ///
  /// - Parameter suffixes: What will be added to the name for variables beside it.
  mutating func name(for path: String, suffixes: [String] = []) -> String {
    var stem = String(
      path.unicodeScalars.map { scalar in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        return isPlain ? Character(scalar) : "_"
      }
    )
    if let first = stem.unicodeScalars.first, !first.properties.isAlphabetic { stem = "v" + stem }
    if stem.isEmpty { stem = "v" }
    var name = stem
    var number = 2
    while ([name] + suffixes.map { name + $0 }).contains(where: { taken.contains($0.lowercased()) })
    {
      name = "\(stem)_\(number)"
      number += 1
    }
    for each in [name] + suffixes.map({ name + $0 }) { taken.insert(each.lowercased()) }
    return name
  }
}
