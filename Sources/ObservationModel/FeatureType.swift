/// The sampling geometry of a set of observations.
///
/// The discrete sampling geometries carry the names of CF 1.11, chapter 9; `swath` and `grid`
/// name the two geometries that chapter leaves out.
public enum FeatureType: String, Sendable, CaseIterable {
  case point
  case timeSeries
  case trajectory
  case profile
  case timeSeriesProfile
  case trajectoryProfile
  case swath
  case grid

  /// True where a feature is a column of levels at one place and time, so that values can be
  /// brought to standard levels.
  public var isProfileLike: Bool {
    switch self {
    case .profile, .timeSeriesProfile, .trajectoryProfile: true
    case .point, .timeSeries, .trajectory, .swath, .grid: false
    }
  }

  /// True for the gridded geometries of satellites and analyses, of which no two files hold
  /// the same observation.
  public var isField: Bool {
    switch self {
    case .swath, .grid: true
    case .point, .timeSeries, .trajectory, .profile, .timeSeriesProfile, .trajectoryProfile: false
    }
  }
}
