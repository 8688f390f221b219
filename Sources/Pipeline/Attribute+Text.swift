internal import NetCDFFile

extension Attribute {
  /// An attribute of text.
  static func text(_ name: String, _ text: String) -> Attribute {
    Attribute(name: name, type: .char, content: .text(text))
  }
}
