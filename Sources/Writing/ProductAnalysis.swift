/// A field without gaps that was mapped from the means of cells, written as `<stem>_analysis`, and
/// its standard error, written as `<stem>_analysis_error`.
public struct ProductAnalysis: Sendable {
  /// In the unit of the quantity; NaN where nothing is near.
  public var values: ProductField

  /// In the unit of the quantity; nil for a method that does not tell them.
  public var errors: ProductField?

  /// How it was made.
  public var comment: String

  public init(values: ProductField, errors: ProductField?, comment: String) {
    self.values = values
    self.errors = errors
    self.comment = comment
  }
}
