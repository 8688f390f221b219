internal import ObservationModel
internal import Resampling
internal import Writing

extension ProductGrid {
  /// The coordinates that tell the cells of a grid.
  init(_ grid: Grid) {
    switch grid {
    case .regular(let cells):
      self = .latitudeLongitude(
        latitudeEdges: cells.latitudeEdges,
        longitudeEdges: cells.longitudeEdges
      )
    case .rectilinear(let cells):
      self = .latitudeLongitude(
        latitudeEdges: cells.latitudeEdges,
        longitudeEdges: cells.longitudeEdges
      )
    case .polarStereographic(let cells):
      self = .plane(
        ProductPlane(
          xEdges: cells.xEdges,
          yEdges: cells.yEdges,
          mapping: cells.projection.mapping,
          referenceSystem: cells.projection.name,
          places: CellPlaces(
            centers: { Self.degrees(cells.centers(of: $0)) },
            corners: { Self.degrees(cells.corners(of: $0)) }
          )
        )
      )
    case .healpix(let cells):
      self = .healpix(
        ProductPixels(
          refinementLevel: cells.refinementLevel,
          isNested: cells.order == .nested,
          places: CellPlaces(
            centers: { Self.degrees($0.map { cells.center(of: $0) }) },
            corners: { Self.degrees($0.flatMap { cells.corners(of: $0) }) }
          )
        )
      )
    }
  }

  private static func degrees(_ positions: [GridPosition]) -> CellPlaces.Degrees {
    (positions.map(\.latitude), positions.map(\.longitude))
  }
}

extension PolarProjection {
  /// The attributes of a grid mapping.
  ///
  /// - SeeAlso: CF-1.11, appendix F, polar stereographic.
  fileprivate var mapping: [ProductFact] {
    let pole: Double = isSouth ? -90 : 90
    let facts = [
      ProductFact("long_name", "\(name ?? "polar stereographic projection"), \(ellipsoid.name)"),
      ProductFact("grid_mapping_name", "polar_stereographic"),
      ProductFact("latitude_of_projection_origin", .reals([pole])),
      ProductFact("straight_vertical_longitude_from_pole", .reals([centralLongitude])),
      ProductFact("standard_parallel", .reals([trueScaleLatitude])),
      ProductFact("false_easting", .reals([0])),
      ProductFact("false_northing", .reals([0])),
      ProductFact("longitude_of_prime_meridian", .reals([0])),
      ProductFact("semi_major_axis", .reals([ellipsoid.semiMajorAxisMeters])),
      ProductFact("inverse_flattening", .reals([ellipsoid.inverseFlattening])),
    ]
    return facts + (name.map { [ProductFact("epsg_code", $0)] } ?? [])
  }
}
