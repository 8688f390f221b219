/// Everything that is wrong with the archive on purpose, for tests to hold a run against.
struct FaultList: Codable {
  /// Something wrong with some values of one variable.
  struct Observation: Codable {
    let file: String
    let variable: String
    /// The position of the first value, one number a dimension, counted from 0.
    let index: [Int]
    /// How many values, counted along the last number of `index`.
    let count: Int
    let kind: Kind
    /// Whether the provider's own flag says so.
    let isFlagged: Bool
    let detail: String
  }

  /// The kinds of fault.
  enum Kind: String, Codable {
    case spike, stuck, missing, inversion, drift, ambiguity
    case positionOnLand, positionZero, positionJump, latitudeOutOfRange
    case dateInFuture, dateBackwards, dateMissing, unitSlip, cloud, rain
    case defaultFill, goodButFlagged, gap
  }

  /// Values that are wrong, or worse than stated, wherever a condition holds.
  struct Class: Codable {
    let files: String
    let variable: String
    let condition: String
    let kind: Kind
    let detail: String
  }

  /// A file that cannot be taken in, or not as it stands.
  struct File: Codable {
    let file: String
    let kind: String
    let detail: String
  }

  /// The same observations, delivered more than once.
  struct Duplicate: Codable {
    let files: [String]
    let kind: String
    let platform: String
    let observations: Int
    let detail: String
  }

  /// A profile that a later or better one replaces.
  struct Supersession: Codable {
    let superseded: String
    let by: String
    let platform: String
    let cycle: Int
    let detail: String
  }

  var seed: UInt64
  var observations: [Observation] = []
  var classes: [Class] = []
  var files: [File] = []
  var duplicates: [Duplicate] = []
  var supersessions: [Supersession] = []

  mutating func add(
    _ kind: Kind,
    _ file: String,
    _ variable: String,
    _ index: [Int],
    count: Int = 1,
    flagged: Bool = false,
    _ detail: String
  ) {
    observations.append(
      Observation(
        file: file,
        variable: variable,
        index: index,
        count: count,
        kind: kind,
        isFlagged: flagged,
        detail: detail
      )
    )
  }
}
