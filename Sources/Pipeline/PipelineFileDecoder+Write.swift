internal import Resampling

extension PipelineFileDecoder {
  /// The products.
  ///
  /// - Parameter timeStep: The step of the products; nil when that is faulty, and templates are
  ///   then not held against it.
  func write(_ node: PipelineFileNode, timeStep: TimeStep?) -> [ProductTemplate]? {
    guard let items = items(node, of: "'write'") else { return nil }
    var templates: [ProductTemplate] = []
    for item in items {
      guard let pair = single(item, name: "'write'", keys: ["netcdf"]),
        let text = text(pair.value, of: "netcdf")
      else { continue }
      do {
        let template = try ProductTemplate(text, timeStep: timeStep ?? .hours(1))
        if templates.contains(where: { $0.text == template.text }) {
          problems.report("netcdf: \(quoted(text)) is written already", at: pair.value.place)
        }
        templates.append(template)
      } catch {
        // Without the step of the products nothing can be said of the length of a partition.
        if case .partitionShorterThanStep = error, timeStep == nil { continue }
        var suggestion: String?
        if case .unknownToken(let token) = error {
          suggestion = nearestWord(to: token, among: ProductTemplate.tokens).map { "{\($0)}" }
        }
        problems.report("netcdf: \(error)", at: pair.value.place, suggestion: suggestion)
      }
    }
    return templates
  }
}
