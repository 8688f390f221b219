/// Count, extremes and sum of a sequence of values that arrives in pieces.
///
/// Value `i` of the sequence is added to sum `i mod 8`, in the order of the sequence, and the
/// eight sums are added up in a fixed order. The result depends on the values alone, not on where
/// the pieces begin and end.
public struct ValueStatistics: Sendable, Equatable {
  /// The values seen so far, missing ones included.
  public var position = 0

  /// The sums of every eighth value, the smallest and the largest finite value (∞ and -∞ when
  /// there is none), the number of valid and that of finite values.
  public var state: [Double] = [0, 0, 0, 0, 0, 0, 0, 0, .infinity, -.infinity, 0, 0]

  public init() {}

  /// The values that are not NaN.
  public var validCount: Int { Int(state[10]) }

  /// The values that are neither NaN nor infinite: the extremes and the sum are of these.
  public var finiteCount: Int { Int(state[11]) }

  /// The smallest finite value; nil when there is none.
  public var minimum: Double? { finiteCount > 0 ? state[8] : nil }

  /// The largest finite value; nil when there is none.
  public var maximum: Double? { finiteCount > 0 ? state[9] : nil }

  /// The sum of the finite values.
  public var sum: Double {
    ((state[0] + state[1]) + (state[2] + state[3]))
      + ((state[4] + state[5]) + (state[6] + state[7]))
  }

  /// The mean of the finite values; nil when there is none.
  public var mean: Double? { finiteCount > 0 ? sum / Double(finiteCount) : nil }
}
