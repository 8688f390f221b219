internal import ObservationModel

/// How many observations a file has, and the time and space they cover.
///
/// Coordinates that share no axis are looked at apart, and their counts multiplied: a grid of 37
/// million cells is told from its two edges.
struct Coverage {
  private(set) var observationCount = 0
  private(set) var times: ClosedRange<Double>?
  private(set) var latitudes: ClosedRange<Double>?
  private(set) var longitudes: ClosedRange<Double>?
  private(set) var vertical: ClosedRange<Double>?

  private enum Role: CaseIterable {
    case time, latitude, longitude, levels, vertical
  }

  /// About how many elements are laid out at a time.
  private static let blockSize = 1 << 20

  /// The most elements of one row of the first axis, which is laid out whole: half a gibibyte for
  /// each coordinate.
  private static let largestRow = 1 << 26

  init(of sampling: Sampling) throws(ReadingError) {
    var count = 1
    var extents: [Role: Extent] = [:]
    var isSpanned = [Bool](repeating: false, count: sampling.axes.count)
    for part in Self.parts(of: sampling) {
      for axis in part.axes { isSpanned[axis] = true }
      let (valid, found) = try Self.look(at: part, of: sampling)
      extents.merge(found) { $1 }
      count = [count, valid].product
    }
    for (axis, isSpanned) in zip(sampling.axes, isSpanned) where !isSpanned {
      count = [count, axis.length].product
    }
    observationCount = count
    guard count > 0 else { return }
    times = sampling.timeSpan ?? extents[.time]?.range
    latitudes = extents[.latitude]?.range
    longitudes = extents[.longitude]?.range
    vertical = extents[.vertical]?.range
  }

  /// Coordinates that hang together by their axes.
  private struct Part {
    var roles: [Role]
    var axes: Set<Int>
  }

  private static func coordinates(_ role: Role, _ sampling: Sampling) -> [Coordinate] {
    switch role {
    case .time: [sampling.time] + (sampling.timeOffset.map { [$0] } ?? [])
    case .latitude: [sampling.latitude]
    case .longitude: [sampling.longitude]
    case .levels: sampling.levels.map { [$0] } ?? []
    case .vertical: sampling.vertical.map { [$0] } ?? []
    }
  }

  private static func parts(of sampling: Sampling) -> [Part] {
    var parts: [Part] = []
    for role in Role.allCases {
      let coordinates = coordinates(role, sampling)
      guard !coordinates.isEmpty else { continue }
      var part = Part(roles: [role], axes: [])
      for (i, axis) in sampling.axes.enumerated()
      where coordinates.contains(where: { $0.varies(along: axis.name) }) {
        part.axes.insert(i)
      }
      for other in parts where !other.axes.isDisjoint(with: part.axes) {
        part.roles += other.roles
        part.axes.formUnion(other.axes)
      }
      parts.removeAll { !$0.axes.isDisjoint(with: part.axes) }
      parts.append(part)
    }
    return parts
  }

  /// Counts the elements of a part that have all of its coordinates.
  ///
  /// - Throws: `tooLarge` when a row of the first axis has more than `largestRow` elements: small
  ///   files can tie many long dimensions together.
  private static func look(
    at part: Part,
    of sampling: Sampling
  ) throws(ReadingError) -> (count: Int, extents: [Role: Extent]) {
    let axes = part.axes.sorted().map { sampling.axes[$0] }
    let length = axes.first?.length ?? 1
    let rowLength = max(1, axes.dropFirst().map(\.length).product)
    guard rowLength <= largestRow else {
      throw ReadingError(
        .tooLarge,
        path: sampling.path,
        detail: "time and place lie together along "
          + axes.map { "\($0.name) (\($0.length))" }.joined(separator: ", ")
          + ", where each step of the first has more than the limit of \(largestRow) elements"
      )
    }
    var extents: [Role: Extent] = [:]
    for role in part.roles { extents[role] = Extent() }
    var count = 0
    for start in stride(from: 0, to: length, by: max(1, blockSize / rowLength)) {
      let rows = start..<min(start + max(1, blockSize / rowLength), length)
      let values = try part.roles.map { role throws(ReadingError) in
        try Self.values(role, of: sampling, axes: axes, rows: rows)
      }
      guard let elements = values.map(\.count).min(), elements > 0 else { continue }
      var isThere = [Bool](repeating: true, count: elements)
      for (role, column) in zip(part.roles, values) {
        // An element may be without a height or depth.
        if role == .vertical { continue }
        for i in 0..<elements where column[i].isNaN { isThere[i] = false }
      }
      for (role, column) in zip(part.roles, values) {
        var extent = extents[role] ?? Extent()
        for i in 0..<elements where isThere[i] { extent.add(column[i]) }
        extents[role] = extent
      }
      count += isThere.count { $0 }
    }
    return (count, extents)
  }

  private static func values(
    _ role: Role,
    of sampling: Sampling,
    axes: [Sampling.Axis],
    rows: Range<Int>
  ) throws(ReadingError) -> [Double] {
    let coordinates = coordinates(role, sampling)
    var values = try coordinates[0].values(along: axes, rows: rows, path: sampling.path)
    for more in coordinates.dropFirst() {
      let added = try more.values(along: axes, rows: rows, path: sampling.path)
      for i in values.indices { values[i] += added[i] }
    }
    if role == .time {
      for i in values.indices where !Sampling.isValidTime(values[i]) { values[i] = .nan }
    }
    return values
  }
}
