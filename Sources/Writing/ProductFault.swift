/// How a product contradicts itself.
public enum ProductFault: Error, Equatable {
  case noTimeBins

  /// A bin is empty, starts before the end of the one before it, or lies outside the years 1600
  /// to 2999.
  case timeBinOutOfOrder(index: Int)

  /// There are fewer than two edges, they do not increase, or they are off the globe.
  case latitudeEdgesOutOfOrder
  case longitudeEdgesOutOfOrder
  case planeEdgesOutOfOrder

  /// Pixels of HEALPix are numbered in 32 bits up to level 13.
  case refinementLevelOutOfRange

  /// The depths do not increase or are not finite.
  case depthsOutOfOrder

  /// There are bounds for some of the depths only, or not around their own.
  case depthBoundsOutOfPlace

  /// A variable is on standard depths and the product has none.
  case noStandardDepths(variable: String)

  /// A depth or height is not finite.
  case levelNotFinite(variable: String)

  /// The name cannot be a CF variable or attribute name, or two things have it.
  case invalidName(String)
  case duplicateName(String)

  /// The network has no name, a name with a zero byte, or the name of another.
  case invalidNetwork(String)

  /// There are counts by network and no networks.
  case noNetworks(variable: String)

  /// The text holds a zero byte, where a reader would take it to end.
  case zeroByte(attribute: String)

  /// A fact of this name is computed from the product.
  case factIsComputed(String)

  /// The content digest is not at least 32 hexadecimal digits.
  case invalidDigest(String)

  /// The instant of creation is outside the years 1600 to 2999.
  case createdAtOutOfRange(Int)

  /// There are more values than a file can hold.
  case tooLarge

  /// A field has another number of values than its variable.
  case wrongCount(variable: String, expected: Int, found: Int)

  /// A count is missing, negative, not whole or beyond 2³¹ - 1.
  case notACount(variable: String, value: String)
}
