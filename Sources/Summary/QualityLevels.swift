/// Which observations of a cell count, by the quality level that their provider gives them.
public enum QualityLevels: String, Sendable, CaseIterable {
  /// All that are used.
  case pooled

  /// Those of the highest quality level that is in the cell.
  ///
  /// - SeeAlso: GHRSST Data Specification 2.0, rules for L3 files: a cell averages the pixels with
  ///   the highest quality level.
  case highest
}
