internal import Conventions
public import NetCDFFile
internal import ObservationModel

/// A netCDF file of fields on grids, as models, analyses and atlases are handed out.
///
/// Fields are read one at a time, so memory is that of one field whatever the length of the file.
///
/// - SeeAlso: CF Conventions 1.11, chapters 4, 5 and 7.
public struct GriddedFile: Sendable {
  /// The open file, for what is not a field on a grid.
  public let file: NetCDFFile

  /// The variables with fields on a grid, in the order of the file.
  public let variables: [GriddedVariable]

  /// Variables of two dimensions and more that have no grid, with the reasons.
  public let leftOut: [ReadingError]

  public var path: String { file.path }

  /// Opens a file and finds its fields.
  ///
  /// The grid of a variable spans its last dimensions: a latitude and a longitude with coordinates
  /// of their own, two dimensions with coordinates on both or with a polar stereographic mapping,
  /// or the cells of a HEALPix grid.
  ///
  /// - Throws: `ReadingError` when the file cannot be read or has no field on a grid.
  public init(path: String) throws(ReadingError) {
    let file = try NetCDFFile.opened(path)
    var search = GridSearch(of: file)
    var variables: [GriddedVariable] = []
    var leftOut: [ReadingError] = []
    for variable in file.allVariables where search.mayHaveFields(variable) {
      do throws(ReadingError) {
        guard let grid = try search.grid(of: variable) else {
          if variable.dimensions.count >= 2, !search.isAuxiliary(variable) {
            throw search.missingGrid(variable)
          }
          continue
        }
        variables.append(GriddedVariable(variable, grid: grid, time: search.time(of: variable)))
      } catch {
        leftOut.append(error)
      }
    }
    guard !variables.isEmpty else {
      throw leftOut.first
        ?? ReadingError(
          .missingCoordinates,
          path: path,
          detail: "no variable of numbers on a grid of latitudes and longitudes"
        )
    }
    self.file = file
    self.variables = variables
    self.leftOut = leftOut
  }

  /// The variable called `name`: its path, or its name in any group.
  ///
  /// - Throws: `missingVariable`, or why the variable has no fields.
  public func variable(_ name: String) throws(ReadingError) -> GriddedVariable {
    if let found = variables.first(where: { $0.variable.path == name })
      ?? variables.first(where: { $0.variable.name == name })
    {
      return found
    }
    if let reason = leftOut.first(where: { $0.variable == name }) { throw reason }
    throw ReadingError(
      .missingVariable,
      path: path,
      detail: "no variable \(name) with fields on a grid; there are "
        + variables.map(\.variable.path).joined(separator: ", ")
    )
  }

  /// Reads one horizontal field.
  ///
  /// - Parameters:
  ///   - number: The number of the field, below `fieldCount`: the leading dimensions, last
  ///     fastest.
  ///   - rows: The rows to read; nil for all. A grid of cells in a row has one.
  ///   - threads: How many threads fetch and decode.
  ///   - values: Receives the values of Float or Double, shape `[row, column]`: unpacked, NaN where
  ///     missing.
  /// - Precondition: `values` has as many places as the rows have values.
  public func read<Value: TileValue>(
    _ variable: GriddedVariable,
    field number: Int,
    rows: Range<Int>? = nil,
    threads: Int = 1,
    into values: inout MutableSpan<Value>
  ) throws(ReadingError) {
    do {
      try file.decode(
        variable.variable,
        region: variable.region(ofField: number, rows: rows),
        transform: variable.packing.transform,
        threads: threads,
        into: &values
      )
    } catch {
      throw ReadingError(error, path: path)
    }
  }

  /// The variables that do not lie on the grids: time and depth with their bounds, scalars and
  /// whatever else describes the fields. Their values are few and are copied as they are.
  public func variablesBesideGrids() -> [Variable] {
    let gridVariables = variables.flatMap { $0.grid.variables.map(\.path) }
    let horizontal = variables.flatMap { $0.grid.dimensions }
    let fields = variables.map(\.variable.path)
    return file.root.variables.filter { variable in
      !gridVariables.contains(variable.path) && !fields.contains(variable.path)
        && !variable.dimensions.contains { horizontal.contains($0) }
    }
  }

  /// Reads a variable as it is stored.
  public func stored(_ variable: Variable) throws(ReadingError) -> StoredValues {
    do {
      return try file.read(variable)
    } catch {
      throw ReadingError(error, path: path)
    }
  }
}
