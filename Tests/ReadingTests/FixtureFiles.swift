import Foundation
import NetCDFFile
import ObservationModel
import Reading

/// The bundled archive and the reference files.
enum FixtureFiles {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let archive = package + "/Fixtures/archive/"

  /// The directory of real files and independent results; nil where it is not at hand.
  static let reference = ProcessInfo.processInfo.environment["SVERDRUP_REFERENCE"]

  static func file(_ name: String) throws -> ObservationFile {
    try ObservationFile(path: archive + name, catalogue: NetworkCatalogue())
  }

  /// What a file holds of some quantities, column by column, all batches together.
  static func columns(
    _ file: ObservationFile,
    _ names: String...
  ) throws -> (features: [Feature], times: [Double], columns: [ObservationColumn]) {
    let quantities = names.compactMap { Quantity.named($0) }
    var features: [Feature] = []
    var times: [Double] = []
    var columns: [ObservationColumn] = []
    try file.forEachBatch(of: quantities) { (batch: consuming ObservationBatch) throws(Never) in
      features += batch.features
      for i in 0..<batch.count { times.append(batch.times[i]) }
      columns += batch.columns
    }
    return (features, times, columns)
  }

  /// The stored numbers of a variable of a file, without anything decoded.
  static func stored(_ name: String, _ variable: String) throws -> [Double] {
    let file = try NetCDFFile(path: archive + name)
    guard let found = file.variable(variable) else { return [] }
    switch try file.read(found) {
    case .byte(let values): return values.map { Double($0) }
    case .short(let values): return values.map { Double($0) }
    case .int(let values): return values.map { Double($0) }
    case .float(let values): return values.map { Double($0) }
    case .double(let values): return values
    default: return []
    }
  }
}
