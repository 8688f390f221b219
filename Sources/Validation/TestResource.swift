/// What a test takes from a file. The file is read with the pipeline, not by the test.
public enum TestResource: Sendable, Equatable {
  case greyList(GreyList)
  case landMask(LandMask)
  case field(ClimatologyField)

  /// The kinds of files that tests take.
  public enum Kind: String, Sendable {
    case greyList = "grey list"
    case landMask = "land mask"

    /// The means of a climatology, its standard deviations, or its lowest or highest values.
    case meanField = "field of means"
    case deviationField = "field of standard deviations"
    case lowestField = "field of lowest values"
    case highestField = "field of highest values"
  }
}

/// Sensors known to be faulty: the Argo grey list.
///
/// - SeeAlso: Argo quality control manual, test 15; the columns are those of `ar_greylist.txt`.
public struct GreyList: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    /// The WMO number of the float.
    public let platform: String

    /// The name of the parameter as the list spells it, such as `PSAL`.
    public let parameter: String

    /// Seconds since 1970-01-01 UTC; `end` is infinite while the entry is open.
    public let start, end: Double

    /// The code of Argo reference table 2 that the values get.
    public let code: Int

    public init(platform: String, parameter: String, start: Double, end: Double, code: Int) {
      self.platform = platform
      self.parameter = parameter
      self.start = start
      self.end = end
      self.code = code
    }
  }

  public let entries: [Entry]

  public init(_ entries: [Entry]) { self.entries = entries }
}
