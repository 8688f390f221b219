/// Which dimensions the variables have, and what comes of the drafts.
extension HDF5Walk {
  /// - Returns: The place in the list of dimensions.
  mutating func addDimension(
    name: String,
    length: Int,
    isUnlimited: Bool,
    id: Int?,
    to draft: GroupDraft
  ) -> Int {
    let number: Int
    if let id, id >= 0, id < Int(Int32.max) {
      number = id
      nextDimension = max(nextDimension, id + 1)
    } else {
      number = nextDimension
      nextDimension += 1
    }
    if name.hasPrefix(Self.phonyPrefix) { phonyNames.insert(name) }
    dimensions.append(
      DimensionDraft(
        id: number,
        name: name,
        length: length,
        isUnlimited: isUnlimited,
        group: draft
      )
    )
    draft.dimensions.append(dimensions.count - 1)
    return dimensions.count - 1
  }

  /// Gives each variable its dimensions; those of plain HDF5 get dimensions made up.
  mutating func matchDimensions(of draft: GroupDraft) throws(HDF5Fault) {
    for child in draft.groups { try matchDimensions(of: child) }
    for i in draft.variables.indices {
      let variable = draft.variables[i]
      if let identifiers = variable.identifiers {
        draft.variables[i].dimensions = identifiers.map { id in
          dimensions.lastIndex { $0.id == id }
        }
      } else if variable.dimensions.contains(where: { $0 == nil }) {
        for d in variable.space.shape.indices {
          let place: Int? =
            if let list = variable.scales, !list[d].isEmpty {
              // The last scale of a dimension is the one that counts.
              list[d].last.flatMap { dimension(at: $0, visibleIn: draft) }
            } else {
              madeUpDimension(d, of: draft.variables[i], in: draft)
            }
          draft.variables[i].dimensions[d] = place
        }
      }
      guard !draft.variables[i].dimensions.contains(where: { $0 == nil }) else {
        throw file.corrupt("uses an unknown dimension", variable: variable.path)
      }
    }
  }

  /// The dimension that a scale stands for in a group or the nearest of those around it.
  private func dimension(at address: Int, visibleIn draft: GroupDraft) -> Int? {
    guard let places = scales[address] else { return nil }
    var group: GroupDraft? = draft
    while let current = group {
      if let place = places.first(where: { dimensions[$0].group === current }) { return place }
      group = current.parent
    }
    return nil
  }

  /// A dimension of the group with the same length that the variable does not use yet, or a new
  /// one.
  private mutating func madeUpDimension(
    _ d: Int,
    of variable: VariableDraft,
    in draft: GroupDraft
  ) -> Int {
    let length = variable.space.shape[d]
    let isUnlimited = variable.space.greatest[d] == nil
    let found = draft.dimensions.first { place in
      dimensions[place].length == length && dimensions[place].isUnlimited == isUnlimited
        && !variable.dimensions.contains(place)
    }
    if let found { return found }
    while phonyNames.contains("\(Self.phonyPrefix)\(nextDimension)") { nextDimension += 1 }
    return addDimension(
      name: "\(Self.phonyPrefix)\(nextDimension)",
      length: length,
      isUnlimited: isUnlimited,
      id: nil,
      to: draft
    )
  }

  /// What libnetcdf calls dimensions that it makes up, before their number.
  private static let phonyPrefix = "phony_dim_"

  /// An unlimited dimension is as long as the longest variable along it.
  mutating func measureUnlimited() {
    for i in dimensions.indices where dimensions[i].isUnlimited {
      dimensions[i].length = longest(i, in: dimensions[i].group)
    }
  }

  private func longest(_ dimension: Int, in draft: GroupDraft) -> Int {
    var length = 0
    for variable in draft.variables {
      for (place, extent) in zip(variable.dimensions, variable.space.shape)
      where place == dimension {
        length = max(length, extent)
      }
    }
    for child in draft.groups { length = max(length, longest(dimension, in: child)) }
    return length
  }

  mutating func group(_ draft: GroupDraft) throws(HDF5Fault) -> Group {
    var variables: [Variable] = []
    variables.reserveCapacity(draft.variables.count)
    for variable in draft.variables {
      guard let type = variable.type else { continue }
      let own = variable.dimensions.compactMap { $0.map(dimension) }
      var count = 1
      for dimension in own {
        let (product, overflow) = count.multipliedReportingOverflow(by: max(1, dimension.length))
        guard !overflow else {
          throw file.corrupt("more than 2⁶³ values", variable: variable.path)
        }
        count = product
      }
      variables.append(
        Variable(
          name: variable.name,
          path: draft.path(of: variable.name),
          type: type,
          dimensions: own,
          attributes: variable.attributes,
          location: .hdf5(variable.dataset)
        )
      )
    }
    var groups: [Group] = []
    for child in draft.groups { groups.append(try group(child)) }
    return Group(
      name: draft.name,
      path: draft.path,
      attributes: draft.attributes,
      dimensions: draft.dimensions.sorted { dimensions[$0].id < dimensions[$1].id }
        .map(dimension),
      variables: variables,
      groups: groups
    )
  }

  private func dimension(_ place: Int) -> Dimension {
    let draft = dimensions[place]
    return Dimension(
      name: draft.name,
      length: draft.length,
      isUnlimited: draft.isUnlimited,
      groupPath: draft.group.path
    )
  }
}
