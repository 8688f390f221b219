internal import Conventions
internal import NetCDFFile
internal import ObservationModel

/// Finds the ragged arrays of a file and how its dimensions hang together.
///
/// - SeeAlso: CF Conventions 1.11, sections 9.3.3 and 9.3.4, appendix H.
struct RaggedDiscovery {
  let file: NetCDFFile
  let names: AxisNames

  /// Row sizes: the samples that each instance has on a sample dimension.
  private struct RowSizes {
    let variable: Variable
    let instance: String
    let sample: String
  }

  /// An index: the instance that each member of a dimension belongs to.
  private struct Index {
    let variable: Variable
    let member: String
    let instance: String
  }

  private let rowSizes: [RowSizes]
  private let indices: [Index]

  /// - Parameter rowSizes: Sample dimensions by the name of the variable with the row sizes, for
  ///   files in which it does not name them itself.
  init(file: NetCDFFile, names: AxisNames, rowSizes sampleDimensions: [String: String]) {
    self.file = file
    self.names = names
    /// The axis that a variable means by a name in an attribute.
    func axis(_ name: String, of variable: Variable) -> String {
      let path = variable.groupPrefix + name
      return names.length(of: path) > 0 ? path : name
    }
    let vectors = file.allVariables.filter { $0.dimensions.count == 1 && $0.isNumeric }
    rowSizes = vectors.compactMap { variable in
      (variable.text("sample_dimension") ?? sampleDimensions[variable.path]).map {
        RowSizes(
          variable: variable,
          instance: names.names(of: variable)[0],
          sample: axis($0, of: variable)
        )
      }
    }
    indices = vectors.compactMap { variable in
      variable.text("instance_dimension").map {
        Index(
          variable: variable,
          member: names.names(of: variable)[0],
          instance: axis($0, of: variable)
        )
      }
    }
  }

  /// The ragged array that the coordinates are on, or else most variables; nil when the file has
  /// none.
  ///
  /// - Parameter coordinates: The coordinates, the most telling first.
  /// - Throws: `inconsistentRagged`.
  func elements(coordinates: [Variable]) throws(ReadingError) -> RaggedElements? {
    let instances = Set(rowSizes.map(\.instance))
    var samples = rowSizes.map(\.sample)
    samples += indices.map(\.member).filter { !instances.contains($0) || rowSizes.isEmpty }
    // Profiles indexed to stations are themselves no samples when samples hang on them.
    samples.removeAll { sample in rowSizes.contains { $0.instance == sample } }
    guard !samples.isEmpty else { return nil }
    let onSample = coordinates.lazy.compactMap { variable -> String? in
      names.names(of: variable).first { samples.contains($0) }
    }.first
    func weight(_ sample: String) -> Int {
      file.allVariables.count { names.names(of: $0).contains(sample) }
    }
    guard let sample = onSample ?? samples.max(by: { weight($0) < weight($1) }),
      weight(sample) > 1 || onSample != nil
    else { return nil }
    if let sizes = rowSizes.first(where: { $0.sample == sample }) {
      return try contiguous(sizes)
    }
    guard let index = indices.first(where: { $0.member == sample }) else { return nil }
    return try indexed(index)
  }

  private func contiguous(_ sizes: RowSizes) throws(ReadingError) -> RaggedElements {
    var elements = RaggedElements(
      sampleDimension: sizes.sample,
      ranges: try ranges(sizes),
      order: nil
    )
    elements.relations[sizes.instance] = .features
    for other in rowSizes where other.sample != sizes.sample {
      if other.instance == sizes.instance {
        elements.relations[other.sample] = .samples(try ranges(other))
      } else if other.sample == sizes.instance {
        // Profiles laid end to end, trajectory by trajectory.
        var owner = [Int](repeating: 0, count: names.length(of: sizes.instance))
        for (trajectory, range) in try ranges(other).enumerated() {
          for profile in range { owner[profile] = trajectory }
        }
        elements.relations[other.instance] = .index(owner)
      }
    }
    try addOwners(of: sizes.instance, to: &elements)
    return elements
  }

  private func indexed(_ index: Index) throws(ReadingError) -> RaggedElements {
    do {
      let groups = try RaggedLayout.grouping(
        index: try integers(index.variable),
        instances: names.length(of: index.instance)
      )
      var elements = RaggedElements(
        sampleDimension: index.member,
        ranges: groups.ranges,
        order: groups.order
      )
      elements.relations[index.instance] = .features
      try addOwners(of: index.instance, to: &elements)
      return elements
    } catch let error as ReadingError {
      throw error
    } catch {
      throw inconsistent(index.variable, error)
    }
  }

  /// Lets each feature find its station or trajectory, where an index tells it.
  private func addOwners(
    of features: String,
    to elements: inout RaggedElements
  ) throws(ReadingError) {
    for index in indices where index.member == features && index.instance != features {
      let owners = try integers(index.variable)
      let count = Int64(names.length(of: index.instance))
      if let wrong = owners.firstIndex(where: { $0 < 0 || $0 >= count }) {
        throw inconsistent(
          index.variable,
          ConventionsError.indexOutOfRange(
            owners[wrong],
            observation: wrong,
            instances: Int(count)
          )
        )
      }
      elements.relations[index.instance] = .index(owners.map { Int($0) })
    }
  }

  private func ranges(_ sizes: RowSizes) throws(ReadingError) -> [Range<Int>] {
    let counts = try integers(sizes.variable)
    do {
      return try RaggedLayout.ranges(
        rowSizes: counts,
        observations: names.length(of: sizes.sample)
      )
    } catch {
      throw inconsistent(sizes.variable, error)
    }
  }

  private func inconsistent(_ variable: Variable, _ error: any Error) -> ReadingError {
    ReadingError(
      .inconsistentRagged,
      path: file.path,
      variable: variable.path,
      detail: "\(error)"
    )
  }

  /// Whole numbers; a missing one counts 0 as a size, and a number that is not whole, -1.
  private func integers(_ variable: Variable) throws(ReadingError) -> [Int64] {
    let isSize = variable.attribute("sample_dimension") != nil
    return variable.codePacking.decode(try file.stored(variable)).map { value in
      if value.isNaN { return isSize ? 0 : -1 }
      return Int64(exactly: value) ?? -1
    }
  }

  // MARK: Tables

  /// The features of a table that has one row an observation: rows that agree in what names
  /// features, in the order of their first rows.
  ///
  /// - Parameters:
  ///   - row: The dimension of rows.
  ///   - identifiers: What names features, one list of texts for each variable.
  static func table(row: String, identifiers: [[String]], count: Int) -> RaggedElements {
    var features: [[String]: Int] = [:]
    var index: [Int64] = []
    index.reserveCapacity(count)
    for i in 0..<count {
      let key = identifiers.map { i < $0.count ? $0[i] : "" }
      let feature = features[key] ?? features.count
      features[key] = feature
      index.append(Int64(feature))
    }
    var elements = RaggedElements(
      sampleDimension: row,
      ranges: count == 0 ? [] : [0..<count],
      order: nil
    )
    if let groups = try? RaggedLayout.grouping(index: index, instances: features.count) {
      let isInOrder = groups.order == Array(0..<count)
      elements = RaggedElements(
        sampleDimension: row,
        ranges: groups.ranges,
        order: isInOrder ? nil : groups.order
      )
    }
    return elements
  }
}
