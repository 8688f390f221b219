import Testing

/// One slip: `from` in the faultless file is replaced by `to`.
struct Slip: Sendable, CustomTestStringConvertible {
  let from: String

  /// `§` stands where the fault must be reported.
  let to: String

  /// Words that the message holds.
  let word: String

  /// The nearest valid word, which the message proposes.
  var suggestion: String?

  /// `LINE:COLUMN` of the fault, where no `§` can stand.
  var place: String?

  init(
    _ from: String,
    _ to: String,
    _ word: String,
    _ suggestion: String? = nil,
    at place: String? = nil
  ) {
    self.from = from
    self.to = to
    self.word = word
    self.suggestion = suggestion
    self.place = place
  }

  var testDescription: String { "\(from) -> \(to)" }
}

/// Slips in `faultlessPipeline`, by the stages of the file.
let slips: [Slip] = [
  // Keys of the file.
  Slip("title:", "§titel:", "unknown key 'titel'", "title"),
  Slip("validate:", "§validation:", "unknown key 'validation'", "validate"),
  Slip("summarise:", "§summarize:", "unknown key", "summarise"),
  Slip("pipeline: argo-monthly", "§titles: x", "unknown key", "title"),
  Slip("pipeline: argo-monthly\ntitle", "§title", "'pipeline' is missing"),
  Slip("summary: What", "§title: twice # ", "already"),
  Slip("pipeline: argo-monthly", "pipeline: §argo monthly", "expected a name"),
  Slip("pipeline: argo-monthly", "pipeline: §../etc", "expected a name"),
  Slip("pipeline: argo-monthly", "pipeline: §2024", "quotes"),
  Slip("pipeline: argo-monthly", "pipeline: §[argo]", "expected text, found a list"),
  Slip("title: Monthly", "title:§\n# ", "expected text, found nothing"),
  Slip("summary: What floats and moorings saw.", "summary: §true", "boolean"),
  Slip("summary: What floats and moorings saw.", "summary: §\"\"", "found none"),
  Slip("read:\n", "§reed:\n", "unknown key 'reed'", "read"),
  Slip("read:\n", "reed:\n", "the key 'read' is missing", at: "1:1"),
  Slip("write:\n", "writ:\n", "the key 'write' is missing", at: "1:1"),
  Slip("resample:\n", "resampel:\n", "the key 'resample' is missing", at: "1:1"),
  Slip("pipeline: argo-monthly", "pipeline: §\"\"", "found none"),
  // Metadata.
  Slip("metadata:\n", "metadata: §[\n", "not YAML", at: "6:11"),
  Slip("institution: Example", "include: §/tmp\n  institution: Example", "regular file"),
  Slip("institution:", "§creator-name:", "name of an attribute"),
  Slip("institution: Example Institute", "institution: §{name: x}", "found a mapping"),
  Slip("institution: Example Institute", "institution: §true", "boolean"),
  Slip("institution: Example Institute", "institution: §.nan", "finite"),
  Slip("[temperature, salinity]\nread", "§[temperature, 3]\nread", "list of both"),
  Slip("[temperature, salinity]\nread", "§[]\nread", "empty list"),
  Slip("institution: Example Institute", "§title: other", "key of the pipeline file"),
  Slip("institution: Example Institute", "include: §absent.yaml", "cannot be opened"),
  // Reading.
  Slip("network: argo\n", "network: §arg0\n", "unknown word 'arg0'", "argo"),
  Slip("network: argo\n", "§net: argo\n", "unknown key 'net'"),
  Slip("    files: \"archive/argo/**/*_prof.nc\"\n", "", "'files' is missing", at: "8:5"),
  Slip("\"archive/argo/**/*_prof.nc\"", "§\"http://example.org/a.nc\"", "address"),
  Slip("\"archive/argo/**/*_prof.nc\"", "§*_prof.nc", "with * in quotes"),
  Slip("\"archive/argo/**/*_prof.nc\"", "§[]", "found none"),
  Slip("\"archive/argo/**/*_prof.nc\"", "§archive/", "expected files"),
  Slip("[temperature, salinity]\n  -", "[§temprature, salinity]\n  -", "known", "temperature"),
  Slip("[temperature, salinity]\n  -", "[temperature, §temperature]\n  -", "already"),
  Slip("[temperature, salinity]\n  -", "[temperature, §Salinity]\n  -", "known", "salinity"),
  Slip("height: 10 m", "height: §10", "with its unit"),
  Slip("height: 10 m", "height: §20 m", "10 m"),
  Slip("height: 10 m", "height: §10 hPa", "does not convert to m"),
  Slip("profile: neutral_log", "profile: §neutral-log", "neutral_log", "neutral_log"),
  Slip("wind: {", "§winds: {", "unknown key", "wind"),
  Slip("height: 10 m, ", "", "'height' is missing", at: "14:11"),
  Slip("height: 10 m", "§hieght: 10 m", "unknown key 'hieght'", "height"),
  Slip("wind: {height: 10 m, profile: neutral_log}", "wind: §neutral_log", "expected a mapping"),
  Slip(
    "    variables: wind_speed_10m",
    "    §variable: wind_speed_10m",
    "key 'variable'",
    "variables"
  ),
  Slip("- network: argo\n    files", "- §files", "'network' is missing"),
  Slip("\"archive/argo/**/*_prof.nc\"", "§{a: b}", "expected text, found a mapping"),
  // Validation.
  Slip("- spike:", "- §spikes:", "unknown word 'spikes'", "spike"),
  Slip("- gross_range:", "- §grossrange:", "unknown word", "gross_range"),
  Slip("- spike: {", "- suite: §argo-realtim # {", "unknown word", "argo-realtime"),
  Slip("impossible_date:", "impossible_date:\n    §spike: {}", "beside"),
  Slip("impossible_date:", "impossible_date: §yes", "expected a mapping"),
  Slip("impossible_date:", "impossible_date: {§variabel: temperature}", "unknown key", "variable"),
  Slip("networks: [argo]", "networks: [§argos]", "unknown word", "argo"),
  Slip("{variable: temperature, suspect: 2", "{variable: §pressure, suspect: 2", "not among"),
  Slip("variable: salinity", "variable: §salt", "known"),
  Slip("variable: salinity", "networks: [ioos-station], variable: §salinity", "not among"),
  Slip("units: degree_C}", "units: §degree_X}", "unknown unit", "degree_C"),
  Slip("units: degree_C}", "units: §hPa}", "does not convert to degree_Celsius"),
  Slip("units: degree_C}", "§unit: degree_C}", "unknown key", "units"),
  Slip(", units: degree_C}", "}", "'units' is missing", at: "18:18"),
  Slip("fail: [-2.5, 40]", "fail: §[40, -2.5]", "reversed"),
  Slip("fail: [-2.5, 40]", "fail: §[40, 40]", "empty"),
  Slip("fail: [-2.5, 40]", "fail: §[-2.5, 40, 50]", "a list of 3"),
  Slip("fail: [-2.5, 40]", "fail: [§-.inf, 40]", "finite"),
  Slip("fail: [-2.5, 40]", "fail: [-2.5, §1e999]", "finite"),
  Slip("fail: [-2.5, 40]", "fail: [-2.5, §\"40\"]", "expected a number, found the text"),
  Slip("suspect: [-2, 38]", "suspect: §[-3, 38]", "within"),
  Slip("suspect: 2, fail: 6", "suspect: §7, fail: 6", "at most"),
  Slip("suspect: 2, fail: 6", "suspect: §-2, fail: 6", "0 or more"),
  Slip("suspect: 2, fail: 6", "suspect: §no, fail: 6", "expected a number"),
  Slip("suspect: 2, fail: 6", "suspect: 2, fail: §.nan", "finite"),
  Slip("suspect: 2, fail: 6", "suspect: 2, fail: §.inf", "finite"),
  Slip("suspect: 2, fail: 6", "fail: §0xFFFFFFFFFFFFFFFFFF", "finite"),
  Slip("suspect: 2, fail: 6, units", "units", "expected 'suspect', 'fail' or both", at: "19:5"),
  Slip("variable: temperature, suspect: 2", "suspect: 2", "'variable' is missing", at: "19:12"),
  Slip("units: kelvin", "units: §kelvinz", "unknown unit 'kelvinz'", "kelvin"),
  Slip("units: kelvin", "units: §m s-1", "'m s-1' does not convert to degree_Celsius"),
  Slip("units: kelvin", "units: §7", "put it in quotes"),
  Slip("suspect: [-2, 38]", "suspect: §[-2, 41]", "within"),
  Slip("suspect: [-2, 38]", "suspect: [§.nan, 38]", "finite"),
  Slip("suspect: [-2, 38]", "suspect: §38", "expected a span"),
  Slip("suspect: 3 hours", "suspect: §3 fortnigths", "unknown unit"),
  Slip("suspect: 3 hours", "suspect: §-3 hours", "or more"),
  Slip("suspect: 3 hours", "suspect: §1e999 hours", "finite"),
  Slip("tolerance: 0.01", "§tolerence: 0.01", "unknown key", "tolerance"),
  Slip("fail: 3.6, units: km h-1 s-1", "fail: 3.6, units: §km h-1", "does not convert"),
  Slip("suspect: 3 hours", "suspect: §3", "with its unit"),
  Slip("suspect: 3 hours", "suspect: §0 hours", "more than 0"),
  Slip("suspect: 3 hours", "suspect: §7 hours", "at most"),
  Slip("suspect: 3 hours", "suspect: §3 m", "does not convert to s"),
  Slip("tolerance: 0.01, ", "", "'tolerance' is missing", at: "21:16"),
  Slip("tolerance: 0.01", "tolerance: §-1", "0 or more"),
  Slip("tolerance: 0.01", "tolerance: §.nan", "finite"),
  Slip("validate:\n", "validate:\n  §all: 1\nsummary2:\n", "expected a list"),
  Slip("- spike: {", "- §[spike] # {", "expected one of suite, impossible_date"),
  // Resampling.
  Slip("horizontal: {", "§horizontel: {", "unknown key 'horizontel'", "horizontal"),
  Slip("grid: regular", "§gird: regular", "unknown key 'gird'", "grid"),
  Slip("levels: woa", "§level: woa", "unknown key 'level'", "levels"),
  Slip("levels: woa, ", "", "'levels' is missing", at: "24:13"),
  Slip(", extent: global", "", "'extent' is missing", at: "23:15"),
  Slip("{grid: regular, resolution: 1 degree, extent: global}", "§regular", "expected a mapping"),
  Slip("resolution: 1 degree", "resolution: §-1 degree", "greater than 0"),
  Slip("resolution: 1 degree", "resolution: §1 km", "found the unit 'km'"),
  Slip("resolution: 1 degree", "resolution: §.nan degree", "with its unit"),
  Slip("resolution: 1 degree", "resolution: §9999999999 degree", "plain decimal"),
  Slip(
    "resolution: 1 degree, extent: global",
    "resolution: 0.001 degree, extent: §global",
    "cells"
  ),
  Slip("extent: global", "extent: §[117, 23, 131, 91]", "within -90...90"),
  Slip("extent: global", "extent: §[117, -90.5, 131, 41]", "within -90...90"),
  Slip("extent: global", "extent: §[-181, 23, 131, 41]", "from -180"),
  Slip("extent: global", "extent: §[0, 23, 361, 41]", "at most 360"),
  Slip("extent: global", "extent: [§.inf, 23, 131, 41]", "expected west"),
  Slip("extent: global", "extent: [117, 23, 131, §1e1]", "expected north"),
  Slip("grid: regular", "grid: §regualr", "expected regular", "regular"),
  Slip("resolution: 1 degree", "resolution: §1", "with its unit"),
  Slip("resolution: 1 degree", "resolution: §1 degre", "degrees", "degree"),
  Slip("resolution: 1 degree", "resolution: §0 degree", "greater than 0"),
  Slip("resolution: 1 degree", "resolution: §1e-1 degree", "plain decimal"),
  Slip("resolution: 1 degree, extent: global", "resolution: 7 degree, extent: §global", "whole"),
  Slip("extent: global", "extent: §globe", "global", "global"),
  Slip("extent: global", "extent: §[117, 23, 131]", "expected global or"),
  Slip("extent: global", "extent: §[131, 23, 117, 41]", "west must be less"),
  Slip("extent: global", "extent: §[117, 41, 131, 23]", "south must be less"),
  Slip("extent: global", "extent: [117, §south, 131, 41]", "expected south"),
  Slip(
    "extent: global",
    "extent: {west: 117, §nort: 41, south: 23, east: 131}",
    "key 'nort'",
    "north"
  ),
  Slip("levels: woa", "levels: §woa13", "woa or a list"),
  Slip("levels: woa", "levels: [0, 10, §5]", "increase"),
  Slip("levels: woa", "levels: [0, 10, §20000]", "0 to 12000"),
  Slip("levels: woa", "levels: [§-5, 0]", "0 to 12000"),
  Slip("levels: woa", "levels: §[]", "1 to 1000"),
  Slip("levels: woa", "levels: [10, §10]", "increase"),
  Slip("levels: woa", "levels: [0, §.nan]", "finite"),
  Slip("levels: woa", "levels: [0, §1e999]", "finite"),
  Slip("levels: woa", "levels: [0, §99999999999999999999]", "0 to 12000"),
  Slip("levels: woa", "levels: [0, §ten]", "expected a number, found the text 'ten'"),
  Slip("method: linear", "method: §pchip", "expected linear"),
  Slip("200-2000 m: 200 m", "§150-2000 m: 200 m", "overlaps"),
  Slip("200-2000 m: 200 m", "§2000-200 m: 200 m", "lesser depth first"),
  Slip("200-2000 m: 200 m", "§below 200 m: 200 m", "such as '0-200 m'"),
  Slip("200-2000 m: 200 m", "200-2000 m: §200", "with its unit"),
  Slip("200-2000 m: 200 m", "200-2000 m: §0 m", "more than 0"),
  Slip("time: month", "time: §monthly", "expected minute, hour", "month"),
  Slip("time: month", "time: §seasons", "expected minute", "season"),
  Slip("time: month", "time: §all", "unknown word 'all'"),
  Slip("time: month", "time: §0 days", "unknown word"),
  Slip("time: month", "time: §5 hours", "divide", "2 hours"),
  Slip("time: month", "time: §6", "expected minute"),
  Slip("  time: month\n", "", "'time' is missing", at: "23:3"),
  Slip("time: month", "§tiem: month", "unknown key 'tiem'", "time"),
  Slip("time: month", "time: §[month]", "found a list"),
  // Summary.
  Slip("use: [good", "§used: [good", "unknown key 'used'", "use"),
  Slip("statistics: [count, mean, standard_deviation]", "statistics: §{}", "expected mean"),
  Slip("use: [good, probably_good]", "use: [good, §probaly_good]", "unknown", "probably_good"),
  Slip("use: [good, probably_good]", "use: [§missing]", "unknown word 'missing'"),
  Slip("use: [good, probably_good]", "use: §[]", "found none"),
  Slip("statistics: [count, mean,", "statistics: [count, §meen,", "unknown", "mean"),
  Slip("statistics: [count, mean,", "statistics: [count, §count,", "already"),
  // Writing.
  Slip("- netcdf:", "- §netcdf4:", "unknown word", "netcdf"),
  // A slip within a template is reported where the template begins.
  Slip("{month}.nc\"", "{mont}.nc\"", "unknown token '{mont}'", "{month}", at: "28:13"),
  Slip("_{year}{month}.nc", "_{year}{month.nc", "closing brace", at: "28:13"),
  Slip("_{year}{month}.nc", "_{year}{month}.txt", "ends in .nc", at: "28:13"),
  Slip("products/argo", "s3://products", "on this machine", at: "28:13"),
  Slip("{year}/argo_ts_{year}{month}.nc", "argo_{month}.nc", "{year} beside {month}", at: "28:13"),
  Slip("{year}/argo_ts_{year}{month}.nc", "argo_ts.nc", "token of time", at: "28:13"),
  Slip("_{year}{month}.nc", "_{date}.nc", "each day would split", at: "28:13"),
  Slip("_{year}{month}.nc", "_{date}{hour}.nc", "each hour would split", at: "28:13"),
  Slip(
    "write:\n",
    "write:\n  - netcdf: \"products/argo/{year}/argo_ts_{year}{month}.nc\"\n",
    "written already",
    at: "29:13"
  ),
  Slip("\"products/argo/{year}/argo_ts_{year}{month}.nc\"", "§7", "put it in quotes"),
  // YAML.
  Slip("title: Monthly", "§@title: Monthly", "not YAML"),
  Slip("title: Monthly", "title: Monthly§: and daily", "not YAML"),
  Slip("  time: month", "§\ttime: month", "not YAML"),
  Slip("pipeline: argo-monthly", "pipeline: §'argo-monthly", "not YAML"),
  Slip(
    "keywords: [temperature, salinity]",
    "keywords: [temperature, salinity",
    "not YAML",
    at: "7:5"
  ),
  Slip("title: Monthly", "title: §&t Monthly", "anchors"),
  Slip("keywords: [", "keywords: §&k [", "anchors"),
  Slip("title: Monthly", "title: §*t", "aliases"),
  Slip("title: Monthly", "title: §!!binary Monthly", "tags"),
  Slip("title: Monthly", "title: §\"\\0 Monthly\" #", "zero"),
  Slip("summarise: {", "summarise: {use: [good], ", "already", at: "26:13"),
  Slip("    variables: wind", "    §files: b.nc\n    variables: wind", "the key 'files' is there"),
  Slip("title: Monthly", "? §[a, b]\n: c\ntitle: Monthly", "as key"),
]
