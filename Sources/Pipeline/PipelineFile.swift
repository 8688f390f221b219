public import ObservationModel
public import Resampling
public import Summary
public import Validation

/// A pipeline as its file states it, checked to the last word.
///
/// The keys are the stages: `read`, `validate`, `resample`, `summarise`, `write`. Numbers are in
/// the canonical unit of their quantity, whatever unit the file gives them in. Paths and patterns
/// stay as they are written.
///
/// Two files that differ in comments, layout, order of keys or spelling of numbers and units
/// alone have the same `canonicalForm`.
public struct PipelineFile: Sendable, Equatable {
  /// The file as it was named.
  public let path: String

  /// The word after `pipeline:`, which names the pipeline in file names and in the ledger:
  /// letters, digits, `_`, `-` and `.`, at most 64.
  public let name: String

  /// A line for people; the `title` of products.
  public let title: String?

  /// A paragraph for people; the `summary` of products.
  public let summary: String?

  /// Further global attributes of products, in the order of the file, those of an included file
  /// first.
  public let metadata: [GlobalAttribute]

  /// A directory with network maps of the user; nil for none.
  public let networkMaps: String?

  public let read: [ReadEntry]

  /// The quality tests in the order of the file; a test of several variables is several.
  public let validate: [TestEntry]

  public let resample: ResampleStage
  public let summarise: SummariseStage

  /// The products; one at least.
  public let write: [ProductTemplate]

  /// Reads and checks the pipeline file at `path`, and the file it includes.
  ///
  /// - Parameters:
  ///   - networks: The names of the network maps at hand; nil leaves the names unchecked.
  ///   - root: The directory that relative paths of files which tests need start from.
  /// - Throws: `PipelineFileError` with all faults.
  public static func load(
    path: String,
    networks: [String]? = nil,
    root: String = "."
  ) throws(PipelineFileError) -> PipelineFile {
    let text: String
    switch PipelineFileSource.text(at: path) {
    case .success(let content): text = content
    case .failure(let fault):
      let problem = PipelineFileProblem(
        file: path,
        line: fault.line,
        column: fault.column,
        message: fault.message
      )
      throw PipelineFileError([problem], isMissing: fault.isMissing)
    }
    return try PipelineFile(yaml: text, path: path, networks: networks, root: root)
  }

  /// The directory with network maps that the pipeline file at `path` names; nil where it names none
  /// or is faulty, which `load` reports.
  static func networkMaps(ofFileAt path: String) -> String? {
    guard case .success(let text) = PipelineFileSource.text(at: path) else { return nil }
    let root = PipelineFileDocument.compose(text, file: path, problems: PipelineFileProblems())
    guard case .mapping(let pairs)? = root?.content,
      case .scalar(.text(let name))? = pairs.first(where: { $0.key == "network_maps" })?.value
        .content
    else { return nil }
    return name
  }

  /// Checks the text of a pipeline file.
  ///
  /// - Parameter path: Where it comes from, for messages and for the place of an included file.
  public init(
    yaml text: String,
    path: String,
    networks: [String]? = nil,
    root: String = "."
  ) throws(PipelineFileError) {
    let problems = PipelineFileProblems()
    let decoder = PipelineFileDecoder(
      path: path,
      networks: networks,
      root: root,
      problems: problems
    )
    let parts = decoder.parts(of: text)
    guard problems.all.isEmpty, let parts else {
      throw PipelineFileError(problems.sorted(mainFile: path))
    }
    self.path = path
    name = parts.name
    title = parts.title
    summary = parts.summary
    metadata = parts.metadata
    networkMaps = parts.networkMaps
    read = parts.read
    validate = parts.validate
    resample = parts.resample
    summarise = parts.summarise
    write = parts.write
  }

  /// The quantities that are read, each once, in the order of the file.
  public var quantities: [Quantity] {
    var seen: Set<Quantity> = []
    return read.flatMap(\.variables).filter { seen.insert($0).inserted }
  }

  /// The tests that apply to what an entry reads, in the order of the file.
  public func tests(for entry: ReadEntry) -> [TestEntry] {
    validate.filter { test in
      entry.variables.contains { test.applies(to: $0, of: entry.network) }
    }
  }
}

extension PipelineFile {
  /// A global attribute of the products.
  public struct GlobalAttribute: Sendable, Equatable {
    public let name: String
    public let value: AttributeValue
  }

  /// One observing network to read.
  public struct ReadEntry: Sendable, Equatable {
    /// The name of its network map.
    public let network: String

    /// Patterns of file names, as they are written.
    public let files: [String]

    /// What to read, in the order of the file.
    public let variables: [Quantity]

    /// How winds are brought to 10 m; nil where they are not.
    public let wind: WindProfile?

    /// How quantities become others, in the order of the file.
    public let conversions: [Conversion]

    /// What is declared of the errors of what the entry contributes, by the name of the quantity.
    public let errors: [String: DeclaredError]

    /// What the entry contributes to products: what it reads, winds as those at 10 m, and
    /// converted quantities as what they become.
    package var products: [Quantity] {
      Self.products(of: variables, hasWind: wind != nil, conversions: conversions)
    }

    static func products(
      of variables: [Quantity],
      hasWind: Bool,
      conversions: [Conversion]
    ) -> [Quantity] {
      var products = variables
      if hasWind {
        let winds: Set = ["wind_speed", "wind_from_direction", "wind_to_direction"]
        products.removeAll { winds.contains($0.name) }
        if products.count < variables.count { products += Quantity.windsAt10Meters }
      }
      for conversion in conversions {
        products.removeAll { $0 == conversion.from }
        if !products.contains(conversion.to) { products.append(conversion.to) }
      }
      return products
    }

    /// What is read beside the variables because conversions look at it or it tells errors.
    package var companions: [Quantity] {
      var companions: [Quantity] = []
      let wanted =
        conversions.flatMap(\.otherQuantities)
        + products.compactMap { errors[$0.name]?.column }
        + (wind == .coare ? CompanionValues.ofSurfaceLayer : [])
      for quantity in wanted where !companions.contains(quantity) { companions.append(quantity) }
      return companions
    }
  }

  /// One quality test and what it applies to.
  public struct TestEntry: Sendable, Equatable {
    /// What it tests; nil for a test of time or place, which is about every variable.
    public let variables: [Quantity]?

    /// The networks it applies to; nil for all.
    public let networks: [String]?

    public let test: ConfiguredTest

    /// The suite that the test is of; nil when the pipeline states it itself.
    public var suite: String?

    public func applies(to variable: Quantity, of network: String) -> Bool {
      (networks?.contains(network) ?? true) && (variables?.contains(variable) ?? true)
    }
  }

  /// A quality test with what the file says of it, in the canonical unit of the variable.
  public struct ConfiguredTest: Sendable, Equatable {
    public let type: any QualityTest.Type
    public let arguments: TestArguments

    /// - Precondition: The test can be made of the arguments.
    init(type: any QualityTest.Type, arguments: TestArguments) {
      self.type = type
      self.arguments = arguments
    }

    /// The word for the test.
    public var name: String { type.name }

    /// The test, ready to run.
    ///
    /// - Parameter now: The instant after which nothing has been observed, in seconds since
    ///   1970-01-01 UTC.
    public func test(now: Double) throws(TestConfigurationError) -> any QualityTest {
      var arguments = arguments
      arguments.now = now
      return try type.init(arguments)
    }

    public static func == (a: Self, b: Self) -> Bool {
      a.type.name == b.type.name && a.arguments == b.arguments
    }
  }

  /// The cells, levels and time bins that observations are brought to.
  public struct ResampleStage: Sendable, Equatable {
    public let grid: Grid

    /// How swaths and grids are brought to the cells; other observations count in theirs.
    public let method: HorizontalMethod

    /// The standard depths; nil where nothing is brought to any.
    public let levels: VerticalLevels?

    public let timeStep: TimeStep
  }

  /// Which observations are summed, and what products tell of them.
  public struct SummariseStage: Sendable, Equatable {
    /// The verdicts whose values are used, in the order of the file.
    public let use: [Verdict]

    /// In the order of the file.
    public let statistics: [Statistic]

    /// What products tell of it besides, from the errors of the networks.
    public let estimates: [CellEstimate]

    /// What is taken from the number of values in variances and standard deviations, 0 or 1.
    public let ddof: Int

    /// The lattices that the file gives in place of those of the vocabulary, by quantity.
    public let lattices: [String: Lattice]

    /// Which observations of a cell count, by the quality level of their provider.
    public let qualityLevels: QualityLevels

    /// The bytes that the sums of one product may hold in memory.
    public let memoryBytes: Int

    /// The variables that are mapped, in the order of the file.
    public let maps: [MapEntry]

    /// The lanes that the statistics of a quantity are made of.
    func lanes(of quantity: Quantity) -> Set<Lane> {
      statistics.reduce(into: [.value]) { lanes, statistic in
        lanes.formUnion(statistic.lanes(of: quantity) ?? [])
      }
    }
  }
}
