/// One test that another program's configuration asks for.
struct ForeignTest {
  /// What the test is for, by the name it has there.
  let stream: String

  /// The module the test is of, such as `qartod`.
  let module: String

  let name: String
  let arguments: [PipelineFilePair]
  let place: PipelineFilePlace

  var title: String { "\(stream): \(module).\(name)" }

  /// A value that is there and not null.
  func argument(_ name: String) -> PipelineFileNode? {
    guard let node = arguments.first(where: { $0.key == name })?.value else { return nil }
    if case .scalar(.null) = node.content { return nil }
    return node
  }
}

/// The tests of another program's configuration, in its order.
struct ForeignConfiguration {
  static let modules = ["qartod", "argo", "axds"]

  private(set) var tests: [ForeignTest] = []
  private(set) var leftOut: [PipelineFileProblem] = []

  init() {}

  /// The tests of a document; nil when it is no configuration, which has been reported.
  init?(_ root: PipelineFileNode, problems: PipelineFileProblems) {
    guard case .mapping(let pairs) = root.content else {
      problems.report(
        "expected the configuration of ioos_qc or CoTeDe, a mapping, found \(root.kind)",
        at: root.place
      )
      return nil
    }
    if let contexts = pairs.first(where: { $0.key == "contexts" })?.value {
      guard case .list(let items) = contexts.content else {
        problems.report("contexts: expected a list, found \(contexts.kind)", at: contexts.place)
        return nil
      }
      pass(over: pairs.filter { !["contexts", "attrs"].contains($0.key) })
      for item in items { addContext(item) }
    } else if pairs.contains(where: { $0.key == "streams" }) {
      addContext(root)
    } else if let variables = pairs.first(where: { $0.key == "variables" })?.value {
      addCoTeDe(pairs, variables)
    } else if !pairs.isEmpty, pairs.allSatisfy({ Self.modules.contains($0.key) }) {
      // Of a single stream, which has no name there.
      addModules(pairs, of: "_stream")
    } else {
      addStreams(pairs)
    }
    if tests.isEmpty, leftOut.isEmpty {
      problems.report(
        "expected the configuration of ioos_qc or CoTeDe, found no test",
        at: root.place
      )
      return nil
    }
  }

  mutating func leaveOut(_ message: String, at place: PipelineFilePlace) {
    leftOut.append(
      PipelineFileProblem(
        file: place.file,
        line: place.line,
        column: place.column,
        message: message
      )
    )
  }

  mutating func add(_ other: ForeignConfiguration) {
    tests += other.tests
    leftOut += other.leftOut
  }

  /// Adds the tests of `module: {test: {parameter: value}}`, for one stream.
  mutating func addModules(_ pairs: [PipelineFilePair], of stream: String) {
    for module in pairs {
      guard Self.modules.contains(module.key) else {
        leaveOut("\(stream): ioos_qc 3.0.0 has no module '\(module.key)'", at: module.keyPlace)
        continue
      }
      guard case .mapping(let tests) = module.value.content else {
        leaveOut(
          "\(stream): \(module.key): expected tests, found \(module.value.kind)",
          at: module.value.place
        )
        continue
      }
      for test in tests { add(test, module: module.key, stream: stream) }
    }
  }

  mutating func add(_ test: PipelineFilePair, module: String, stream: String) {
    let arguments: [PipelineFilePair]
    switch test.value.content {
    case .mapping(let pairs): arguments = pairs
    case .scalar(.null): arguments = []
    default:
      leaveOut(
        "\(stream): \(module).\(test.key): expected parameters, found \(test.value.kind)",
        at: test.value.place
      )
      return
    }
    tests.append(
      ForeignTest(
        stream: stream,
        module: module,
        name: test.key,
        arguments: arguments,
        place: test.keyPlace
      )
    )
  }

  private mutating func addStreams(_ pairs: [PipelineFilePair]) {
    for stream in pairs {
      guard case .mapping(let modules) = stream.value.content else {
        leaveOut(
          "\(stream.key): expected the tests of a stream, found \(stream.value.kind)",
          at: stream.keyPlace
        )
        continue
      }
      addModules(modules, of: stream.key)
    }
  }

  /// Adds a context: streams, and the window of time and the region that they are judged in.
  private mutating func addContext(_ node: PipelineFileNode) {
    guard case .mapping(let pairs) = node.content,
      let streams = pairs.first(where: { $0.key == "streams" })?.value,
      case .mapping(let items) = streams.content
    else {
      leaveOut("expected a context with 'streams', found \(node.kind)", at: node.place)
      return
    }
    pass(over: pairs.filter { !["streams", "window", "region", "attrs"].contains($0.key) })
    let limits = pairs.filter { pair in
      switch (pair.key, pair.value.content) {
      case ("window", .mapping(let ends)): ends.contains { !$0.value.isNothing }
      case ("window", let content), ("region", let content): !content.isNothing
      default: false
      }
    }
    guard limits.isEmpty else {
      // Without its limits a test would judge what it was not meant for.
      for limit in limits {
        leaveOut(
          "\(limit.key): tests of a pipeline are for all times and places that are read; the tests"
            + " of its context are left out (\(items.map(\.key).joined(separator: ", ")))",
          at: limit.keyPlace
        )
      }
      return
    }
    addStreams(items)
  }

  private mutating func pass(over pairs: [PipelineFilePair]) {
    for pair in pairs { leaveOut("unknown key '\(pair.key)'", at: pair.keyPlace) }
  }
}

extension PipelineFileNode {
  var isNothing: Bool { content.isNothing }
}

extension PipelineFileNode.Content {
  /// True for null, an empty text, list or mapping, and the word `None`.
  fileprivate var isNothing: Bool {
    switch self {
    case .scalar(.null), .scalar(.text("None")), .scalar(.text("")): true
    case .list(let items): items.isEmpty
    case .mapping(let pairs): pairs.isEmpty
    case .scalar: false
    }
  }
}
