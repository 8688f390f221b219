internal import NetCDFFile
internal import Resampling
internal import Writing

extension TargetGrid {
  /// `healpix:64` or `hp64`, in nested order; `healpix:64:ring`.
  static func healpix(_ words: String) throws(Regridding.Failure) -> TargetGrid? {
    let parts = words.split(separator: ":").map(String.init)
    let side: Int?
    var order = HEALPixGrid.Order.nested
    if parts.first == "healpix", parts.count >= 2 {
      side = Int(parts[1])
      if parts.count == 3 {
        guard let named = HEALPixGrid.Order(rawValue: parts[2]) else { return nil }
        order = named
      } else if parts.count > 3 {
        return nil
      }
    } else if words.hasPrefix("hp") {
      side = Int(words.dropFirst(2))
    } else {
      return nil
    }
    guard let side else { return nil }
    let pixels: HEALPixGrid
    let cells: QuadrilateralCells
    do throws(GridError) {
      pixels = try HEALPixGrid(nside: side, order: order)
    } catch {
      throw .words(words, "\(error)")
    }
    do throws(RemappingError) {
      cells = try QuadrilateralCells(pixels)
    } catch {
      throw .words(words, "\(error)")
    }
    return TargetGrid(
      grid: RemappingGrid(cells: cells),
      dimensions: [Dimension(name: "cell", length: pixels.cellCount, isUnlimited: false)],
      variables: [
        GriddedFileVariable(
          name: "crs",
          type: .int,
          dimensions: [],
          attributes: [
            .text("grid_mapping_name", "healpix"),
            Attribute(
              name: "refinement_level",
              type: .int,
              content: .integers([Int64(pixels.refinementLevel)])
            ),
            .text("indexing_scheme", order == .nested ? "nested" : "ring"),
            Attribute(name: "healpix_nside", type: .int, content: .integers([Int64(side)])),
            .text("healpix_order", order == .nested ? "nested" : "ring"),
          ],
          values: .int([0])
        ),
        .index(count: pixels.cellCount),
      ] + GriddedFileVariable.positions(of: cells, on: ["cell"]),
      auxiliaryCoordinates: ["lat", "lon"],
      gridMapping: "crs",
      name: words
    )
  }

  /// `EPSG:3413,25km` with the extent of the grids of the National Snow and Ice Data Center, or with
  /// left, bottom, right and top behind it, in km or m.
  static func polarStereographic(_ words: String) throws(Regridding.Failure) -> TargetGrid? {
    let parts = words.split(separator: ",").map { String($0) }
    guard let first = parts.first, first.uppercased().hasPrefix("EPSG:"),
      let code = Int(first.dropFirst(5))
    else { return nil }
    guard let projection = PolarProjection.registered.first(where: { $0.epsgCode == code }) else {
      let known = PolarProjection.registered.compactMap(\.name).joined(separator: ", ")
      throw .words(words, "expected one of \(known)")
    }
    let lengths = parts.dropFirst().compactMap { meters($0) }
    guard lengths.count == parts.count - 1, lengths.count == 1 || lengths.count == 5 else {
      throw .words(
        words,
        "expected a step such as 25km, and left, bottom, right and top or none of them"
      )
    }
    let extent =
      lengths.count == 5
      ? PolarStereographicGrid.Extent(
        left: lengths[1],
        bottom: lengths[2],
        right: lengths[3],
        top: lengths[4]
      ) : .nsidc(isSouth: projection.isSouth)
    let plane: PolarStereographicGrid
    do throws(GridError) {
      plane = try PolarStereographicGrid(
        projection: projection,
        resolutionMeters: lengths[0],
        extent: extent
      )
    } catch {
      throw .words(words, "\(error)")
    }
    let grid: RemappingGrid
    let cells: QuadrilateralCells
    do throws(RemappingError) {
      cells = try QuadrilateralCells(plane)
      grid = try RemappingGrid(
        rows: plane.rows,
        columns: plane.columns,
        quadrilaterals: cells
      )
    } catch {
      throw .words(words, "\(error)")
    }
    return TargetGrid(
      grid: grid,
      dimensions: [
        Dimension(name: "y", length: plane.rows, isUnlimited: false),
        Dimension(name: "x", length: plane.columns, isUnlimited: false),
      ],
      variables: [
        .planeAxis("y", edges: plane.yEdges), .planeAxis("x", edges: plane.xEdges),
        .mapping(of: projection),
      ] + GriddedFileVariable.positions(of: cells, on: ["y", "x"]),
      auxiliaryCoordinates: ["lat", "lon"],
      gridMapping: "crs",
      name: words
    )
  }

  /// A length in metres: `25km`, `12500m` or `12500`.
  private static func meters(_ text: String) -> Decimal? {
    let isKilometers = text.hasSuffix("km")
    let digits = isKilometers ? text.dropLast(2) : text.hasSuffix("m") ? text.dropLast() : text[...]
    guard let number = Decimal(digits) else { return nil }
    guard isKilometers else { return number }
    let (units, overflow) = number.units.multipliedReportingOverflow(by: 1000)
    return overflow ? nil : Decimal(units: units, scale: number.scale)
  }
}

extension GriddedFileVariable {
  /// The latitude and the longitude of each cell.
  fileprivate static func positions(
    of cells: QuadrilateralCells,
    on dimensions: [String]
  ) -> [GriddedFileVariable] {
    [
      ("lat", "latitude", "degrees_north", cells.latitudes),
      ("lon", "longitude", "degrees_east", cells.longitudes),
    ].map { name, standardName, units, values in
      GriddedFileVariable(
        name: name,
        type: .double,
        dimensions: dimensions,
        attributes: [.text("standard_name", standardName), .text("units", units)],
        values: .double(values)
      )
    }
  }

  fileprivate static func index(count: Int) -> GriddedFileVariable {
    GriddedFileVariable(
      name: "cell",
      type: .int64,
      dimensions: ["cell"],
      attributes: [.text("standard_name", "healpix_index"), .text("units", "1")],
      values: .int64((0..<count).map { Int64($0) })
    )
  }

  fileprivate static func planeAxis(_ name: String, edges: [Double]) -> GriddedFileVariable {
    GriddedFileVariable(
      name: name,
      type: .double,
      dimensions: [name],
      attributes: [
        .text("standard_name", "projection_\(name)_coordinate"), .text("units", "m"),
        .text("axis", name.uppercased()),
      ],
      values: .double(zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 })
    )
  }

  fileprivate static func mapping(of projection: PolarProjection) -> GriddedFileVariable {
    func number(_ name: String, _ value: Double) -> Attribute {
      Attribute(name: name, type: .double, content: .reals([value]))
    }
    return GriddedFileVariable(
      name: "crs",
      type: .int,
      dimensions: [],
      attributes: [
        .text("grid_mapping_name", "polar_stereographic"),
        number("latitude_of_projection_origin", projection.isSouth ? -90 : 90),
        number("straight_vertical_longitude_from_pole", projection.centralLongitude),
        number("standard_parallel", projection.trueScaleLatitude),
        number("false_easting", 0),
        number("false_northing", 0),
        number("semi_major_axis", projection.ellipsoid.semiMajorAxisMeters),
        number("inverse_flattening", projection.ellipsoid.inverseFlattening),
      ] + (projection.epsgCode.map { [.text("epsg_code", "EPSG:\($0)")] } ?? []),
      values: .int([0])
    )
  }
}
