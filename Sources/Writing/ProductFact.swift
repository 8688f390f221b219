public import ObservationModel

/// One attribute that someone gave, with its value.
public struct ProductFact: Sendable, Equatable {
  public var name: String
  public var value: AttributeValue

  public init(_ name: String, _ value: AttributeValue) {
    self.name = name
    self.value = value
  }

  public init(_ name: String, _ text: String) {
    self.init(name, .text(text))
  }
}
