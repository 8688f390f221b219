/// The dimensions, of those longer than one, that each coordinate spans.
struct CoordinateSpans {
  let time: [String]
  let offset: [String]
  let place: [String]

  /// The rank of the latitude as it is stored.
  let latitudeRank: Int

  /// Nil without a vertical coordinate.
  let vertical: [String]?

  /// The dimensions that only the vertical coordinate spans.
  var ownVertical: [String] {
    (vertical ?? []).filter { !time.contains($0) && !place.contains($0) && !offset.contains($0) }
  }
}
