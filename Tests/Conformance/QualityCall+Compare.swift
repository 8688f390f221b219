import ObservationModel

extension QualityCall {
  /// What several tests say together.
  func compare() throws(QualityCallError) -> [Int] {
    try expect(["vectors"])
    var vectors: [[UInt8]] = []
    for vector in try list("vectors") {
      guard case .list(let codes) = vector else {
        throw QualityCallError("expected lists of codes, found \(vector.kind)", "vectors")
      }
      vectors.append(
        try codes.map { code throws(QualityCallError) in
          // Codes that are none are like no code.
          UInt8(exactly: try Self.double(code, "vectors") ?? 9) ?? 9
        }
      )
    }
    guard let count = vectors.first?.count, vectors.allSatisfy({ $0.count == count }) else {
      throw QualityCallError("expected lists of one length, one at least", "vectors")
    }
    guard let quantity = Quantity.named("temperature") else {
      throw QualityCallError("no quantity 'temperature'")
    }
    // A value is there when a test has looked for it.
    let values = (0..<count).map { i in
      Self.presence(vectors.contains { (1...4).contains($0[i]) })
    }
    var column = ObservationColumn(
      quantity: quantity,
      variableName: quantity.name,
      values: .double(values)
    )
    for (number, codes) in vectors.enumerated() {
      column.enter(codes.span, at: 0, test: number % QualityRecord.capacity)
    }
    return (0..<count).map { Int(column.verdict(at: $0).qartod.rawValue) }
  }
}
