internal import Kernels

extension SphereIndex {
  /// Finds where in `points` at least all positions within a chord of a place are.
  ///
  /// The order follows from the positions alone, but for those at one position, which come in the
  /// order of their numbers.
  ///
  /// - Parameters:
  ///   - squaredChord: The square of the chord on the unit sphere; may be infinite.
  ///   - slots: Receives the places in `points`; what it held is forgotten.
  func findSlots(
    within squaredChord: Double,
    latitude: Double,
    longitude: Double,
    into slots: inout [Int]
  ) {
    let unit = UnitVector(latitude: latitude, longitude: longitude)
    let target = SphereTarget(
      x: unit.x,
      y: unit.y,
      z: unit.z,
      latitudeDegrees: latitude,
      longitudeDegrees: longitude
    )
    var within = SlotsWithin(reach: squaredChord, slots: slots)
    slots = []
    within.slots.removeAll(keepingCapacity: true)
    search(from: target, into: &within)
    slots = within.slots
  }
}

/// The places of all positions that a search meets.
private struct SlotsWithin: SourceCollector {
  let reach: Double
  var slots: [Int]

  @inline(__always)
  mutating func offer(_ squaredChord: Double, _ source: Int32, slot: Int) { slots.append(slot) }
}
