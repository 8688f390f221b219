/// Which observations of a cell count, by the quality level that their provider gives them.
public enum QualityLevels: String, Sendable, CaseIterable {
  /// All that are used.
  case pooled

  /// Those of the highest quality level that is in the cell, and those that have none: the values
  /// of networks without quality levels do not give way.
  ///
  /// - SeeAlso: GHRSST Data Specification 2.0, rules for L3 files: a cell averages the pixels with
  ///   the highest quality level.
  case highest
}
