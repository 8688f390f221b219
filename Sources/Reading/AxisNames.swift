internal import NetCDFFile

/// The names that the dimensions of a file go by in the space of its elements.
///
/// A dimension of a group carries the path of the group, because two groups may each have a
/// `time`. Dimensions that stand for another go by its name.
struct AxisNames: Sendable {
  private var aliases: [String: String]
  private let lengths: [String: Int]

  init(of file: NetCDFFile, aliases: [String: String]) {
    self.aliases = aliases
    var lengths: [String: Int] = [:]
    func add(_ group: Group) {
      for dimension in group.dimensions { lengths[Self.ownName(dimension)] = dimension.length }
      for inner in group.groups { add(inner) }
    }
    add(file.root)
    for variable in file.allVariables {
      for dimension in variable.dimensions {
        lengths[Self.ownName(dimension)] = dimension.length
      }
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
