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

  /// False while the map was written from the description alone, no file of the network being at
  /// hand.
  public var isTriedOnRealFiles = true

  /// What the reference page says beside the rules: what is left out, and why.
  public var notes: [String] = []

  /// How files of the network are recognised by what is in them; one of several ways is enough.
  public var detections: [Detection]

  /// The sampling geometry; nil when each file says it.
  public var featureType: FeatureType?

  /// Where the name of the platform is; nil when the file says it by `cf_role`.
  public var platform: NameSource?

  /// What tells the features of a file from one another. In tables with one row an observation,
  /// rows in which the variables agree make a feature.
  public var identifier: [NameSource] = []

  /// The ways in which files tell time: the first that fits a file counts, and a file that none
  /// fits is refused. When empty, the CF metadata tell it.
  public var time: [TimeRule] = []

  /// The ways in which files tell position: the first that fits counts, and a file that none fits
  /// is refused. When empty, the CF metadata tell it.
  public var latitude: [PlaceRule] = []
  public var longitude: [PlaceRule] = []

  /// The ways in which files tell the vertical coordinate: the first that fits counts. When none
  /// does, profiles are refused and other files have no vertical coordinate. When empty, the CF
  /// metadata tell it.
  public var vertical: [VerticalRule] = []

  /// True when the map says that files of the network have no vertical coordinate.
  public var hasNoVertical = false

  /// Where positions are when they are in another file, such as a ship's navigation.
  public var positions: PositionRule?

  /// Dimensions that stand for another of the same length.
  public var dimensionAliases: [String: String] = [:]

  /// The sample dimensions of contiguous ragged arrays by the variable with the row sizes, for
  /// files that leave out `sample_dimension`.
  public var rowSizes: [String: String] = [:]

  /// Variables that are numbers and no measurements, as patterns.
  public var notMeasured: [String] = []

  /// The attribute of the file with the unit of variables that have none.
  public var unitsAttribute: String?

  /// Where files tell how a profile was taken, for the quality tests that ask.
  public var profile: ProfileRule?

  public var bestValue: BestValueRule?
  public var revision: RevisionRule?

  /// Where the flags of a variable are, unless its quantity says otherwise: the first rule that
  /// finds flags for a variable counts.
  public var flags: [FlagRule] = []

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

    /// Variables that must not be there.
    public var without: [String] = []

    /// The number of conditions: of two networks that fit, the one with more is meant.
    var weight: Int { variables.count + dimensions.count + attributes.count + without.count }
  }

  /// Where a name is.
  public enum NameSource: Sendable, Equatable {
    case variable(String)
    case attribute(String)
  }

  /// Where a latitude or a longitude is.
  public enum PlaceRule: Sendable, Equatable {
    case variable(String)
    /// A number in an attribute of the file.
    case attribute(String)
    /// What the CF metadata tell.
    case cf
  }

  public enum VerticalRule: Sendable, Equatable {
    /// A variable; without a kind its unit and its attributes must tell that.
    case variable(String, kind: VerticalKind?)
    /// Depth is `nominalDepth - height`: bins of an instrument that looks up from its place.
    case aboveSensor(height: String, nominalDepth: String)
    /// What the CF metadata tell.
    case cf
  }

  /// Positions in another file, joined by time.
  public struct PositionRule: Sendable, Equatable {
    /// The name of the file with positions, beside the file itself or under a path relative to
    /// it; `*` stands for any run of characters. Of several that fit all are read.
    public var files: String

    public var time: String
    public var latitude: String
    public var longitude: String

    /// The longest time between two fixes that a position is interpolated over, in seconds.
    public var maximumGapSeconds: Double
  }

  /// A rule that chooses between raw and adjusted values.
  public enum BestValueRule: String, Sendable, CaseIterable {
    /// `<P>_ADJUSTED` in data modes A and D, `<P>` in mode R, by `PARAMETER_DATA_MODE` where the
    /// file has it, else by `DATA_MODE`.
    case argo
  }

  /// The variables with what `ProfileDescription` holds, as far as files have them.
  public struct ProfileRule: Sendable, Equatable {
    public var samplingScheme: String?
    public var direction: String?
    public var instrumentType: String?
    public var parameters: String?

    /// The first of these that a file has counts.
    public var dataModes: [String] = []
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
    /// nil when the variable's `ancillary_variables` or `quality_flag` tell it.
    public var pattern: String?

    /// An attribute of the flagged variable with the number, from 1, of its column in flags of
    /// characters that one variable holds for all; nil when flags are a variable each.
    public var column: String?

    public var meaning: FlagMeaningRule

    /// The variables that a flag which is shared speaks of, as patterns; when empty, those of
    /// the quantities of the map.
    public var appliesTo: [String] = []
  }

  /// What the codes of flags mean.
  public enum FlagMeaningRule: Sendable, Equatable {
    /// By the name of a scheme of `Conventions`.
    case scheme(String)
    /// By the `flag_values` and `flag_meanings` of the file.
    case fileMeanings
    /// Words of the file's `flag_meanings` that make a value bad or suspect; all else is good.
    case words(bad: [String], suspect: [String])
    /// Bits, numbered from 0, that make a value bad or suspect; all else is good.
    case bits(bad: [Int], suspect: [Int])
    /// Bits numbered from 1 whose assessment, Bad or Indeterminate, attributes tell (ARM).
    case assessedBits
    /// The pattern names the tests that ran, and this one those that passed, as bits (OOI).
    case testResults(String)
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

    public var flags: [FlagRule] = []
    public var height: HeightRule?
  }
}
