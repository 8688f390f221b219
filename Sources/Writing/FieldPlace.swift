/// Which horizontal field of a variable is meant.
public struct FieldPlace: Sendable, Hashable {
  /// The index of the network, 0 for statistics over all networks.
  public var network: Int

  /// The index of the time bin.
  public var time: Int

  /// The index of the standard depth, 0 for variables without.
  public var level: Int

  public init(network: Int = 0, time: Int, level: Int = 0) {
    self.network = network
    self.time = time
    self.level = level
  }
}
