internal import ObservationModel

extension TestArguments {
  /// The arguments in the words of pipeline files, in canonical units and in the order of their
  /// names, such as `fail: 6.0, suspect: 2.0`.
  public var text: String { Self.text(values) }

  private static func text(_ values: [String: TestArgument]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ")
  }

  private static func text(_ value: TestArgument) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .integer(let integer): "\(integer)"
    case .integers(let integers): list(integers)
    case .numbers(let numbers), .points(let numbers): list(numbers)
    case .span(let span): list([span.lowerBound, span.upperBound])
    case .openSpan(let low, let high):
      list([low.map { "\($0)" } ?? "null", high.map { "\($0)" } ?? "null"])
    case .word(let text), .text(let text): text
    case .texts(let texts): list(texts)
    case .flag(let value): "\(value)"
    case .quantity(let quantity): quantity.name
    // Where the file lies on this machine says nothing elsewhere.
    case .file(let path, let digest, _):
      "\(path.split(separator: "/").last ?? "") (SHA-256 \(digest))"
    case .sections(let sections): list(sections.map { "{\(text($0))}" })
    }
  }

  private static func list(_ values: [some Any]) -> String {
    "[" + values.map { "\($0)" }.joined(separator: ", ") + "]"
  }
}
