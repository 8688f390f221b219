internal import NetCDFFile

/// The names that the dimensions of a file go by in the space of its elements.
///
/// A dimension of a group carries the path of the group, because two groups may each have a
/// `time`. Dimensions that stand for another go by its name.
struct AxisNames: Sendable {
  private var aliases: [String: String]
  private let lengths: [String: Int]

  /// - Throws: `corrupt` when two dimensions of a group have one name and unequal lengths: nothing
  ///   tells which of them a name means.
  init(of file: NetCDFFile, aliases: [String: String]) throws(ReadingError) {
    self.aliases = aliases
    var lengths: [String: Int] = [:]
    func add(_ dimension: Dimension) throws(ReadingError) {
      let name = Self.ownName(dimension)
      let known = lengths.updateValue(dimension.length, forKey: name)
      guard known == nil || known == dimension.length else {
        throw ReadingError(
          .corrupt,
          path: file.path,
          detail: "two dimensions are called \(name), one of \(known ?? 0) and one of "
            + "\(dimension.length); each needs a name of its own"
        )
      }
    }
    func add(_ group: Group) throws(ReadingError) {
      for dimension in group.dimensions { try add(dimension) }
      for inner in group.groups { try add(inner) }
    }
    try add(file.root)
    for variable in file.allVariables {
      for dimension in variable.dimensions { try add(dimension) }
    }
    self.lengths = lengths
  }

  private static func ownName(_ dimension: Dimension) -> String {
    dimension.groupPath.isEmpty ? dimension.name : "\(dimension.groupPath)/\(dimension.name)"
  }

  func name(of dimension: Dimension) -> String {
    let own = Self.ownName(dimension)
    guard let alias = aliases[dimension.name] ?? aliases[own] else { return own }
    // A dimension of another length cannot stand for it.
    return dimension.length == 1 || dimension.length == lengths[alias] ? alias : own
  }

  func names(of variable: Variable) -> [String] { variable.dimensions.map { name(of: $0) } }

  /// The length of the dimension called `name`; 0 when there is none.
  func length(of name: String) -> Int { lengths[name] ?? 0 }

  /// The dimensions of a variable that are longer than one.
  func long(_ variable: Variable) -> [String] {
    variable.dimensions.filter { $0.length != 1 }.map { name(of: $0) }
  }

  /// Lets `dimension` stand for the axis called `name`.
  mutating func alias(_ dimension: String, to name: String) {
    if dimension != name { aliases[dimension] = name }
  }
}
