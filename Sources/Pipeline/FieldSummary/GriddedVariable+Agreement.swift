internal import Conventions
internal import NetCDFFile
internal import Reading

extension GriddedVariable {
  /// Throws when values are not of the places and of the unit of those of another file: what is
  /// worked out cell by cell would mix them in silence.
  ///
  /// - Parameters:
  ///   - path: The file of this variable.
  ///   - other: The variable to agree with, of the file `otherPath`.
  /// - Throws: `missingCoordinates` when cells lie elsewhere or are in another order, `badUnits`
  ///   when both have a unit and one is not the other in other words.
  func checkAgreement(
    in path: String,
    with other: GriddedVariable,
    of otherPath: String
  ) throws(ReadingError) {
    guard grid.hasCells(of: other.grid) else {
      throw ReadingError(
        .missingCoordinates,
        path: path,
        variable: variable.path,
        detail: "its cells do not lie as those of \(otherPath)"
      )
    }
    guard let units = variable.textAttribute("units"),
      let expected = other.variable.textAttribute("units"), units != expected
    else { return }
    // Words that are no units are held against each other as they are.
    let converter = try? UnitConverter(from: units, to: expected)
    let isSame =
      converter.map { converter in
        [0.0, 1].allSatisfy { (converter.convert($0) - $0).magnitude < 1e-12 }
      } ?? false
    guard isSame else {
      throw ReadingError(
        .badUnits,
        path: path,
        variable: variable.path,
        detail: "its unit \(units) is not that of \(otherPath), \(expected)"
      )
    }
  }
}

extension GriddedCoordinates {
  /// True when the cells lie where those of another grid do and in the same order, but for the
  /// rounding of coordinates to Float and for whole turns of longitude.
  func hasCells(of other: GriddedCoordinates) -> Bool {
    switch (kind, other.kind) {
    case (
      .rectilinear(let latitudes, let longitudes, _, _),
      .rectilinear(let otherLatitudes, let otherLongitudes, _, _)
    ),
      (
        .curvilinear(let latitudes, let longitudes, _, _),
        .curvilinear(let otherLatitudes, let otherLongitudes, _, _)
      ):
      Self.agree(latitudes, otherLatitudes, within: 1e-3)
        && Self.agree(longitudes, otherLongitudes, within: 1e-3, turn: 360)
    case (
      .polarStereographic(let mapping, let x, let y),
      .polarStereographic(let otherMapping, let otherX, let otherY)
    ):
      mapping == otherMapping && Self.agree(x, otherX, within: 1)
        && Self.agree(y, otherY, within: 1)
    default: kind == other.kind
    }
  }

  /// True when numbers are as many and near each other; missing ones agree with any.
  private static func agree(
    _ a: [Double],
    _ b: [Double],
    within tolerance: Double,
    turn: Double = .infinity
  ) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { a, b in
        let distance = (a - b).remainder(dividingBy: turn).magnitude
        return !(distance > tolerance)
      }
  }
}
