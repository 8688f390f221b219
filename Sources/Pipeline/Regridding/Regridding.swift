internal import NetCDFFile
public import Reading
public import Resampling
public import Writing

/// Brings the fields of a file to another grid and writes them to a file of their own.
///
/// Fields are read, remapped and written one at a time. Variables that have nothing to do with the
/// grid, such as time and depth, are copied; attributes are carried over and corrected.
public struct Regridding: Sendable {
  public enum Failure: Error {
    case reading(ReadingError)
    case writing(WritingError)

    /// The words of the user name a grid that cannot be laid out.
    case words(String, String)

    /// The grid of a file cannot be used.
    case grid(path: String, RemappingError)

    /// A value that the packing of the source cannot hold.
    case packing(variable: String)

    /// Files of weights cannot be read or written.
    case cache(WorkspaceError)
  }

  /// What is asked for.
  public struct Request: Sendable {
    public var method: RemappingMethod
    public var options: Remapping.Options

    /// The variables to bring over, by name; empty for all that the method is for.
    public var variables: [String]

    /// Whether the covered part of each cell is written beside its values.
    public var writesCoverage: Bool

    /// Whether fields are packed as they are in the source; else they are stored as numbers of 32
    /// bits, or of 64 where the source has these.
    public var packsLikeSource: Bool

    /// The level of compression, 1 to 9; nil for none.
    public var deflateLevel: Int?

    /// The directory in which weights are kept; nil to work them out each time.
    public var cacheDirectory: String?

    public var threads: Int

    /// A line for the history of the file: when, and what was done.
    public var history: String

    public init(
      method: RemappingMethod,
      options: Remapping.Options = Remapping.Options(),
      variables: [String] = [],
      writesCoverage: Bool = false,
      packsLikeSource: Bool = false,
      deflateLevel: Int? = nil,
      cacheDirectory: String? = nil,
      threads: Int = 1,
      history: String
    ) {
      self.method = method
      self.options = options
      self.variables = variables
      self.writesCoverage = writesCoverage
      self.packsLikeSource = packsLikeSource
      self.deflateLevel = deflateLevel
      self.cacheDirectory = cacheDirectory
      self.threads = threads
      self.history = history
    }
  }

  /// What was done.
  public struct Report: Sendable {
    /// A variable that was written.
    public struct Variable: Sendable {
      public var name: String
      public var fields: Int

      /// The numbers of values of all fields together, and of missing ones among them.
      public var values: Int
      public var missing: Int
    }

    public var variables: [Variable] = []

    /// The variables that were not brought over, with the reasons.
    public var leftOut: [ReadingError] = []

    /// Where the weights of each grid of the source came from.
    public var weights: [WeightsOrigin] = []

    /// The size of the file.
    public var byteCount = 0
  }

  private let file: GriddedFile
  private let target: TargetGrid
  private let request: Request

  public init(of file: GriddedFile, to target: TargetGrid, _ request: Request) {
    self.file = file
    self.target = target
    self.request = request
  }

  /// Writes the fields to a file, which is whole under its name or not there.
  public func write(to path: String) throws(Failure) -> Report {
    var report = Report()
    let chosen = try chosenVariables(&report)
    var remappings: [(grid: GriddedCoordinates, remapping: Remapping)] = []
    for variable in chosen where !remappings.contains(where: { $0.grid == variable.grid }) {
      let (remapping, origin) = try remapping(from: variable.grid)
      remappings.append((variable.grid, remapping))
      report.weights.append(origin)
    }
    let outline = try RegriddedOutline(of: file, chosen, target, request)
    report.leftOut += outline.leftOut
    let writer: GriddedFileWriter
    do throws(WritingError) {
      writer = try GriddedFileWriter(path: path, layout: outline.layout)
    } catch {
      throw .writing(error)
    }
    for variable in outline.variables {
      let grid = variable.source.grid
      guard let remapping = remappings.first(where: { $0.grid == grid })?.remapping else {
        continue
      }
      switch variable.source.variable.type {
      case .double, .int, .uint, .int64, .uint64:
        try write(variable, remapping, Double.self, to: writer, &report)
      default:
        try write(variable, remapping, Float.self, to: writer, &report)
      }
    }
    do throws(WritingError) {
      report.byteCount = try writer.publish()
    } catch {
      throw .writing(error)
    }
    return report
  }

  /// The variables that are asked for, or all that the method is for.
  private func chosenVariables(_ report: inout Report) throws(Failure) -> [GriddedVariable] {
    guard request.variables.isEmpty else {
      var chosen: [GriddedVariable] = []
      for name in request.variables {
        do throws(ReadingError) {
          chosen.append(try file.variable(name))
        } catch {
          throw .reading(error)
        }
      }
      return chosen
    }
    report.leftOut = file.leftOut
    var chosen: [GriddedVariable] = []
    for variable in file.variables {
      if variable.isCategorical, !request.method.keepsCodes {
        report.leftOut.append(
          ReadingError(
            .unsupported,
            path: file.path,
            variable: variable.variable.path,
            detail: "codes cannot be averaged: bring them over with the method nearest or "
              + "largest_area_fraction, or name the variable"
          )
        )
      } else {
        chosen.append(variable)
      }
    }
    guard !chosen.isEmpty else {
      throw .reading(
        report.leftOut.first
          ?? ReadingError(.missingVariable, path: file.path, detail: "no variable to bring over")
      )
    }
    return chosen
  }

  private func remapping(
    from coordinates: GriddedCoordinates
  ) throws(Failure) -> (Remapping, WeightsOrigin) {
    let source = try RemappingGrid(coordinates, path: file.path)
    let cache = request.cacheDirectory.map { WeightsCache(directory: $0) }
    let fingerprint = WeightsCache.fingerprint(source, target.grid, request.method)
    let kept: [SparseWeights]?
    do throws(WorkspaceError) {
      kept = try cache?.weights(fingerprint, sourceCount: source.cellCount)
    } catch {
      throw .cache(error)
    }
    let remapping: Remapping
    do throws(RemappingError) {
      remapping = try Remapping(
        from: source,
        to: target.grid,
        method: request.method,
        options: request.options,
        kept: kept,
        threads: request.threads
      )
    } catch {
      throw .grid(path: file.path, error)
    }
    guard let weights = remapping.sparseWeights else { return (remapping, .rowsAndColumns) }
    if kept != nil { return (remapping, .cache) }
    do throws(WorkspaceError) {
      try cache?.keep(weights, fingerprint)
    } catch {
      throw .cache(error)
    }
    return (remapping, .workedOut)
  }

  private func write<Value: RemappableNumber & TileValue>(
    _ variable: RegriddedVariable,
    _ remapping: Remapping,
    _ type: Value.Type,
    to writer: borrowing GriddedFileWriter,
    _ report: inout Report
  ) throws(Failure) {
    var field = [Value](repeating: 0, count: remapping.sourceCount)
    var account = Report.Variable(name: variable.name, fields: 0, values: 0, missing: 0)
    for number in 0..<variable.source.fieldCount {
      do throws(ReadingError) {
        var span = field.mutableSpan
        try file.read(
          variable.source,
          field: number,
          threads: request.threads,
          into: &span
        )
      } catch {
        throw .reading(error)
      }
      let result = remapping.apply(field, threads: request.threads)
      guard let stored = variable.encoding.encode(result.values.span) else {
        throw .packing(variable: variable.name)
      }
      let region = variable.region(ofField: number, on: target)
      do throws(WritingError) {
        try writer.write(stored, to: variable.name, region: region)
        if let coverage = variable.coverageName {
          try writer.write(
            .float(result.coverage.map { Float($0) }),
            to: coverage,
            region: region
          )
        }
      } catch {
        throw .writing(error)
      }
      account.fields += 1
      account.values += result.values.count
      account.missing += result.values.count { $0.isNaN }
    }
    report.variables.append(account)
  }
}
