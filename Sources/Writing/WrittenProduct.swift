/// A product that is whole and durable under its final name.
public struct WrittenProduct: Sendable, Equatable {
  public let path: String
  public let byteCount: Int

  /// The names of the global attributes that CF-1.11 and ACDD-1.3 recommend and the file lacks,
  /// because nobody gave them and they cannot be computed; the most wanted first.
  public let missingFacts: [String]
}
