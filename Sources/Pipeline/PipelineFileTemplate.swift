internal import ObservationModel
public import Resampling

/// The path of a product with places for the time it covers, such as
/// `products/{year}/sst_{year}{month}{day}.nc`.
///
/// | token        | becomes                                 |
/// |:-------------|:----------------------------------------|
/// | `{year}`     | four digits                             |
/// | `{month}`    | two digits                              |
/// | `{day}`      | two digits                              |
/// | `{hour}`     | two digits                              |
/// | `{date}`     | `{year}{month}{day}`                    |
/// | `{pipeline}` | the name of the pipeline                |
///
/// The finest token decides how much time one product covers, its partition. A step that no token
/// stands for, such as a week or a season, has a product for each bin, named by the day or the month
/// that it begins with. Times are UTC.
public struct ProductTemplate: Sendable, Hashable {
  /// The template as it is written.
  public let text: String

  /// How much time one product covers: a year, a month, a day, with `{hour}` one time step of hours
  /// or one hour, or a bin of a step that no token stands for.
  public let partition: TimeStep

  private let pieces: [Piece]

  private enum Piece: Hashable {
    case text(String)
    case token(String)
  }

  /// The tokens that a template may hold.
  public static let tokens = ["year", "month", "day", "hour", "date", "pipeline"]

  /// Checks a template.
  ///
  /// - Parameter timeStep: The time bins of the product, none of which may be split.
  public init(_ text: String, timeStep: TimeStep) throws(ProductTemplateError) {
    guard text.hasSuffix(".nc") else { throw .notNetCDF }
    guard !text.utf8.contains(0), !text.contains("://") else { throw .notAPath }
    pieces = try Self.pieces(of: text)
    var tokens: Set<String> = []
    for case .token(let token) in pieces {
      tokens.formUnion(token == "date" ? ["year", "month", "day"] : [token])
    }
    guard let finest = ["hour", "day", "month", "year"].first(where: tokens.contains) else {
      throw .noTime
    }
    // A year of days named by month and day alone would overwrite the one before.
    for coarser in ["year", "month", "day"] {
      if coarser == finest { break }
      guard tokens.contains(coarser) else { throw .missingToken(coarser, besides: finest) }
    }
    let shortest: TimeStep =
      switch finest {
      case "year": .year
      case "month": .month
      case "day": .day
      default: if case .hours = timeStep { timeStep } else { .hours(1) }
      }
    if shortest.contains(timeStep) {
      partition = shortest
    } else if Self.names(timeStep, to: shortest) {
      // One product a bin, named by the time that it begins.
      partition = timeStep
    } else {
      let name = finest == "hour" ? finest : shortest.name
      throw .partitionShorterThanStep(partition: name, step: timeStep.name)
    }
    self.text = text
  }

  /// True for steps that no token stands for, when tokens down to `finest` tell their bins apart.
  private static func names(_ step: TimeStep, to finest: TimeStep) -> Bool {
    switch step {
    case .pentad, .week, .dekad, .days: finest == .day
    case .season, .quarter: finest == .month
    case .decade: finest == .year
    default: false
    }
  }

  /// The path of the product that covers `bin`.
  ///
  /// - Parameter bin: A bin of `partition`.
  public func path(pipeline: String, for bin: TimeBin) -> String {
    let start = CivilTime(secondsSince1970: bin.start)
    let (year, month) = (CivilTime.padded(start.year, 4), CivilTime.padded(start.month, 2))
    let day = CivilTime.padded(start.day, 2)
    return pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .token("year"): year
      case .token("month"): month
      case .token("day"): day
      case .token("hour"): CivilTime.padded(start.hour, 2)
      case .token("date"): year + month + day
      case .token: pipeline
      }
    }.joined()
  }

  private static func pieces(of text: String) throws(ProductTemplateError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
        throw .unbalancedBraces
      }
      let token = String(rest[rest.index(after: brace)..<end])
      guard tokens.contains(token) else { throw .unknownToken(token) }
      pieces.append(.text(String(rest[..<brace])))
      pieces.append(.token(token))
      rest = rest[rest.index(after: end)...]
    }
    pieces.append(.text(String(rest)))
    return pieces
  }
}

/// Why the path of a product cannot be used.
public enum ProductTemplateError: Error, Equatable {
  case notNetCDF
  case notAPath
  case unbalancedBraces
  case unknownToken(String)
  case noTime
  case missingToken(String, besides: String)
  case partitionShorterThanStep(partition: String, step: String)
}

extension ProductTemplateError: CustomStringConvertible {
  public var description: String {
    let tokens = ProductTemplate.tokens.map { "{\($0)}" }
    return switch self {
    case .notNetCDF: "expected a path that ends in .nc"
    case .notAPath: "expected a path on this machine"
    case .unbalancedBraces: "expected a closing brace for each opening one"
    case .unknownToken(let token):
      "unknown token \(quoted("{" + token + "}")), expected \(enumerated(tokens))"
    case .noTime:
      "expected a token of time, {year} at least, that tells one product from the next"
    case .missingToken(let missing, let finest):
      "expected {\(missing)} beside {\(finest)}, that tells one product from the next"
    case .partitionShorterThanStep(let partition, let step):
      "a product for each \(partition) would split the time step of a \(step)"
    }
  }
}
