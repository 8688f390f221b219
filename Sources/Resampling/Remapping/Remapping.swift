/// Brings fields from one grid to another.
///
/// Everything is worked out in Double in a fixed order: the values do not depend on the number of
/// threads. A constant comes out as itself, to the last bit. Values that are not finite are
/// missing.
public struct Remapping: Sendable {
  /// What missing values do.
  public struct Options: Sendable, Hashable {
    /// What the weighted sum of values is divided by.
    public enum Normalisation: String, Sendable, CaseIterable {
      /// The weight that lies on values: coasts keep the level of the sea. FRACAREA of SCRIP and
      /// ESMF.
      case covered

      /// All of the weight: the sum over areas stays the same. DESTAREA of SCRIP and ESMF.
      case target
    }

    /// A target is missing where less than this part of its weight lies on values, from 0 to 1; of
    /// 0, where none does.
    public var coverageThreshold: Double

    public var normalisation: Normalisation

    /// Whether gradients are made smaller so that no new extremes come up, in the conservative
    /// method of second order.
    ///
    /// - SeeAlso: Barth and Jespersen (1989), AIAA paper 89-0366.
    public var limitsGradients: Bool

    public init(
      coverageThreshold: Double = 0.5,
      normalisation: Normalisation = .covered,
      limitsGradients: Bool = false
    ) {
      self.coverageThreshold = coverageThreshold
      self.normalisation = normalisation
      self.limitsGradients = limitsGradients
    }
  }

  /// A field on the target grid.
  public struct Field: Sendable {
    /// Shape `[target]`; NaN where missing.
    public var values: [Double]

    /// The part of the weight that lies on values, from 0 to 1, shape `[target]`; for the
    /// conservative methods the part of the area.
    public var coverage: [Double]
  }

  enum Weights: Sendable {
    case separable(SeparableWeights, SeparableGradients?)
    case tensor(linear: TensorWeights, cubic: TensorWeights?)

    /// The weights, those to take where a value is missing, and what tells gradients.
    case sparse(SparseWeights, whereMissing: SparseWeights?, CellGradients?)
  }

  public let method: RemappingMethod
  public let options: Options
  public let sourceCount: Int
  public let targetCount: Int

  /// The columns of the target, or its cells where it has no rows.
  let targetColumns: Int
  let weights: Weights

  /// Prepares the weights.
  ///
  /// - Parameters:
  ///   - kept: Weights of the same grids and method that were kept; nil to work them out.
  ///   - threads: How many threads work on it.
  /// - Throws: `needsRowsAndColumns` for bilinear and bicubic interpolation from cells without
  ///   them, `cellsTooWide`, `wrongShape` when kept weights are of other grids.
  public init(
    from source: RemappingGrid,
    to target: RemappingGrid,
    method: RemappingMethod,
    options: Options = Options(),
    kept: [SparseWeights]? = nil,
    threads: Int = 1
  ) throws(RemappingError) {
    self.method = method
    self.options = options
    sourceCount = source.cellCount
    targetCount = target.cellCount
    targetColumns = target.columns
    let gradients = method == .conservativeSecondOrder
    if let compact = Self.compact(source, target, method, options) {
      weights = compact
      return
    }
    var sets = kept ?? []
    if kept == nil { sets = try Self.sparse(source, target, method, threads) }
    guard let first = sets.first, sets.count == (method == .bicubic ? 2 : 1),
      sets.allSatisfy({ $0.targetCount == target.cellCount }),
      first.eastMoments.isEmpty != gradients || first.sources.isEmpty
    else { throw .wrongShape(expected: target.cellCount, found: sets.first?.targetCount ?? 0) }
    weights = .sparse(
      first,
      whereMissing: sets.count > 1 ? sets[1] : nil,
      gradients
        ? CellGradients(of: source, isLimited: options.limitsGradients, threads: threads) : nil
    )
  }

  /// The weights that are worth keeping; nil where a few numbers for rows and columns stand for
  /// all.
  public var sparseWeights: [SparseWeights]? {
    guard case .sparse(let first, let second, _) = weights else { return nil }
    return [first] + (second.map { [$0] } ?? [])
  }

  /// Weights of rows and columns; nil where grid or method have none.
  private static func compact(
    _ source: RemappingGrid,
    _ target: RemappingGrid,
    _ method: RemappingMethod,
    _ options: Options
  ) -> Weights? {
    switch method {
    case .conservative, .conservativeSecondOrder, .largestAreaFraction:
      guard let weights = SeparableWeights(from: source, to: target) else { return nil }
      guard method == .conservativeSecondOrder,
        case .rectilinear(let latitude, let longitude) = source.cells
      else { return .separable(weights, nil) }
      return .separable(
        weights,
        SeparableGradients(
          latitude: latitude,
          longitude: longitude,
          isLimited: options.limitsGradients
        )
      )
    case .bilinear, .bicubic:
      guard let linear = TensorWeights(from: source, to: target, isCubic: false) else { return nil }
      let cubic =
        method == .bicubic ? TensorWeights(from: source, to: target, isCubic: true) : nil
      return .tensor(linear: linear, cubic: cubic)
    case .nearest, .inverseDistance:
      return nil
    }
  }

  private static func sparse(
    _ source: RemappingGrid,
    _ target: RemappingGrid,
    _ method: RemappingMethod,
    _ threads: Int
  ) throws(RemappingError) -> [SparseWeights] {
    switch method {
    case .nearest:
      return [.nearest(1, from: source, to: target, threads: threads)]
    case .inverseDistance:
      return [.nearest(min(4, source.cellCount), from: source, to: target, threads: threads)]
    case .conservative, .largestAreaFraction, .conservativeSecondOrder:
      return [
        try .conservative(
          from: source,
          to: target,
          hasGradients: method == .conservativeSecondOrder,
          threads: threads
        )
      ]
    case .bilinear:
      return [try interpolation(source, target, method, isCubic: false, threads)]
    case .bicubic:
      return [
        try interpolation(source, target, method, isCubic: true, threads),
        try interpolation(source, target, method, isCubic: false, threads),
      ]
    }
  }

  private static func interpolation(
    _ source: RemappingGrid,
    _ target: RemappingGrid,
    _ method: RemappingMethod,
    isCubic: Bool,
    _ threads: Int
  ) throws(RemappingError) -> SparseWeights {
    let (latitudes, longitudes) = target.centres()
    switch source.cells {
    case .rectilinear(let latitude, let longitude):
      let interpolation = RectilinearInterpolation(
        latitude: latitude,
        longitude: longitude,
        isCubic: isCubic
      )
      return .made(targets: target.cellCount, threads: threads) { range, weights in
        for cell in range {
          interpolation.append(
            latitude: latitudes[cell],
            longitude: longitudes[cell],
            to: &weights
          )
          weights.endTarget()
        }
      }
    case .quadrilateral(let cells):
      guard source.hasRowsAndColumns, source.rows > 1, source.columns > 1 else {
        throw .needsRowsAndColumns(method)
      }
      let interpolation = try CurvilinearInterpolation(
        rows: source.rows,
        columns: source.columns,
        cells: cells,
        isCubic: isCubic,
        threads: threads
      )
      return .made(targets: target.cellCount, threads: threads) { range, weights in
        for cell in range {
          interpolation.append(
            latitude: latitudes[cell],
            longitude: longitudes[cell],
            to: &weights
          )
          weights.endTarget()
        }
      }
    }
  }
}
