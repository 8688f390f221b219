import Conventions
import Foundation
import ObservationModel
import Reading

/// What an independent program says of the real files, as the reference's script holds it against
/// a reader (vectors/check_inspect.py).
struct Oracle: Decodable {
  struct Statistics: Decodable {
    let name: String
    let units: String?
    let nValid: Int
    let nGood: Int?
    let min, max, mean, stddev: Double?
    let rtol: Double?
    let ambiguous, nGoodAmbiguous: Bool?
  }

  struct Accepted: Decodable {
    let featureType: [String?]?
    let nFeatures, nObservations: [Int]?
  }

  struct Observations: Decodable {
    let readable: Bool
    let confidence: String
    let errorKind: String?
    let zeroObservationsAccepted, refusalAccepted, variablesOptional: Bool?
    let featureType: String?
    let nFeatures, nObservations: Int?
    let timeMin, timeMax: String?
    let latMin, latMax, lonMin, lonMax: Double?
    let variables: [Statistics]?
    let accept: Accepted?
    let ambiguousFields: [String]?
  }

  let observations: Observations

  static func all(reference: String) throws -> [String: Oracle] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      [String: Oracle].self,
      from: Data(contentsOf: URL(fileURLWithPath: reference + "/vectors/reading-oracle.json"))
    )
  }
}

extension Oracle.Observations {
  /// In what a reader's refusal disagrees.
  func differences(from error: ReadingError) -> [String] {
    if readable { return refusalAccepted ?? false ? [] : ["refused: \(error)"] }
    // A header that promises more than is there may be wrong, or the file cut short.
    let kinds = errorKind == "corrupt" ? ["corrupt", "truncated"] : [errorKind ?? ""]
    return kinds.contains(error.kind.rawValue)
      ? [] : ["refused as \(error.kind), not \(errorKind ?? "")"]
  }

  /// In what an inspection disagrees.
  func differences(from found: FileInspection) -> [String] {
    guard readable else {
      let isAccepted = zeroObservationsAccepted ?? false && found.observationCount == 0
      return isAccepted ? [] : ["read, though it is to be refused as \(errorKind ?? "")"]
    }
    var differences: [String] = []
    let types = [featureType] + (accept?.featureType ?? [])
    if !types.contains(found.featureType.rawValue) {
      differences.append("feature type \(found.featureType), not \(types)")
    }
    let features = [nFeatures].compactMap { $0 } + (accept?.nFeatures ?? [])
    if !features.contains(found.featureCount) {
      differences.append("\(found.featureCount) features, not \(features)")
    }
    let isAlternative = accept?.nObservations?.contains(found.observationCount) ?? false
    if found.observationCount == nObservations {
      differences += rangeDifferences(from: found)
    } else if !isAlternative {
      differences.append("\(found.observationCount) observations, not \(nObservations ?? -1)")
    }
    guard !(variablesOptional ?? false) else { return differences }
    for variable in variables ?? [] where !(variable.ambiguous ?? false) {
      guard let mine = found.variables.first(where: { $0.name == variable.name }) else {
        differences.append("no variable \(variable.name)")
        continue
      }
      differences += variable.differences(from: mine)
    }
    return differences
  }

  private func rangeDifferences(from found: FileInspection) -> [String] {
    var differences: [String] = []
    let ambiguous = ambiguousFields ?? []
    func compare(_ name: String, _ mine: Double?, _ expected: Double?, within tolerance: Double) {
      guard !ambiguous.contains(String(name.prefix(while: { $0 != " " }))) else { return }
      guard let mine, let expected else {
        if mine != nil || expected != nil { differences.append("\(name) \(mine ?? .nan)") }
        return
      }
      var distance = (mine - expected).magnitude
      if name.hasPrefix("lon") { distance = min(distance, (360 - distance).magnitude) }
      if distance > tolerance { differences.append("\(name) \(mine), not \(expected)") }
    }
    let instants = [timeMin, timeMax].map { $0.flatMap { DateText.decode($0) } }
    compare("time from", found.times?.lowerBound, instants[0], within: 1.001e-3)
    compare("time to", found.times?.upperBound, instants[1], within: 1.001e-3)
    compare("lat from", found.latitudes?.lowerBound, latMin, within: 1e-5)
    compare("lat to", found.latitudes?.upperBound, latMax, within: 1e-5)
    compare("lon from", found.longitudes?.lowerBound, lonMin, within: 1e-5)
    compare("lon to", found.longitudes?.upperBound, lonMax, within: 1e-5)
    return differences
  }
}

extension Oracle.Statistics {
  func differences(from mine: VariableInspection) -> [String] {
    var differences: [String] = []
    if let units, !Self.areSame(units, mine.units) {
      differences.append("\(name) in \(mine.units ?? "no unit"), not \(units)")
    }
    if mine.validCount != nValid {
      differences.append("\(name): \(mine.validCount) valid, not \(nValid)")
    }
    if !(nGoodAmbiguous ?? false), mine.goodCount != nGood {
      differences.append("\(name): \(mine.goodCount ?? -1) good, not \(nGood ?? -1)")
    }
    let scale = max((min ?? 0).magnitude, (max ?? 0).magnitude)
    let relative = rtol ?? 1e-6
    for (word, found, expected, size) in [
      ("minimum", mine.minimum, min, scale), ("maximum", mine.maximum, max, scale),
      ("mean", mine.mean, mean, (mean ?? 0).magnitude + (stddev ?? 0)),
    ] {
      guard let found, let expected else {
        if found != nil || expected != nil { differences.append("\(name): \(word)") }
        continue
      }
      if (found - expected).magnitude > relative * size + 1e-12 {
        differences.append("\(name): \(word) \(found), not \(expected)")
      }
    }
    return differences
  }

  /// Units are the same when numbers in them are.
  private static func areSame(_ a: String, _ b: String?) -> Bool {
    guard let b else { return false }
    if a.lowercased() == b.lowercased() { return true }
    // Practical salinity and other numbers without a unit.
    let bare: Set = ["1", "1e-3", "0.001", "psu"]
    if bare.contains(a.lowercased()), bare.contains(b.lowercased()) { return true }
    guard let converter = try? UnitConverter(from: a, to: b) else { return false }
    return converter == .identity
  }

  private func max(_ a: Double, _ b: Double) -> Double { a > b ? a : b }
}
