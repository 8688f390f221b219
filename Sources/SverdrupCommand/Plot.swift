import ArgumentParser
import Foundation
import Reporting
import Sverdrup

struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws a variable of gridded products as a map (PNG).",
    discussion: """
      Of several products, and of several times in one, the map shows the mean of the cells that \
      have values, weighted by the counts of observations where the product has them.
      """
  )

  @Argument(help: "Products.")
  var products: [String]

  @Option(help: "The variable to draw, such as sea_surface_temperature_mean.")
  var variable: String

  @Option(help: "A variable whose values are drawn over it as points.")
  var points: String?

  @Option(help: "The index of the standard level.")
  var level = 0

  @Option(help: "The title (default: the name of the variable).")
  var title: String?

  @Option(help: "The line under the title (default: the time that is covered).")
  var subtitle: String?

  @Option(help: "The picture to write.")
  var output: String

  @Flag(help: "Use the palette for speeds.")
  var speed = false

  func run() throws {
    do {
      var field = GridMean()
      var overlay = GridMean()
      for path in products {
        let file = try NetCDFFile(path: path)
        try field.add(variable, of: file, level: level)
        if let points { try overlay.add(points, of: file, level: level) }
      }
      let map = MapPicture(
        field: MapField(
          title: title ?? field.longName,
          subtitle: subtitle ?? field.coverage,
          units: field.units.replacingOccurrences(of: "degree_Celsius", with: "°C"),
          latitudeEdges: field.latitudeEdges,
          longitudeEdges: field.longitudeEdges,
          values: field.means
        ),
        points: points == nil ? MapPoints() : overlay.points,
        palette: speed ? .speed : .thermal
      )
      let bytes = try map.pngBytes()
      try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
      print(output)
    } catch let error as NetCDFError {
      printError("sverdrup: \(error)")
      throw error.kind == .noSuchFile || error.kind == .notRegularFile
        ? ExitCode.noInput : ExitCode.badData
    } catch let error as PlotError {
      printError("sverdrup: \(error.message)")
      throw ExitCode.badData
    } catch let error as ReportingError {
      printError("sverdrup: \(error)")
      if case .missingData = error { throw ExitCode.missingService }
      throw ExitCode.badData
    } catch let error as CocoaError {
      printError("sverdrup: \(output): \(error.localizedDescription)")
      throw ExitCode.inputOutput
    }
  }
}

/// Why a product cannot be drawn.
private struct PlotError: Error {
  let message: String
}

/// The mean over products and times of one variable, weighted by counts.
private struct GridMean {
  var latitudeEdges: [Double] = []
  var longitudeEdges: [Double] = []
  var longName = ""
  var units = ""
  private var sums: [Double] = []
  private var weights: [Double] = []
  private var first: String?
  private var last: String?

  var coverage: String? {
    guard let first, let last else { return nil }
    return "\(first.prefix(10)) to \(last.prefix(10))"
  }

  var means: [Double] { zip(sums, weights).map { $1 > 0 ? $0 / $1 : .nan } }

  /// The cells with values, as points in their middles.
  var points: MapPoints {
    var points = MapPoints()
    let columns = longitudeEdges.count - 1
    for (cell, value) in means.enumerated() where !value.isNaN {
      let (row, column) = (cell / columns, cell % columns)
      points.latitudes.append((latitudeEdges[row] + latitudeEdges[row + 1]) / 2)
      points.longitudes.append((longitudeEdges[column] + longitudeEdges[column + 1]) / 2)
      points.values.append(value)
    }
    return points
  }

  mutating func add(_ name: String, of file: NetCDFFile, level: Int) throws {
    guard let variable = file.variable(name) else {
      let names = file.allVariables.filter { $0.dimensions.count >= 3 }.map(\.name)
      throw PlotError(
        message: "\(file.path): no variable \(name); it has \(names.joined(separator: ", "))"
      )
    }
    let (latitudes, longitudes) = (try edges("lat", file), try edges("lon", file))
    let cells = (latitudes.count - 1) * (longitudes.count - 1)
    let names = variable.dimensions.map(\.name)
    guard names.suffix(2) == ["lat", "lon"], names.first == "time", names.count <= 4 else {
      throw PlotError(message: "\(file.path): \(name) is not a field of time, lat and lon")
    }
    if sums.isEmpty {
      (latitudeEdges, longitudeEdges) = (latitudes, longitudes)
      sums = [Double](repeating: 0, count: cells)
      weights = sums
      longName = text(variable, "long_name") ?? name
      units = text(variable, "units") ?? ""
    }
    guard latitudes == latitudeEdges, longitudes == longitudeEdges else {
      throw PlotError(message: "\(file.path): its grid is not that of the first product")
    }
    let count =
      name.hasSuffix("_mean")
      ? file.variable(String(name.dropLast(5)) + "_count") : nil
    for time in 0..<variable.shape[0] {
      let hasLevels = names.count == 4
      guard !hasLevels || (0..<variable.shape[1]).contains(level) else {
        throw PlotError(message: "\(file.path): \(name) has \(variable.shape[1]) levels")
      }
      let region = Region(
        start: hasLevels ? [time, level, 0, 0] : [time, 0, 0],
        count: (hasLevels ? [1, 1] : [1]) + [latitudes.count - 1, longitudes.count - 1]
      )
      let values = try numbers(file.read(variable, region: region))
      let counts = try count.map { try numbers(file.read($0, region: region)) }
      for cell in 0..<cells where !values[cell].isNaN {
        let weight = counts?[cell] ?? 1
        sums[cell] += values[cell] * weight
        weights[cell] += weight
      }
    }
    let start = fileText(file, "time_coverage_start")
    let end = fileText(file, "time_coverage_end")
    first = [first, start].compactMap { $0 }.min()
    last = [last, end].compactMap { $0 }.max()
  }

  private func edges(_ axis: String, _ file: NetCDFFile) throws -> [Double] {
    guard let bounds = file.variable(axis + "_bnds"), bounds.shape.count == 2,
      case .double(let pairs) = try file.read(bounds), let end = pairs.last
    else { throw PlotError(message: "\(file.path): has no \(axis)_bnds; it is not a product") }
    return stride(from: 0, to: pairs.count, by: 2).map { pairs[$0] } + [end]
  }

  private func numbers(_ values: StoredValues) throws -> [Double] {
    switch values {
    case .float(let values): return values.map { Double($0) }
    case .double(let values): return values
    case .int(let values): return values.map { Double($0) }
    default: throw PlotError(message: "the variable does not hold numbers that can be drawn")
    }
  }

  private func text(_ variable: Variable, _ name: String) -> String? {
    if case .text(let text) = variable.attribute(name)?.content { return text }
    return nil
  }

  private func fileText(_ file: NetCDFFile, _ name: String) -> String? {
    if case .text(let text) = file.root.attributes.first(where: { $0.name == name })?.content {
      return text
    }
    return nil
  }
}
