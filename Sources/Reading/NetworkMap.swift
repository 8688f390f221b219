public import ObservationModel

/// What one observing network's files mean: which variables are which quantities, how time and
/// position are told, what the flags say, and which of several values is the best.
///
/// Maps are data, written in YAML. Those of the networks the program knows are embedded in it;
/// users add directories of their own (`NetworkCatalogue`).
public struct NetworkMap: Sendable, Equatable {
  /// The word for the network in pipeline files, such as `argo`.
  public var name: String

  public var title: String
  public var domain: Domain

  /// The format description that the map was written from.
  public var reference: String

  /// How files of the network are recognised by what is in them.
  public var detection: Detection

  /// The sampling geometry; nil when each file says it.
  public var featureType: FeatureType?

  /// Where the name of the platform is; nil when the file says it by `cf_role`.
  public var platform: NameSource?

  /// Variables that tell the features of a file from one another.
  public var identifier: [String] = []

  public var time: TimeRule?
  public var latitude: String?
  public var longitude: String?
  public var vertical: VerticalRule?

  /// Dimensions that stand for another of the same length.
  public var dimensionAliases: [String: String] = [:]

  public var bestValue: BestValueRule?
  public var revision: RevisionRule?

  /// Where the flags of a variable are, unless its quantity says otherwise.
  public var flags: FlagRule?

  /// Where the height of a sensor is, unless its quantity says otherwise.
  public var height: HeightRule?

  public var quantities: [QuantityRule] = []

  /// The YAML that the map was read from: what it says decides what files decode to.
  public let text: String

  /// Which part of the integrated observing network it belongs to.
  public enum Domain: String, Sendable, CaseIterable {
    case air
    case space
    case sea
  }

  /// What must be in a file for it to belong to the network. All conditions hold together;
  /// names may contain `*`, and attribute values are compared without regard to case.
  public struct Detection: Sendable, Equatable {
    public var variables: [String] = []
    public var dimensions: [String] = []
    public var attributes: [String: String] = [:]

    /// The number of conditions: of two networks that fit, the one with more is meant.
    var weight: Int { variables.count + dimensions.count + attributes.count }
  }

  /// Where a name is.
  public enum NameSource: Sendable, Equatable {
    case variable(String)
    case attribute(String)
  }

  public struct TimeRule: Sendable, Equatable {
    public var variable: String

    /// A variable with seconds to add to it, such as `sst_dtime`.
    public var offset: String?
  }

  public struct VerticalRule: Sendable, Equatable {
    public var variable: String
    public var kind: VerticalKind
  }

  /// A rule that chooses between raw and adjusted values.
  public enum BestValueRule: String, Sendable, CaseIterable {
    /// `<P>_ADJUSTED` in data modes A and D, `<P>` in mode R, by `PARAMETER_DATA_MODE` where the
    /// file has it, else by `DATA_MODE`.
    case argo
  }

  /// How deliveries of the same observations are recognised and ranked.
  public struct RevisionRule: Sendable, Equatable {
    public var key: [String]
    public var rankVariable: String
    public var ranks: [String: Int]
    public var updated: String?
  }

  /// Where flags are and what their codes mean.
  public struct FlagRule: Sendable, Equatable {
    /// The name of the flag variable with `*` for the name of the flagged one, or a plain name;
    /// nil when the variable's `ancillary_variables` tell it.
    public var pattern: String?

    /// The name of a scheme of `Conventions`.
    public var scheme: String

    /// The variables that a flag which is shared speaks of, as patterns; when empty, those of
    /// the quantities of the map.
    public var appliesTo: [String] = []
  }

  /// Where the height of a sensor above the sea is.
  public struct HeightRule: Sendable, Equatable {
    /// Attributes of the variable, then of the file, in metres.
    public var attributes: [String] = []

    /// A height that holds for the whole network, in metres.
    public var meters: Double?
  }

  /// Which variable is a quantity.
  public struct QuantityRule: Sendable, Equatable {
    public var quantity: Quantity
    public var variable: String

    /// When given, the variable is this quantity only in files that give it this standard name.
    public var standardName: String?

    /// A variable with a bias to subtract, in the unit of the variable.
    public var bias: String?

    /// The unit, for files that leave it out.
    public var units: String?

    public var flags: FlagRule?
    public var height: HeightRule?
  }
}
