/// Observations on their way through the stages: whole features, laid end to end.
///
/// A batch is a struct of arrays, a contiguous ragged array in the sense of CF 1.11, section
/// 9.3.3. It owns its storage and cannot be copied: stages hand it on by consuming it and look
/// inside through spans.
///
/// | property     | shape       | unit                                             |
/// |:-------------|:------------|:-------------------------------------------------|
/// | `features`   | `[feature]` | ranges that follow each other                    |
/// | `times`      | `[obs]`     | seconds since 1970-01-01 UTC; NaN where missing  |
/// | `latitudes`  | `[obs]`     | degrees north; NaN where missing or impossible   |
/// | `longitudes` | `[obs]`     | degrees east in [-180, 180); NaN where missing   |
/// | `vertical`   | `[obs]`     | by `verticalKind`; empty when there is none      |
/// | `columns`    | `[column]`  | each of shape `[obs]`                            |
///
/// A swath or a grid is one feature and keeps its two dimensions in `fieldShape`.
public struct ObservationBatch: ~Copyable, Sendable {
  /// The name of the network map the batch was read with.
  public let network: String

  public let featureType: FeatureType

  /// The rows and columns of a swath or grid; nil otherwise.
  public let fieldShape: FieldShape?

  public let features: [Feature]
  public let verticalKind: VerticalKind?
  public var columns: [ObservationColumn]

  private let timeStorage: [Double]
  private let latitudeStorage: [Double]
  private let longitudeStorage: [Double]
  private let verticalStorage: [Double]

  /// Takes ownership of decoded observations.
  ///
  /// - Throws: `ObservationBatchError` when lengths disagree or features do not follow each
  ///   other. Files in the wild have both faults.
  public init(
    network: String,
    featureType: FeatureType,
    fieldShape: FieldShape? = nil,
    features: [Feature],
    times: consuming [Double],
    latitudes: consuming [Double],
    longitudes: consuming [Double],
    vertical: consuming [Double] = [],
    verticalKind: VerticalKind? = nil,
    columns: [ObservationColumn]
  ) throws(ObservationBatchError) {
    let count = times.count
    guard latitudes.count == count, longitudes.count == count else {
      throw .lengthsDisagree(count, latitudes.count == count ? longitudes.count : latitudes.count)
    }
    guard verticalKind == nil ? vertical.isEmpty : vertical.count == count else {
      throw .lengthsDisagree(count, vertical.count)
    }
    for column in columns where column.count != count {
      throw .lengthsDisagree(count, column.count)
    }
    var end = 0
    for (index, feature) in features.enumerated() {
      guard feature.observations.lowerBound == end else { throw .featureOutOfPlace(index) }
      end = feature.observations.upperBound
    }
    guard end == count else { throw .lengthsDisagree(count, end) }
    if let fieldShape {
      let (cells, overflow) = fieldShape.rows.multipliedReportingOverflow(by: fieldShape.columns)
      guard !overflow, cells == count else { throw .lengthsDisagree(count, cells) }
    }
    self.network = network
    self.featureType = featureType
    self.fieldShape = fieldShape
    self.features = features
    self.verticalKind = verticalKind
    self.columns = columns
    timeStorage = times
    latitudeStorage = latitudes
    longitudeStorage = longitudes
    verticalStorage = vertical
  }

  /// The number of observations over all features.
  public var count: Int { timeStorage.count }

  /// Seconds since 1970-01-01 UTC, shape `[obs]`, NaN where missing.
  public var times: Span<Double> {
    @_lifetime(borrow self)
    get { timeStorage.span }
  }

  /// Degrees north, shape `[obs]`, NaN where missing or impossible.
  public var latitudes: Span<Double> {
    @_lifetime(borrow self)
    get { latitudeStorage.span }
  }

  /// Degrees east in [-180, 180), shape `[obs]`, NaN where missing or impossible.
  public var longitudes: Span<Double> {
    @_lifetime(borrow self)
    get { longitudeStorage.span }
  }

  /// The vertical coordinate, shape `[obs]`, NaN where missing; empty when there is none.
  public var vertical: Span<Double> {
    @_lifetime(borrow self)
    get { verticalStorage.span }
  }

  /// The column of `quantity`, if the batch has one.
  public func column(of quantity: Quantity) -> Int? {
    columns.firstIndex { $0.quantity == quantity }
  }
}

/// The two dimensions of a swath or a grid.
public struct FieldShape: Sendable, Hashable {
  public let rows: Int
  public let columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// A disagreement between the parts of a batch.
public enum ObservationBatchError: Error, Equatable {
  case lengthsDisagree(Int, Int)
  case featureOutOfPlace(Int)
}
