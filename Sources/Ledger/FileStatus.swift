/// What became of one input file.
public enum FileStatus: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
  /// At least one of its observations went into a product, or could have.
  case accepted
  /// It was read, and nothing in it passed.
  case flagged
  /// It could not be read, or what it says cannot be used; the outcome holds the reason.
  case rejected
  /// Another input has the same bytes.
  case duplicate
  /// A newer delivery replaces all of it.
  case superseded
}
