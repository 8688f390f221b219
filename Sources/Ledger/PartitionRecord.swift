/// A product that was published: one partition of a pipeline's output.
public struct PartitionRecord: Sendable, Hashable {
  public var pipeline: String

  /// The partition, such as `2024-06-15`; a pipeline with several outputs says which in it too.
  public var key: String

  /// The digest of everything the product follows from. While it is the same, the product need
  /// not be made again.
  public var fingerprint: String

  public var productPath: String

  /// The digest of the bytes of the product.
  public var productDigest: String

  public var productByteCount: Int

  /// Seconds since 1970-01-01 UTC.
  public var madeAt: Double

  public init(
    pipeline: String,
    key: String,
    fingerprint: String,
    productPath: String,
    productDigest: String,
    productByteCount: Int,
    madeAt: Double
  ) {
    self.pipeline = pipeline
    self.key = key
    self.fingerprint = fingerprint
    self.productPath = productPath
    self.productDigest = productDigest
    self.productByteCount = productByteCount
    self.madeAt = madeAt
  }
}
