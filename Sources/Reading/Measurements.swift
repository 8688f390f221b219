internal import Conventions
internal import NetCDFFile
public import ObservationModel

/// A variable of measurements that can be read in batches beside the others of its file.
public struct Measurement {
  /// What it measures: an entry of the vocabulary where that was asked for and it has one; else the
  /// name is the path of the variable in the file.
  public var quantity: Quantity { binding.quantity }

  /// The path of the variable in the file.
  public var variableName: String { binding.variable.path }

  /// True when the values have the range or precision of Double.
  public let isDouble: Bool

  /// True when the provider judged the values.
  public var hasFlags: Bool { binding.flags != nil }

  let binding: VariableBinding
}

/// The variables of measurements of a file.
public struct Measurements {
  /// Those that can be read, in the order of the file.
  public var readable: [Measurement] = []

  /// Those that cannot stand beside the others, with the reason.
  public var leftOut: [ReadingError] = []
}

extension ObservationFile {
  /// All variables of measurements, whether they are in the vocabulary of quantities or not, in
  /// the canonical units of their kinds, the best of raw and adjusted values chosen.
  ///
  /// - Parameter namesQuantities: True where variables of quantities of the vocabulary are to go by
  ///   these, in their units, so that quality tests know them. Biases that the file states are left
  ///   in the values all the same.
  /// - Throws: `ReadingError` when the file cannot be read. A variable that has a dimension beside
  ///   those of time and place, or another number of samples than the others, is left out.
  public func measurements(
    namesQuantities: Bool = false
  ) throws(ReadingError) -> Measurements {
    var measurements = Measurements()
    let rows = batchRows().first
    let known = namesQuantities ? vocabularyBindings() : [:]
    for variable in measuredVariables() {
      let binding = known[variable.path] ?? binding(asItIs: variable)
      // The vertical coordinate is told as such; beside it only its flags would be new.
      if variable.path == discovery.roles.vertical?.variable.path, binding.flags == nil { continue }
      var isDouble = false
      if let rows {
        // What does not fit shows in the first batch.
        do throws(ReadingError) {
          if case .double = try column(binding, rows: rows).values { isDouble = true }
        } catch {
          guard error.kind == .unsupported || error.kind == .inconsistentRagged else { throw error }
          measurements.leftOut.append(error)
          continue
        }
      }
      measurements.readable.append(Measurement(isDouble: isDouble, binding: binding))
    }
    return measurements
  }

  /// Reads the observations of some variables, batch by batch, whole features at a time.
  ///
  /// - Parameters:
  ///   - measurements: Which variables; the columns of the batches are theirs, in this order.
  ///   - use: Receives each batch, in the order of the file.
  /// - Throws: `ReadingError` when reading fails; what `use` throws passes through.
  public func forEachBatch<Failure: Error>(
    of measurements: [Measurement],
    _ use: (consuming ObservationBatch) throws(Failure) -> Void
  ) throws(BatchFailure<Failure>) {
    try forEachBatch(ofBindings: measurements.map(\.binding), use)
  }

  /// The bindings of the variables that measure quantities of the vocabulary, by their paths. A
  /// variable with a unit that does not convert has none.
  private func vocabularyBindings() -> [String: VariableBinding] {
    var bindings: [String: VariableBinding] = [:]
    for quantity in Quantity.vocabulary {
      guard let binding = try? self.binding(for: quantity),
        bindings[binding.variable.path] == nil
      else { continue }
      bindings[binding.variable.path] = VariableBinding(
        quantity: binding.quantity,
        variable: binding.variable,
        converter: binding.converter,
        bias: nil,
        flags: binding.flags,
        heightMeters: binding.heightMeters,
        adjusted: binding.adjusted,
        adjustedFlags: binding.adjustedFlags
      )
    }
    return bindings
  }

  /// A binding of a variable to itself, in the canonical unit of its kind.
  private func binding(asItIs variable: Variable) -> VariableBinding {
    let rule = map.quantities.first {
      variable.path.matches($0.variable)
        && ($0.standardName == nil || $0.standardName == variable.text("standard_name"))
    }
    let isVertical = discovery.roles.vertical?.variable.path == variable.path
    let meaning = VariableMeaning(
      of: variable,
      assumedUnits: rule?.units ?? map.unitsAttribute.flatMap { file.globalAttribute($0)?.text },
      verticalKind: isVertical ? discovery.roles.vertical?.kind : nil,
      domain: map.domain
    )
    let adjusted = adjusted(of: variable)
    return VariableBinding(
      quantity: .ofVariable(
        variable.path,
        standardName: variable.text("standard_name") ?? "",
        longName: variable.text("long_name") ?? "",
        units: meaning.units ?? ""
      ),
      variable: variable,
      converter: meaning.converter,
      bias: nil,
      flags: flagBinding(of: variable, rules: rule?.flags ?? []),
      heightMeters: nil,
      adjusted: adjusted,
      adjustedFlags: adjusted.flatMap { flagBinding(of: $0, rules: rule?.flags ?? []) }
    )
  }

  /// What the provider says of the file as a whole: its text attributes that ACDD-1.3 names.
  public var providedFacts: [(name: String, text: String)] {
    let names = [
      "title", "summary", "institution", "source", "references", "comment", "license", "project",
      "creator_name", "creator_email", "creator_url", "publisher_name", "acknowledgement",
      "acknowledgment", "program", "platform", "instrument", "naming_authority", "id", "doi",
    ]
    return names.compactMap { name in
      file.globalAttribute(name)?.text.map { (name, $0.trimmed) }
    }.filter { !$0.text.isEmpty }
  }
}
