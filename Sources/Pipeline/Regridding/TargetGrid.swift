public import NetCDFFile
internal import ObservationModel
internal import Reading
public import Resampling
public import Writing

/// The grid that fields are brought to, with the variables that tell it in a file.
public struct TargetGrid: Sendable {
  public let grid: RemappingGrid

  /// Of rows and columns, or of cells.
  public let dimensions: [Dimension]

  /// Coordinates with their bounds, and the mapping.
  public let variables: [GriddedFileVariable]

  /// Coordinates that are no dimensions: what the attribute `coordinates` of fields names.
  public let auxiliaryCoordinates: [String]

  /// What the attribute `grid_mapping` of fields says; nil for none.
  public let gridMapping: String?

  /// The words of the user, or the path of the file.
  public let name: String

  init(
    grid: RemappingGrid,
    dimensions: [Dimension],
    variables: [GriddedFileVariable],
    auxiliaryCoordinates: [String] = [],
    gridMapping: String? = nil,
    name: String
  ) {
    self.grid = grid
    self.dimensions = dimensions
    self.variables = variables
    self.auxiliaryCoordinates = auxiliaryCoordinates
    self.gridMapping = gridMapping
    self.name = name
  }

  /// The grid of the fields of a file.
  ///
  /// - Parameter variable: The variable whose grid it is; nil for the first with fields.
  public init(file path: String, variable: String? = nil) throws(Regridding.Failure) {
    let file: GriddedFile
    let field: GriddedVariable
    var variables: [GriddedFileVariable] = []
    var mapping: String?
    do throws(ReadingError) {
      file = try GriddedFile(path: path)
      field = if let variable { try file.variable(variable) } else { file.variables[0] }
      var copied = field.grid.variables
      // The extended form of CF 5.6 is `mapping: coordinates`.
      let words = field.variable.textAttribute("grid_mapping")
      let name = words?.split { $0 == " " || $0 == ":" }.first.map { String($0) }
      if let name, let variable = file.file.variable(name) {
        mapping = words
        if !copied.contains(variable) { copied.append(variable) }
      }
      for coordinate in copied {
        variables.append(
          GriddedFileVariable(copying: coordinate, values: try file.stored(coordinate))
        )
      }
    } catch {
      throw .reading(error)
    }
    let dimensions = field.grid.dimensions.map {
      Dimension(name: $0.name, length: $0.length, isUnlimited: false)
    }
    let names = dimensions.map(\.name)
    self.init(
      grid: try RemappingGrid(field.grid, path: path),
      dimensions: dimensions,
      variables: variables,
      auxiliaryCoordinates: field.grid.variables
        .filter { variable in
          !names.contains(variable.name) && variable.dimensions == field.grid.dimensions
            && ["latitude", "longitude"].contains(variable.standardName ?? "")
        }
        .map(\.name),
      gridMapping: mapping,
      name: path
    )
  }
}

extension RemappingGrid {
  /// The grid of fields of a file.
  init(_ coordinates: GriddedCoordinates, path: String) throws(Regridding.Failure) {
    do throws(RemappingError) {
      switch coordinates.kind {
      case .rectilinear(let latitudes, let longitudes, let latitudeBounds, let longitudeBounds):
        self = try RemappingGrid(
          latitude: RemappingAxis(latitudes: latitudes, bounds: latitudeBounds),
          longitude: RemappingAxis(longitudes: longitudes, bounds: longitudeBounds)
        )
      case .curvilinear(let latitudes, let longitudes, let latitudeBounds?, let longitudeBounds?):
        self = try RemappingGrid(
          rows: coordinates.rows,
          columns: coordinates.columns,
          quadrilaterals: QuadrilateralCells(
            latitudes: latitudes,
            longitudes: longitudes,
            cornerLatitudes: latitudeBounds,
            cornerLongitudes: longitudeBounds
          )
        )
      case .curvilinear(let latitudes, let longitudes, _, _):
        self = try RemappingGrid(
          rows: coordinates.rows,
          columns: coordinates.columns,
          quadrilaterals: QuadrilateralCells(
            rows: coordinates.rows,
            columns: coordinates.columns,
            latitudes: latitudes,
            longitudes: longitudes
          )
        )
      case .polarStereographic(let mapping, let x, let y):
        guard let cells = try QuadrilateralCells(mapping, x: x, y: y) else {
          throw .unknownFigure(semiMajorAxisMeters: mapping.semiMajorAxisMeters)
        }
        self = try RemappingGrid(
          rows: coordinates.rows,
          columns: coordinates.columns,
          quadrilaterals: cells
        )
      case .healpix(let nside, let isNested):
        let pixels: HEALPixGrid
        do throws(GridError) {
          pixels = try HEALPixGrid(nside: nside, order: isNested ? .nested : .ring)
        } catch {
          throw .notLaidOut(error)
        }
        self = RemappingGrid(cells: try QuadrilateralCells(pixels))
      }
    } catch {
      throw .grid(path: path, error)
    }
  }
}

extension Variable {
  /// The text of an attribute; nil when absent or a number.
  func textAttribute(_ name: String) -> String? {
    switch attribute(name)?.content {
    case .text(let text)?: text
    case .strings(let texts)?: texts.count == 1 ? texts[0] : nil
    default: nil
    }
  }

  var standardName: String? { textAttribute("standard_name") }
}
