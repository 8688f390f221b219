public import Conventions

/// How the results of quality tests are to stand beside the variables of a file.
///
/// | variable        | tells                                                                    |
/// |:----------------|:-------------------------------------------------------------------------|
/// | `X_qc`          | what the provider and the tests say together, in the scheme of `encoding` |
/// | `X_provider_qc` | what the provider says                                                   |
/// | `X_qc_tests`    | what each test says, two bits a test                                     |
/// | `X_qc_TEST`     | what one test says, in the scheme of QARTOD; where `tellsEachTest`       |
public struct QualityOutline: Sendable {
  /// A test that judged a variable.
  public struct Test: Sendable, Equatable {
    /// A word that no other test of the variable has.
    public var label: String

    /// The name of its kind.
    public var name: String

    /// The standard name of its flags.
    public var standardName: String

    /// The number under which records hold what it found.
    public var number: Int

    /// Its thresholds as text; empty without any.
    public var parameters: String

    /// Where its rule is from; empty where that is not known.
    public var source: String

    /// The number that Argo gives the test; nil for tests that Argo does not have.
    public var argoNumber: Int?

    public init(
      label: String,
      name: String,
      standardName: String,
      number: Int,
      parameters: String = "",
      source: String = "",
      argoNumber: Int? = nil
    ) {
      self.label = label
      self.name = name
      self.standardName = standardName
      self.number = number
      self.parameters = parameters
      self.source = source
      self.argoNumber = argoNumber
    }
  }

  public var encoding: FlagEncoding

  /// True where each test has a variable of its own.
  public var tellsEachTest: Bool

  public init(encoding: FlagEncoding, tellsEachTest: Bool = false) {
    self.encoding = encoding
    self.tellsEachTest = tellsEachTest
  }
}
