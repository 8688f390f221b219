/// What one word of a provider's flags stands for in their codes.
///
/// - SeeAlso: CF Conventions 1.11, section 3.5: `flag_meanings` with `flag_masks`, `flag_values` or
///   both.
public struct FlagMeaning: Sendable, Hashable {
  /// The word as the file spells it, such as `land` or `SSTREFVDIFF`.
  public let word: String

  /// The bits to look at, and what they hold where the word applies.
  public let mask: Int
  public let value: Int

  public init(word: String, mask: Int, value: Int) {
    self.word = word
    self.mask = mask
    self.value = value
  }

  /// Whether the word applies to a value with this code.
  public func applies(to code: Int) -> Bool { code & mask == value }
}
