/// What a file tells of how a profile was taken, in the words of the Argo user's manual.
///
/// Texts are empty and numbers nil where the file does not say.
public struct ProfileDescription: Sendable, Hashable {
  /// `VERTICAL_SAMPLING_SCHEME` (Argo reference table 16), such as `Near-surface sampling:
  /// discrete, unpumped []`.
  public var samplingScheme: String

  /// The way the platform went while it measured.
  public var direction: ProfileDirection?

  /// `WMO_INST_TYPE`: the code of the instrument in WMO common code table C-3, 1770 (Argo reference
  /// table 8).
  public var instrumentType: Int?

  /// `STATION_PARAMETERS`: what the profile has, such as `PRES`, `TEMP`.
  public var parameters: [String]

  /// `R` for real time, `A` for adjusted, `D` for delayed mode: one letter for each of
  /// `parameters`, or one for all of them.
  public var dataModes: String

  public init(
    samplingScheme: String = "",
    direction: ProfileDirection? = nil,
    instrumentType: Int? = nil,
    parameters: [String] = [],
    dataModes: String = ""
  ) {
    self.samplingScheme = samplingScheme
    self.direction = direction
    self.instrumentType = instrumentType
    self.parameters = parameters
    self.dataModes = dataModes
  }

  /// True for the levels near the surface that a float takes apart from its main profile.
  public var isNearSurface: Bool { samplingScheme.hasPrefix("Near-surface sampling") }

  /// True when the scheme says that no pump moved water past the sensors.
  public var isUnpumped: Bool { samplingScheme.contains("unpumped") }

  /// True when each level is one reading, not the mean of several.
  public var isDiscrete: Bool { samplingScheme.contains("discrete") }

  /// The data mode of a parameter, nil when the file does not say.
  ///
  /// - Parameter parameter: The name of its variable, such as `DOXY` or `DOXY_ADJUSTED`.
  public func dataMode(of parameter: String) -> Character? {
    guard dataModes.utf8.count > 1 else { return dataModes.first }
    let name = parameter.hasSuffix("_ADJUSTED") ? String(parameter.dropLast(9)) : parameter
    guard let place = parameters.firstIndex(of: name), place < dataModes.utf8.count else {
      return nil
    }
    return dataModes[dataModes.index(dataModes.startIndex, offsetBy: place)]
  }
}

/// The way a platform goes while it takes a profile.
public enum ProfileDirection: String, Sendable {
  case ascending = "A"
  case descending = "D"
}
