internal import ObservationModel
internal import Resampling
internal import Synchronization
internal import Writing

/// Maps the means of one variable of a product, field by field, when they are written.
///
/// The errors that come out beside a field are kept until they are asked for, which is once; those
/// for which there is no room are computed again.
final class Analysis: Sendable {
  /// The means of the cells and how many observations they are of, shape `[cell]` each.
  typealias Means = @Sendable (FieldPlace) -> (means: [Double], counts: [Double])

  /// The most errors that are kept, 128 MB of them.
  private static let mostKept = 1 << 25

  private let mapping: FieldMapping
  private let grid: Grid
  private let threads: Int
  private let means: Means
  private let errors = Mutex<[FieldPlace: [Float]]>([:])

  init(_ mapping: FieldMapping, on grid: Grid, threads: Int, means: @escaping Means) {
    self.mapping = mapping
    self.grid = grid
    self.threads = threads
    self.means = means
  }

  /// What is written of it.
  func product(of quantity: Quantity) -> ProductAnalysis {
    ProductAnalysis(
      values: ProductField(makingFields: { self.values(at: $0) }),
      errors: mapping.hasErrors ? ProductField(makingFields: { self.errors(at: $0) }) : nil,
      comment: mapping.comment(unit: quantity.units)
    )
  }

  private func values(at place: FieldPlace) -> [Double] {
    let field = map(place)
    if mapping.hasErrors {
      errors.withLock { kept in
        guard kept.count * grid.cellCount < Self.mostKept else { return }
        kept[place] = field.errorVariances.map { Float($0.squareRoot()) }
      }
    }
    return field.values
  }

  private func errors(at place: FieldPlace) -> [Double] {
    let kept = errors.withLock { $0.removeValue(forKey: place) }
    return kept?.map { Double($0) } ?? map(place).errorVariances.map { $0.squareRoot() }
  }

  private func map(_ place: FieldPlace) -> MappedField {
    let (means, counts) = means(place)
    return mapping.map(means: means, counts: counts, on: grid, threads: threads)
  }
}

extension FieldMapping {
  /// What a reader of the product should know of the mapping.
  fileprivate func comment(unit: String) -> String {
    func kilometers(_ meters: Double) -> String { "\(meters / 1000) km" }
    let suffix = unit == "1" ? "" : " \(unit)"
    switch method {
    case .barnes(let barnes):
      let lengths = barnes.lengthsMeters.map(kilometers).joined(separator: ", ")
      return """
        Barnes interpolation of the means of cells with weights exp(-d^2 / (2 L^2)), L = \(lengths).
        """
    case .optimalInterpolation(let method, let background):
      let covariance = method.covariance
      let lengths =
        covariance.zonalMeters == covariance.meridionalMeters
        ? kilometers(covariance.zonalMeters)
        : "\(kilometers(covariance.zonalMeters)) along parallels and "
          + "\(kilometers(covariance.meridionalMeters)) along meridians"
      let expected =
        switch background {
        case .constant(let value): "\(value)\(suffix)"
        case .mean: "the mean"
        case .zonal: "the zonal mean"
        }
      return """
        Optimal interpolation of the means of cells: departures from \(expected) with standard \
        deviation \(covariance.variance.squareRoot())\(suffix), \(covariance.form.rawValue) \
        covariance of length \(lengths), up to \(method.neighbours) neighbours within \
        \(method.reach) lengths; standard error of one observation \
        \(noiseVariance.squareRoot())\(suffix), error correlation within a cell \
        \(errorCorrelation).
        """
    }
  }
}
