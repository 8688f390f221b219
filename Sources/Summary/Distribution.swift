public import ObservationModel

/// How often each value of one quantity occurs in one cell, for medians and quantiles.
///
/// Up to 64 values are kept as they are on the lattice. Of more, only the bin is kept: its first
/// lattice integer, a multiple of 2 to the power `binExponent`. Which of the two holds depends on
/// the number of values alone, so distributions add up to the same in any order.
public struct Distribution: CellContent, Hashable {
  /// A lattice integer, or the first of a bin, and how many values it stands for.
  public struct Entry: Sendable, Hashable {
    public let integer: Int32
    public var count: UInt32

    public init(integer: Int32, count: UInt32) {
      self.integer = integer
      self.count = count
    }
  }

  /// The number of values up to which they are kept exactly.
  public static let exactCount = 64

  /// In ascending order, without repetition.
  public private(set) var entries: [Entry]
  public private(set) var count: UInt32

  /// A bin is this power of 2 of lattice integers wide.
  public private(set) var binExponent: UInt8

  /// The distribution of no values.
  public init() { (entries, count, binExponent) = ([], 0, 0) }

  /// Puts together a distribution that was taken apart for storage.
  ///
  /// Nil when no set of values has it.
  public init?(entries: [Entry], binExponent: UInt8) {
    var count: UInt32 = 0
    for entry in entries {
      let (sum, overflow) = count.addingReportingOverflow(entry.count)
      guard !overflow, entry.count > 0 else { return nil }
      count = sum
    }
    guard binExponent < 31,
      zip(entries, entries.dropFirst()).allSatisfy({ $0.integer < $1.integer })
    else { return nil }
    self.entries = entries
    self.count = count
    self.binExponent = binExponent
    if count > Self.exactCount {
      guard entries.allSatisfy({ bin(of: $0.integer) == $0.integer }) else { return nil }
    }
  }

  public var isEmpty: Bool { count == 0 }
  public var isExact: Bool { count <= Self.exactCount }
  public var heldByteCount: Int { entries.capacity * MemoryLayout<Entry>.stride }

  /// The width of the bins of a lattice as a power of 2 of lattice integers: the widest with
  /// which its range has 2¹⁷ bins or more, and at least one integer.
  public static func binExponent(for lattice: Lattice) -> UInt8 {
    let integers = (lattice.range.upperBound - lattice.range.lowerBound) / lattice.step
    return integers < 0x1p18 ? 0 : UInt8(clamping: Int(integers.exponent) - 17)
  }

  /// Adds one value.
  ///
  /// - Parameter binExponent: The same for all values of a field.
  public mutating func add(_ q: Int32, binExponent: UInt8) {
    self.binExponent = binExponent
    count += 1
    if count == Self.exactCount + 1 { coarsen() }
    let key = isExact ? q : bin(of: q)
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].integer < key { low = middle + 1 } else { high = middle }
    }
    if low < entries.count, entries[low].integer == key {
      entries[low].count += 1
    } else {
      entries.insert(Entry(integer: key, count: 1), at: low)
    }
  }

  public mutating func merge(_ other: Distribution) {
    guard !other.isEmpty else { return }
    guard !isEmpty else {
      self = other
      return
    }
    precondition(binExponent == other.binExponent)
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count + other.entries.count)
    var (i, j) = (0, 0)
    while i < entries.count || j < other.entries.count {
      if j == other.entries.count
        || (i < entries.count && entries[i].integer < other.entries[j].integer)
      {
        merged.append(entries[i])
        i += 1
      } else if i == entries.count || other.entries[j].integer < entries[i].integer {
        merged.append(other.entries[j])
        j += 1
      } else {
        merged.append(
          Entry(integer: entries[i].integer, count: entries[i].count + other.entries[j].count)
        )
        i += 1
        j += 1
      }
    }
    entries = merged
    count += other.count
    if !isExact { coarsen() }
  }

  private func bin(of q: Int32) -> Int32 { (q >> Int32(binExponent)) << Int32(binExponent) }

  private mutating func coarsen() {
    var coarse: [Entry] = []
    for entry in entries {
      let key = bin(of: entry.integer)
      if let last = coarse.last, last.integer == key {
        coarse[coarse.count - 1].count += entry.count
      } else {
        coarse.append(Entry(integer: key, count: entry.count))
      }
    }
    entries = coarse
  }
}
