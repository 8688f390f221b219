public import ObservationModel
public import Summary

/// One quantity of a product with its statistics, each of which becomes a netCDF variable called
/// `<stem>_<statistic>`, such as `temperature_mean`.
public struct ProductVariable: Sendable {
  public var quantity: Quantity

  /// The start of the names of the netCDF variables: letters, digits and underscores, a letter
  /// first.
  public var stem: String

  /// Where the values are in the vertical.
  public var vertical: VerticalPlacement

  /// The values of each statistic, in the unit of the quantity; NaN where a cell is empty.
  public var fields: [Statistic: ProductField]

  /// What the errors of the networks tell, in the unit of the quantity; NaN where it is not known.
  public var estimates: [CellEstimate: ProductField]

  /// The number of observations from each network, written as `<stem>_count_by_network` with the
  /// shape `[network, time, lat, lon]` or `[network, time, depth, lat, lon]`.
  public var countByNetwork: ProductField?

  /// A field without gaps beside the statistics.
  public var analysis: ProductAnalysis?

  /// The lattice that values were rounded to before they were added.
  public var lattice: Lattice

  /// What was taken from the number of values in variances and standard deviations, 0 or 1.
  public var ddof: Int

  /// True when only the values of the highest quality level of each cell were used.
  public var usesHighestQuality: Bool

  /// The values that the quality tests let through, when they set limits.
  public var validRange: ClosedRange<Double>?

  /// What a reader should know of the inputs of this variable.
  public var comment: String?

  /// Further attributes of the mean, minimum and maximum that only the producer knows, such as
  /// `accuracy` or `references`.
  public var facts: [ProductFact]

  /// - Parameters:
  ///   - stem: The name of the quantity when nil.
  ///   - vertical: What is customary for the quantity when nil.
  ///   - lattice: The lattice of the quantity when nil.
  public init(
    quantity: Quantity,
    stem: String? = nil,
    vertical: VerticalPlacement? = nil,
    fields: [Statistic: ProductField],
    estimates: [CellEstimate: ProductField] = [:],
    countByNetwork: ProductField? = nil,
    lattice: Lattice? = nil,
    ddof: Int = 0,
    usesHighestQuality: Bool = false,
    validRange: ClosedRange<Double>? = nil,
    comment: String? = nil,
    facts: [ProductFact] = []
  ) {
    self.quantity = quantity
    self.stem = stem ?? quantity.name
    self.vertical = vertical ?? .customary(for: quantity)
    self.fields = fields
    self.estimates = estimates
    self.countByNetwork = countByNetwork
    self.lattice = lattice ?? quantity.lattice
    self.ddof = ddof
    self.usesHighestQuality = usesHighestQuality
    self.validRange = validRange
    self.comment = comment
    self.facts = facts
  }
}
