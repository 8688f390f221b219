/// Collects what describes a file, and finds what must not be touched.
///
/// Every object is looked at, whether netCDF has it or not: data in other files, links out of the
/// file and groups that contain themselves refuse the file before anybody reads it.
///
/// The order of variables, the numbers and names of dimensions and which attributes are hidden
/// are those of libnetcdf 4.9.
struct HDF5Walk {
  let file: HDF5File
  private(set) var datasets: [HDF5Dataset] = []
  private(set) var skipped: [String] = []

  /// What this reader does not know of the file; the library reads it then.
  private(set) var unusual: String?
  private(set) var isClassicModel = false

  private var heap: HDF5GlobalHeap
  var dimensions: [DimensionDraft] = []
  var nextDimension = 0

  /// The names of dimensions that a made-up one might take.
  var phonyNames: Set<String> = []

  /// The dimensions that a dataset stands for, by the address of its header.
  var scales: [Int: [Int]] = [:]
  private var objects = 0

  /// The links that were looked through to follow others.
  private var linksSearched = 0

  init(file: HDF5File) {
    self.file = file
    heap = HDF5GlobalHeap(file: file, limit: file.limits.bytesOfChunk)
  }

  /// A dimension while the file is read.
  struct DimensionDraft {
    let id: Int
    let name: String
    var length: Int
    let isUnlimited: Bool
    let group: GroupDraft
  }

  /// A variable while the dimensions are found.
  struct VariableDraft {
    let name: String
    let path: String

    /// Nil for a type that netCDF has and observations do not need: the variable is left out in
    /// the end, but has its part in making up dimensions.
    let type: StoredType?
    let space: HDF5Dataspace
    let attributes: [Attribute]
    let dataset: Int

    /// The places of its dimensions in the list, where they are known.
    var dimensions: [Int?]

    /// Dimensions by number, from the attribute `_Netcdf4Coordinates`.
    var identifiers: [Int]?

    /// The scales of each dimension; nil when there are none.
    var scales: [[Int]]?
  }

  /// A group while the file is read.
  final class GroupDraft {
    let name: String
    let path: String
    let parent: GroupDraft?
    var attributes: [Attribute] = []
    var dimensions: [Int] = []
    var variables: [VariableDraft] = []
    var groups: [GroupDraft] = []

    init(name: String, parent: GroupDraft?) {
      self.name = name
      self.parent = parent
      path = parent.map { $0.path.isEmpty ? name : "\($0.path)/\(name)" } ?? ""
    }

    /// The path of a member.
    func path(of name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }
  }

  // MARK: Groups

  /// Reads the root group with all below it.
  mutating func root() throws(HDF5Fault) -> Group {
    if let address = file.superblockExtension {
      let header = try HDF5ObjectHeader(file: file, at: address)
      guard header.first(HDF5Message.Kind.driver) == nil else {
        throw file.unsupported("the file is one of several that make up a whole")
      }
    }
    let draft = GroupDraft(name: "", parent: nil)
    let header = try HDF5ObjectHeader(file: file, at: file.root)
    try read(header, into: draft, ancestors: [file.root])
    try matchDimensions(of: draft)
    measureUnlimited()
    return try group(draft)
  }

  private mutating func enter() throws(HDF5Fault) {
    objects += 1
    guard objects <= file.limits.objects else {
      throw file.tooLarge("more than \(file.limits.objects) dimensions, variables and groups")
    }
  }

  private mutating func read(
    _ header: HDF5ObjectHeader,
    into draft: GroupDraft,
    ancestors: [Int]
  ) throws(HDF5Fault) {
    guard ancestors.count <= file.limits.groupDepth + 1 else {
      throw file.corrupt("groups nested more than \(file.limits.groupDepth) deep")
    }
    draft.attributes = try attributes(of: header, owner: draft.path, isRoot: draft.parent == nil)
      .visible
    var children: [(draft: GroupDraft, header: HDF5ObjectHeader)] = []
    for link in try header.links() {
      try enter()
      let path = draft.path(of: link.name)
      var hops = 0
      guard let address = try resolve(link, in: header, path: path, hops: &hops) else {
        skipped.append(path)
        continue
      }
      let member = try HDF5ObjectHeader(file: file, at: address)
      if member.isGroup {
        guard !ancestors.contains(address) else {
          throw file.corrupt("the group \(path) contains itself")
        }
        children.append((GroupDraft(name: link.name, parent: draft), member))
      } else if member.first(HDF5Message.Kind.dataspace) != nil {
        try HDF5Dataset.refuseForeignData(member, path: path)
        do throws(HDF5Fault) {
          try readDataset(member, name: link.name, path: path, into: draft)
        } catch .unusual(let detail) {
          unusual = unusual ?? "\(path): \(detail)"
        }
      }
    }
    // The members of a group come before those of its groups.
    for child in children {
      draft.groups.append(child.draft)
      try read(
        child.header,
        into: child.draft,
        ancestors: ancestors + [child.header.address]
      )
    }
  }

  /// The most links that are followed to find what one stands for, and the most that are looked
  /// through for all links of a file, for each object that it may have.
  private static let mostHops = 16
  private static let mostSearchedPerObject = 16

  /// The address of the object that a link leads to; nil when nothing is there.
  ///
  /// - Parameter hops: The links within the file that were followed so far, on whatever way.
  private mutating func resolve(
    _ link: HDF5Link,
    in header: HDF5ObjectHeader,
    path: String,
    hops: inout Int
  ) throws(HDF5Fault) -> Int? {
    switch link.target {
    case .hard(let address): return address
    case .outside(let what): throw file.unsupported("\(path) is \(what)")
    case .soft(let target):
      hops += 1
      guard hops <= Self.mostHops else {
        throw file.corrupt("\(path) is a link to a link without end")
      }
      var place =
        target.hasPrefix("/") ? try HDF5ObjectHeader(file: file, at: file.root) : header
      for name in target.split(separator: "/") where name != "." {
        guard place.isGroup else { return nil }
        let links = try place.links()
        linksSearched += links.count + 1
        guard linksSearched / Self.mostSearchedPerObject <= file.limits.objects else {
          throw file.tooLarge("\(path) is one of too many links to links")
        }
        guard let next = links.first(where: { $0.name == name }),
          let address = try resolve(next, in: place, path: path, hops: &hops)
        else { return nil }
        place = try HDF5ObjectHeader(file: file, at: address)
      }
      return place.address
    }
  }

  // MARK: Attributes

  /// Attributes that netCDF keeps to itself.
  private static let hidden: Set<String> = [
    "CLASS", "DIMENSION_LIST", "NAME", "REFERENCE_LIST", "_ARRAY_DIMENSIONS", "_Codecs",
    "_Format", "_IsNetcdf4", "_NCProperties", "_NCZARR_ATTR", "_Netcdf4Coordinates",
    "_Netcdf4Dimid", "_SuperblockVersion", "_nc3_strict",
  ]

  private mutating func attributes(
    of header: HDF5ObjectHeader,
    owner: String,
    isRoot: Bool = false
  ) throws(HDF5Fault) -> (visible: [Attribute], hidden: [HDF5Attribute]) {
    var visible: [Attribute] = []
    var hidden: [HDF5Attribute] = []
    do throws(HDF5Fault) {
      for attribute in try header.attributes() {
        if Self.hidden.contains(attribute.name) {
          hidden.append(attribute)
          if isRoot, attribute.name == "_nc3_strict" { isClassicModel = true }
        } else if let value = try attribute.netCDF(&heap) {
          visible.append(value)
        } else {
          skipped.append("\(owner)@\(attribute.name)")
        }
      }
    } catch .unusual(let detail) {
      unusual = unusual ?? "\(owner): \(detail)"
    }
    return (visible, hidden)
  }

  // MARK: Datasets

  /// The name of a scale that stands for a dimension without a variable begins with this.
  private static let dimensionOnly = "This is a netCDF dimension but not a netCDF variable"

  /// A variable that has the name of a dimension and is not its coordinate has this before it.
  private static let notCoordinate = "_nc4_non_coord_"

  private mutating func readDataset(
    _ header: HDF5ObjectHeader,
    name: String,
    path: String,
    into draft: GroupDraft
  ) throws(HDF5Fault) {
    guard let spaceMessage = header.first(HDF5Message.Kind.dataspace),
      let typeMessage = header.first(HDF5Message.Kind.datatype)
    else { throw file.corrupt("it has no type", variable: path) }
    var spaceBody = try header.body(of: spaceMessage)
    let space = try HDF5Dataspace(&spaceBody)
    var typeBody = try header.body(of: typeMessage)
    let type = try HDF5Datatype(&typeBody)
    let (visible, hidden) = try attributes(of: header, owner: path)
    func hiddenAttribute(_ name: String) -> HDF5Attribute? { hidden.first { $0.name == name } }

    var ownDimension: Int?
    if hiddenAttribute("CLASS")?.text == "DIMENSION_SCALE" {
      guard let length = space.shape.first, let greatest = space.greatest.first else {
        throw .unusual("a dimension scale without a dimension")
      }
      ownDimension = addDimension(
        name: name,
        length: length,
        isUnlimited: greatest == nil,
        id: try hiddenAttribute("_Netcdf4Dimid")?.integers()?.first,
        to: draft
      )
      scales[header.address, default: []].append(dimensions.count - 1)
      if hiddenAttribute("NAME")?.text?.hasPrefix(Self.dimensionOnly) ?? false { return }
    }

    if case .oddNumber = type.kind { throw .unusual("numbers laid out in a way of their own") }
    let stored = space.isNull ? nil : type.variableType
    if stored == nil {
      skipped.append(path)
      // Types of their own are known to netCDF when they have a name in the file.
      guard !space.isNull, typeMessage.flags & 0x02 != 0 else { return }
    }
    var variable = VariableDraft(
      name: name.hasPrefix(Self.notCoordinate) && name.utf8.count > Self.notCoordinate.utf8.count
        ? String(name.dropFirst(Self.notCoordinate.count)) : name,
      path: path,
      type: stored,
      space: space,
      attributes: visible,
      dataset: datasets.count,
      dimensions: space.shape.map { _ in nil }
    )
    if let coordinates = hiddenAttribute("_Netcdf4Coordinates") {
      guard let identifiers = try coordinates.integers(), identifiers.count == space.shape.count
      else { throw file.corrupt("its dimensions do not fit its lengths", variable: path) }
      variable.identifiers = identifiers
    }
    if let ownDimension {
      if space.shape.count == 1 {
        variable.dimensions = [ownDimension]
        variable.identifiers = nil
      } else if variable.identifiers == nil {
        throw .unusual("a scale of \(space.shape.count) dimensions that are not named")
      }
    } else if variable.identifiers == nil,
      let list = try hiddenAttribute("DIMENSION_LIST")?.references(&heap),
      list.count == space.shape.count, list.first?.isEmpty == false
    {
      variable.scales = list
    }
    if stored != nil {
      datasets.append(try HDF5Dataset(header, type: type, space: space, path: path))
    }
    draft.variables.append(variable)
  }
}
