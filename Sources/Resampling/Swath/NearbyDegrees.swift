internal import Kernels

/// The squares of one degree of latitude and longitude that may lie within a distance of some
/// positions.
struct NearbyDegrees {
  /// By whole degrees of latitude from -90 on; nil where there is none.
  private var rows: [[Bool]?]

  init(_ latitudes: [Double], _ longitudes: [Double], radiusMeters: Double) {
    var occupied = [[Bool]?](repeating: nil, count: 180)
    for i in latitudes.indices where latitudes[i].magnitude <= 90 && !longitudes[i].isNaN {
      let row = Self.row(latitudes[i])
      if occupied[row] == nil { occupied[row] = [Bool](repeating: false, count: 360) }
      occupied[row]?[Self.place(longitudes[i])] = true
    }
    let radius = min(180, radiusMeters / Sphere.radiusMeters * (180 / Double.pi))
    let reach = Int(radius.rounded(.up))
    rows = [[Bool]?](repeating: nil, count: 180)
    for (row, places) in occupied.enumerated() {
      guard let places else { continue }
      for other in max(0, row - reach)...min(179, row + reach) {
        // The widest difference of longitude is that of the parallel nearest to a pole.
        let south = Double(min(row, other)) - 90
        let north = Double(max(row, other)) - 89
        let steepest = max(south.magnitude, north.magnitude)
        let cosine = steepest < 89 ? sineCosine(degrees: steepest).cosine : 0
        let width = radius * 1.6 >= cosine * 179 ? 180 : Int((radius * 1.6 / cosine).rounded(.up))
        var near = rows[other] ?? [Bool](repeating: false, count: 360)
        for place in 0..<360 where places[place] {
          if width >= 180 {
            near = [Bool](repeating: true, count: 360)
            break
          }
          for step in -width...width { near[(place + step + 360) % 360] = true }
        }
        rows[other] = near
      }
    }
  }

  /// Which whole degrees of longitude are near at a latitude; nil when none is.
  func longitudes(at latitude: Double) -> [Bool]? { rows[Self.row(latitude)] }

  static func row(_ latitude: Double) -> Int { max(0, min(179, Int(latitude + 90))) }

  static func place(_ longitude: Double) -> Int {
    min(359, Int(longitude - (longitude / 360).rounded(.down) * 360))
  }
}
