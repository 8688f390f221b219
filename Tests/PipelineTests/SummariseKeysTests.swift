import ObservationModel
import Pipeline
import Summary
import Testing

/// A pipeline file with every key of `summarise`.
let everyKeyOfSummarise = """

  pipeline: summaries
  read:
    - network: argo
      files: "archive/*.nc"
      variables: [temperature, salinity]
  resample:
    horizontal: {grid: regular, resolution: 1 degree, extent: global}
    time: month
  summarise:
    use: [good]
    statistics: [median, percentile_90, first]
    ddof: 1
    quality_levels: highest
    memory: 512 MiB
    lattices:
      temperature: {step: 2^-14, offset: 10, range: [-5, 45]}
  write:
    - netcdf: "products/{year}{month}.nc"

  """

@Suite("The keys of summarise")
struct SummariseKeysTests {
  private func problem(_ from: String, _ to: String) -> String {
    problems(of: everyKeyOfSummarise.replacing(from, with: to)).first.map { "\($0)" } ?? ""
  }

  @Test("give statistics, quantiles, degrees of freedom, quality levels, memory and lattices")
  func keys() throws {
    let file = try PipelineFile(yaml: everyKeyOfSummarise, path: "p.yaml", networks: knownNetworks)
    let ninety = try #require(Statistic("quantile_0.9"))
    #expect(file.summarise.statistics == [.median, ninety, .first])
    #expect(file.summarise.ddof == 1)
    #expect(file.summarise.qualityLevels == .highest)
    #expect(file.summarise.memoryBytes == 512 << 20)
    let lattice = try #require(file.summarise.lattices["temperature"])
    #expect(lattice == Lattice(offset: 10, stepExponent: -14, range: -5...45))
    let plain = everyKeyOfSummarise.replacing("2^-14", with: "0.00006103515625")
    let other = try PipelineFile(yaml: plain, path: "p.yaml", networks: knownNetworks)
    #expect(other.summarise.lattices["temperature"] == lattice)
  }

  @Test("are refused where they do not make sense")
  func faults() {
    #expect(problem("median,", "medain,").contains("median"))
    #expect(problem("percentile_90", "percentile_101").contains("unknown word"))
    #expect(problem("percentile_90", "quantile_0.5").contains("twice"))
    #expect(problem("first]", "resultant_length]").contains("applies to none of the variables"))
    #expect(problem("first]", "sses_bias]").contains("temperatures of the sea surface"))
    #expect(problem("ddof: 1", "ddof: 2").contains("expected 0"))
    #expect(problem("highest", "best").contains("unknown word 'best'"))
    #expect(problem("512 MiB", "512 MB/s").contains("unit"))
    #expect(problem("512 MiB", "100 kB").isEmpty)
    #expect(problem("512 MiB", "0 GB").contains("1 KiB"))
    #expect(problem("2^-14", "0.3").contains("power of two"))
    #expect(problem("2^-14", "2^-70").contains("power of two"))
    #expect(problem("offset: 10", "offset: 0.00001").contains("whole number of steps"))
    #expect(problem("[-5, 45]", "[-5, 200000]").contains("farther than"))
    #expect(problem("temperature: {step", "wind_speed: {step").contains("unknown key"))
  }

  @Test("that change what is decoded change the form that decides it, and others do not")
  func forms() throws {
    func form(_ from: String, _ to: String) throws -> String {
      let yaml = everyKeyOfSummarise.replacing(from, with: to)
      return try PipelineFile(yaml: yaml, path: "p.yaml").decodingForm(ofEntry: 0)
    }
    let form0 = try form("x", "x")
    #expect(try form("512 MiB", "1 KiB") == form0)
    #expect(try form("ddof: 1", "ddof: 0") == form0)
    #expect(try form("percentile_90", "percentile_80") == form0)
    #expect(try form("offset: 10", "offset: 11") != form0)
    #expect(try form("first]", "last]") != form0)
    #expect(try form("highest", "pooled") != form0)
  }
}
