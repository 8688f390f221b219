import Foundation
import NetCDFFile
import Pipeline
import Resampling
import Summary
import Testing

@Suite("Summaries of fields")
struct FieldSummaryTests {
  /// A file with a field of 2 by 2 cells at each time, all of the same value but for what is said.
  struct Source {
    var times: [Double]
    var values: [Double]
    var units = "days since 2000-01-01"
    var calendar = "standard"
    var bounds: [Double]?
    var cellMethods: String?
    var packing: (scale: Double, offset: Double)?

    var unit = "degree_C"
    var latitudes = [-10.0, 10]

    /// The dimension of the coordinate time.
    var dimension = "time"

    /// Cells that have no value at a time: time and cell.
    var missing: Set<[Int]> = []

    func write(to path: String) throws {
      let writer = try NetCDFWriter(path: path, format: .netCDF4Classic)
      try writer.defineDimension(dimension, length: times.count)
      try writer.defineDimension("lat", length: 2)
      try writer.defineDimension("lon", length: 2)
      try writer.defineDimension("nv", length: 2)
      for (name, unit) in [("lat", "degrees_north"), ("lon", "degrees_east"), ("time", units)] {
        let spans = name == "time" ? [dimension] : [name]
        try writer.defineVariable(name, type: .double, dimensions: spans)
        try writer.putAttribute("units", .text(unit), of: name)
      }
      try writer.putAttribute("calendar", .text(calendar), of: "time")
      if bounds != nil {
        try writer.putAttribute("bounds", .text("time_bnds"), of: "time")
        try writer.defineVariable("time_bnds", type: .double, dimensions: [dimension, "nv"])
      }
      try writer.defineVariable(
        "sst",
        type: packing == nil ? .float : .short,
        dimensions: [dimension, "lat", "lon"],
        fill: packing == nil ? .reals([-999]) : .integers([-32_768])
      )
      try writer.putAttribute("units", .text(unit), of: "sst")
      if let cellMethods { try writer.putAttribute("cell_methods", .text(cellMethods), of: "sst") }
      if let packing {
        try writer.putAttribute("scale_factor", .reals([packing.scale]), of: "sst")
        try writer.putAttribute("add_offset", .reals([packing.offset]), of: "sst")
      }
      try writer.write(.double(latitudes), to: "lat")
      try writer.write(.double([0, 180]), to: "lon")
      try writer.write(.double(times), to: "time")
      if let bounds { try writer.write(.double(bounds), to: "time_bnds") }
      let all = times.indices.flatMap { time in
        (0..<4).map { missing.contains([time, $0]) ? nil : Optional(values[time]) }
      }
      if let packing {
        let stored = all.map { value in
          value.map { Int16((($0 - packing.offset) / packing.scale).rounded()) } ?? -32_768
        }
        try writer.write(.short(stored), to: "sst")
      } else {
        try writer.write(.float(all.map { $0.map { Float($0) } ?? -999 }), to: "sst")
      }
      try writer.close()
    }
  }

  /// What a summary of sources holds.
  struct Output {
    let file: NetCDFFile

    func numbers(_ name: String) throws -> [Double] {
      let variable = try #require(file.variable(name))
      switch try file.read(variable) {
      case .double(let values): return values
      case .float(let values): return values.map { $0 > 9e36 ? .nan : Double($0) }
      case .int(let values): return values.map { Double($0) }
      default: return []
      }
    }

    func text(_ name: String, of variable: String) -> String? {
      guard case .text(let text)? = file.variable(variable)?.attribute(name)?.content else {
        return nil
      }
      return text
    }
  }

  func summarise(_ sources: [Source], _ summary: FieldSummary) throws -> Output {
    let folder = try TemporaryFolder()
    let paths = try sources.enumerated().map { number, source in
      let path = folder.file("\(number).nc")
      try source.write(to: path)
      return path
    }
    let output = folder.file("out.nc")
    _ = try summary.write(paths, to: output)
    return Output(file: try NetCDFFile(path: output))
  }

  @Test("months end where they end, and a leap day is a day of February")
  func months() throws {
    // 2000-01-31, 2000-02-01 ... 02-29, 2000-03-01.
    let source = Source(times: (30..<61).map(Double.init), values: (0..<31).map(Double.init))
    let output = try summarise([source], FieldSummary(bins: .steps(.month)))
    #expect(try output.numbers("time_bnds") == [0, 31, 31, 60, 60, 91])
    #expect(try output.numbers("time") == [15.5, 45.5, 75.5])
    // 1 ... 29 have the mean 15.
    let means = try output.numbers("sst")
    #expect(means == [0, 0, 0, 0, 15, 15, 15, 15, 30, 30, 30, 30])
    #expect(output.text("cell_methods", of: "sst") == "time: mean")
  }

  @Test("a model's February has the days of its own calendar")
  func calendar() throws {
    // 60 days from 2000-01-16 of a calendar of 30-day months.
    var source = Source(times: (15..<75).map(Double.init), values: (0..<60).map(Double.init))
    source.calendar = "360_day"
    let output = try summarise([source], FieldSummary(bins: .steps(.month), statistics: [.count]))
    #expect(try output.numbers("time_bnds") == [0, 30, 30, 60, 60, 90])
    #expect(
      try output.numbers("sst").enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        == [15, 30, 15]
    )
    #expect(output.text("calendar", of: "time") == "360_day")
    #expect(output.text("standard_name", of: "sst") == "number_of_observations")
  }

  @Test("a mean stamped with the end of its interval counts for the interval")
  func bounds() throws {
    var source = Source(times: [31, 60], values: [1, 2])
    source.bounds = [0, 31, 31, 60]
    source.cellMethods = "area: mean time: mean"
    let output = try summarise([source], FieldSummary(bins: .steps(.month)))
    #expect(try output.numbers("time_bnds") == [0, 31, 31, 60])
    #expect(try output.numbers("sst") == [1, 1, 1, 1, 2, 2, 2, 2])
    // The mean of means is a mean; an instant is not what the mean is of.
    #expect(output.text("cell_methods", of: "sst") == "area: mean time: mean")
    source.bounds = [31, 0, 60, 31]
    let turned = try summarise([source], FieldSummary(bins: .steps(.month)))
    #expect(try turned.numbers("sst") == [1, 1, 1, 1, 2, 2, 2, 2])
    source.cellMethods = "time: point"
    let maximum = FieldSummary(bins: .steps(.all), statistics: [.maximum])
    let other = try summarise([source], maximum)
    #expect(other.text("cell_methods", of: "sst") == "time: maximum")
    #expect(try other.numbers("time_bnds") == [0, 60])
  }

  @Test("cells without enough values are missing, those without any always")
  func coverage() throws {
    var source = Source(times: (0..<31).map(Double.init), values: (0..<31).map(Double.init))
    // Cell 1 lacks 8 of 31 days, cell 2 lacks 7, cell 3 all. 0.75 of 31 is 23.25: 24 are needed.
    source.missing = Set(
      (0..<8).map { [$0, 1] } + (0..<7).map { [$0, 2] } + (0..<31).map { [$0, 3] }
    )
    let some = FieldSummary(
      bins: .steps(.month),
      statistics: [.mean, .count],
      minimumCoverage: 0.75
    )
    let output = try summarise([source], some)
    let means = try output.numbers("sst_mean")
    #expect(means[0] == 15 && means[1].isNaN && means[2] == 18.5 && means[3].isNaN)
    #expect(try output.numbers("sst_count") == [31, 23, 24, 0])
    // What is missing as a whole is counted as missing, too.
    source.times.removeLast(8)
    source.values.removeLast(8)
    source.missing = []
    let short = try summarise([source], some)
    #expect(try short.numbers("sst_mean").allSatisfy(\.isNaN))
  }

  @Test("means of days count each day once, however many values it has")
  func meansOfDays() throws {
    // Day 0 has the values 0, 2, 4 and 6 every six hours, day 1 has 10 alone.
    let source = Source(times: [0, 0.25, 0.5, 0.75, 1.5], values: [0, 2, 4, 6, 10])
    let days = FieldSummary(
      bins: .steps(.month),
      means: .day,
      statistics: [.mean, .maximum, .count, .standardDeviation]
    )
    let output = try summarise([source], days)
    #expect(try output.numbers("sst_mean") == [6.5, 6.5, 6.5, 6.5])
    #expect(try output.numbers("sst_maximum") == [10, 10, 10, 10])
    #expect(try output.numbers("sst_count") == [2, 2, 2, 2])
    #expect(try output.numbers("sst_standard_deviation") == [3.5, 3.5, 3.5, 3.5])
    // A deviation is a difference: 3.5 degrees Celsius would be 276.65 K.
    #expect(output.text("units", of: "sst_standard_deviation") == "K")
    #expect(output.text("units", of: "sst_mean") == "degree_C")
    let pooled = try summarise([source], FieldSummary(bins: .steps(.month)))
    #expect(try pooled.numbers("sst")[0] == Double(Float(22.0 / 5)))
    // Two of 31 days are less than a tenth.
    let least = FieldSummary(bins: .steps(.month), means: .day, minimumCoverage: 0.1)
    #expect(try summarise([source], least).numbers("sst").allSatisfy(\.isNaN))
  }

  @Test("a climatology has the bounds and the methods of CF, and no years but its own")
  func climatology() throws {
    // A value on the 15th of January and of July of 2000, 2001 and 2002.
    let times = [14.0, 196, 380, 561, 745, 926]
    let source = Source(times: times, values: [1, 10, 3, 20, 100, 1000])
    let summary = FieldSummary(bins: .climatology(.month, years: 2000...2001))
    let output = try summarise([source], summary)
    #expect(try output.numbers("sst") == [2, 2, 2, 2, 15, 15, 15, 15])
    #expect(output.text("climatology", of: "time") == "time_climatology")
    #expect(output.text("bounds", of: "time") == nil)
    // 2000-01-01 to 2001-02-01, 2000-07-01 to 2001-08-01.
    #expect(try output.numbers("time_climatology") == [0, 397, 182, 578])
    #expect(try output.numbers("time") == [15.5, 197.5])
    #expect(
      output.text("cell_methods", of: "sst") == "time: mean within years time: mean over years"
    )
  }

  @Test("files that continue each other are taken in the order of time, whatever their units")
  func several() throws {
    let first = Source(times: [0, 1], values: [1, 2])
    var second = Source(times: [48, 72], values: [3, 6])
    second.units = "hours since 2000-01-01"
    let summary = FieldSummary(bins: .steps(.month), percentiles: [50])
    let output = try summarise([second, first], summary)
    #expect(try output.numbers("sst_mean")[0] == 3)
    #expect(try output.numbers("sst_p50")[0] == 2.5)
    // Time is told as the file that is named first tells it.
    #expect(try output.numbers("time_bnds") == [0, 31 * 24])
  }

  @Test("numbers are added as they are stored, a negative scale turns minimum and maximum about")
  func packed() throws {
    var source = Source(times: [0, 1, 2], values: [10, 20, 60])
    source.packing = (-0.5, 40)
    source.missing = [[0, 3], [1, 3]]
    let statistics: [FieldStatistic] = [.minimum, .maximum, .mean, .range, .sampleVariance]
    let output = try summarise(
      [source],
      FieldSummary(bins: .steps(.all), statistics: statistics, threads: 3)
    )
    #expect(try output.numbers("sst_minimum") == [10, 10, 10, 60])
    #expect(try output.numbers("sst_maximum") == [60, 60, 60, 60])
    #expect(try output.numbers("sst_mean") == [30, 30, 30, 60])
    #expect(try output.numbers("sst_range") == [50, 50, 50, 0])
    let variances = try output.numbers("sst_sample_variance")
    #expect(variances[0] == 700 && variances[3].isNaN)
    #expect(output.text("units", of: "sst_sample_variance") == "K2")
  }

  @Test("work in parts, on any number of threads, makes the same file")
  func parts() throws {
    let seed: UInt64 = 7
    var generator = SplitMix(state: seed)
    let values = (0..<40).map { _ in Double(Float.random(in: 270...300, using: &generator)) }
    let source = Source(times: (0..<40).map(Double.init), values: values)
    let folder = try TemporaryFolder()
    let path = folder.file("source.nc")
    try source.write(to: path)
    var files: [Data] = []
    for (threads, memory) in [(1, 1 << 20), (2, 1), (7, 1)] {
      let summary = FieldSummary(
        bins: .steps(.month),
        statistics: FieldStatistic.allCases,
        percentiles: [0, 33, 100],
        threads: threads,
        memoryBytes: memory
      )
      let output = folder.file("\(threads).nc")
      _ = try summary.write([path], to: output)
      files.append(try Data(contentsOf: URL(fileURLWithPath: output)))
    }
    #expect(files[0] == files[1] && files[1] == files[2], "seed \(seed)")
  }

  @Test("time may have a dimension of another name")
  func dimension() throws {
    var source = Source(times: (30..<61).map(Double.init), values: (0..<31).map(Double.init))
    source.dimension = "ocean_time"
    let output = try summarise([source], FieldSummary(bins: .steps(.month)))
    #expect(try output.numbers("sst") == [0, 0, 0, 0, 15, 15, 15, 15, 30, 30, 30, 30])
    #expect(try output.numbers("time") == [15.5, 45.5, 75.5])
    let dimensions = output.file.variable("sst")?.dimensions.map(\.name)
    #expect(dimensions == ["ocean_time", "lat", "lon"])
    #expect(output.file.variable("time")?.dimensions.map(\.name) == ["ocean_time"])
  }

  @Test("fields of other cells, of cells in another order or of another unit are not mixed")
  func unlike() throws {
    let month = FieldSummary(bins: .steps(.month))
    let source = Source(times: [0, 1], values: [1, 2])
    var other = Source(times: [2, 3], values: [3, 4])
    other.unit = "celsius"
    #expect(try summarise([source, other], month).numbers("sst") == [2.5, 2.5, 2.5, 2.5])
    // As a coordinate of Float would be.
    other.latitudes = [-10.000_001, 10]
    #expect(try summarise([source, other], month).numbers("sst") == [2.5, 2.5, 2.5, 2.5])
    other.latitudes = [10, -10]
    #expect(throws: FieldSummaryFailure.self) { try summarise([source, other], month) }
    other.latitudes = source.latitudes
    other.unit = "K"
    #expect(throws: FieldSummaryFailure.self) { try summarise([source, other], month) }
  }

  @Test("anomalies are taken from a climatology of the same cells and unit alone")
  func anomalies() throws {
    let folder = try TemporaryFolder()
    let (path, climatology) = (folder.file("source.nc"), folder.file("climatology.nc"))
    var source = Source(times: [0, 1, 367], values: [1, 3, 8])
    try source.write(to: path)
    let months = FieldSummary(bins: .climatology(.month, years: nil))
    _ = try months.write([path], to: climatology)
    let anomaly = FieldAnomaly(from: climatology)
    _ = try anomaly.write([path], to: folder.file("anomalies.nc"))
    let output = Output(file: try NetCDFFile(path: folder.file("anomalies.nc")))
    #expect(try output.numbers("sst") == [-3, -3, -3, -3, -1, -1, -1, -1, 4, 4, 4, 4])
    source.latitudes = [10, -10]
    try source.write(to: path)
    #expect(throws: FieldSummaryFailure.self) {
      try anomaly.write([path], to: folder.file("anomalies.nc"))
    }
    source.latitudes = [-10, 10]
    source.unit = "K"
    try source.write(to: path)
    #expect(throws: FieldSummaryFailure.self) {
      try anomaly.write([path], to: folder.file("anomalies.nc"))
    }
  }

  @Test("two fields of one time, other calendars and files without times are refused")
  func refused() throws {
    let source = Source(times: [0, 1], values: [1, 2])
    let month = FieldSummary(bins: .steps(.month))
    #expect(throws: FieldSummaryFailure.self) { try summarise([source, source], month) }
    var model = source
    model.calendar = "noleap"
    #expect(throws: FieldSummaryFailure.self) { try summarise([source, model], month) }
    // No field is left out without a word: this one is of the year 835 333.
    var distant = Source(times: [0, 1, 3e8], values: [1, 2, 3])
    distant.calendar = "360_day"
    #expect(throws: FieldSummaryFailure.self) { try summarise([distant], month) }
    let years = FieldSummary(bins: .climatology(.month, years: 1990...1999))
    #expect(throws: FieldSummaryFailure.self) { try summarise([source], years) }
    var named = month
    named.variables = ["temperature"]
    #expect(throws: FieldSummaryFailure.self) { try summarise([source], named) }
  }
}
