import Foundation
import Pipeline

/// A pipeline file that uses every key, without fault.
let faultlessPipeline = """
  pipeline: argo-monthly
  title: Monthly 1-degree temperature and salinity on standard depths
  summary: What floats and moorings saw.
  metadata:
    institution: Example Institute
    keywords: [temperature, salinity]
  read:
    - network: argo
      files: "archive/argo/**/*_prof.nc"
      variables: [temperature, salinity]
    - network: ioos-station
      files: ["moorings/*.nc", "ships/*.nc"]
      variables: wind_speed_10m
      wind: {height: 10 m, profile: neutral_log}
  validate:
    - impossible_date:
    - impossible_location: {networks: [argo]}
    - gross_range: {variable: temperature, suspect: [-2, 38], fail: [-2.5, 40], units: degree_C}
    - spike: {variable: temperature, suspect: 2, fail: 6, units: kelvin}
    - rate_of_change: {variable: wind_speed_10m, fail: 3.6, units: km h-1 s-1}
    - flat_line: {variable: salinity, suspect: 3 hours, fail: 6 h, tolerance: 0.01, units: "1"}
  resample:
    horizontal: {grid: regular, resolution: 1 degree, extent: global}
    vertical: {levels: woa, method: linear, max_gap: {0-200 m: 50 m, 200-2000 m: 200 m}, extrapolate: {nearest: 5 m}}
    time: month
  summarise: {use: [good, probably_good], statistics: [count, mean, standard_deviation]}
  write:
    - netcdf: "products/argo/{year}/argo_ts_{year}{month}.nc"

  """

let knownNetworks = ["argo", "ascat-l2", "ghrsst-l2p", "ioos-station"]

/// The faults of a text as a pipeline file; empty when it has none.
func problems(of yaml: String) -> [PipelineFileProblem] {
  do {
    _ = try PipelineFile(yaml: yaml, path: "p.yaml", networks: knownNetworks)
    return []
  } catch {
    return error.problems
  }
}

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/pipeline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }
}

/// A generator whose sequence follows from its seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
