import ObservationModel
import Testing
import Validation

/// One profile for tests of what a float does and says of itself.
struct TestProfile {
  var pressures: [Double?]
  var values: [Double?]
  var platform = "5900001"
  var day = 0.0
  var latitude = 30.0
  var description: ProfileDescription?

  /// A profile on levels 10 dbar apart from 0 on.
  init(
    _ values: [Double?],
    pressures: [Double?]? = nil,
    platform: String = "5900001",
    day: Double = 0,
    latitude: Double = 30,
    _ description: ProfileDescription? = nil
  ) {
    self.values = values
    self.pressures = pressures ?? values.indices.map { Double($0) * 10 }
    self.platform = platform
    self.day = day
    self.latitude = latitude
    self.description = description
  }
}

extension TestBatch {
  /// Profiles of one quantity, and others beside it, on pressures in dbar.
  static func profiles(
    _ profiles: [TestProfile],
    of name: String = "temperature",
    variableName: String? = nil,
    beside others: Columns = [],
    verticalKind: VerticalKind = .pressure
  ) throws -> ObservationBatch {
    var features: [Feature] = []
    var end = 0
    for (k, profile) in profiles.enumerated() {
      features.append(
        Feature(
          platform: profile.platform,
          identifier: "\(k)",
          profile: profile.description,
          observations: end..<(end + profile.values.count)
        )
      )
      end += profile.values.count
    }
    func each(_ value: (TestProfile) -> Double) -> [Double] {
      profiles.flatMap { profile in profile.values.map { _ in value(profile) } }
    }
    let columns = [(name: name, values: profiles.flatMap(\.values))] + others
    return try ObservationBatch(
      network: "test",
      featureType: .trajectoryProfile,
      features: features,
      times: each { $0.day * 86_400 },
      latitudes: each(\.latitude),
      longitudes: each { _ in -40 },
      vertical: profiles.flatMap { $0.pressures.map { $0 ?? .nan } },
      verticalKind: verticalKind,
      columns: try columns.enumerated().map { k, column in
        ObservationColumn(
          quantity: try #require(Quantity.named(column.name)),
          variableName: k == 0 ? variableName ?? column.name : column.name,
          values: .double(column.values.map { $0 ?? .nan })
        )
      }
    )
  }
}

extension ObservationBatch {
  /// Enters that an earlier test failed some values of a column.
  mutating func fail(column: Int, at places: [Int], test: Int = 31) {
    var flags = [UInt8](repeating: 1, count: count)
    for i in places { flags[i] = 4 }
    columns[column].enter(flags.span, at: 0, test: test)
  }
}

/// The profile that the unit tests of CoTeDe share, `tests/data.py`.
enum SharedProfile {
  static let pressures: [Double?] = [
    2, 6, 10, 21, 44, 79, 100, 150, 200, 400, 410, 650, 1000, 2000, 5000, 5000, 10,
  ]
  static let temperatures: [Double?] = [
    25.32, 25.34, 25.34, 25.31, 24.99, 23.46, 21.85, 17.95, 15.39, 11.08, 6.93, 7.93, 5.71, 3.58,
    nil, 1, 1,
  ]
}

/// Values that no sensor gives, among some that one may.
let hostileValues: [Double?] = [
  1, .infinity, 2, -.infinity, 3, 1e308, -1e308, 1e308, 4, nil, 5, -0.0, 0, 5e-324,
]

/// Profiles by how a float samples them.
enum SamplingSchemes {
  static let unpumped = ProfileDescription(
    samplingScheme: "Near-surface sampling: discrete, unpumped []"
  )
  static let averaged = ProfileDescription(
    samplingScheme:
      "Near-surface sampling: averaged, unpumped [2s samp.,1dbar avg in [2.1-1]dbar]"
  )
  static let pumped = ProfileDescription(
    samplingScheme: "Near-surface sampling: discrete, pumped []"
  )
  static let primary = ProfileDescription(samplingScheme: "Primary sampling: discrete []")
}
