/// The coasts of the world as lines, by cells of one degree.
public struct CoastLines: Sendable {
  /// A point, in units north of the south pole and east of 180 degrees west; of any turn.
  public struct Point: Sendable, Hashable {
    public let north, east: Int

    public init(north: Int, east: Int) {
      (self.north, self.east) = (north, east)
    }
  }

  /// The units of a degree, such as 3600 for seconds.
  public let unitsPerDegree: Int

  /// The lines in the cell with its south-western corner so many degrees north of the south pole
  /// and east of 180 degrees west.
  public let lines: @Sendable (_ row: Int, _ column: Int) -> [[Point]]

  public init(
    unitsPerDegree: Int,
    lines: @escaping @Sendable (_ row: Int, _ column: Int) -> [[Point]]
  ) {
    self.unitsPerDegree = unitsPerDegree
    self.lines = lines
  }
}
