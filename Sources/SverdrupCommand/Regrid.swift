import ArgumentParser
import Foundation
import Sverdrup

struct Regrid: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Brings the fields of a file to another grid.",
    discussion: """
      Methods, with the operator of CDO: nearest (remapnn), bilinear (remapbil), bicubic \
      (remapbic), inverse_distance (remapdis), conservative (remapcon), conservative_second_order \
      (remapcon2), largest_area_fraction (remaplaf). The names of CDO and xESMF are understood too. \
      Fields are read, remapped and written one at a time; everything else is carried over.
      """
  )

  @Argument(help: "The file, with fields on one or more grids.")
  var source: String

  @Option(help: "The grid to bring them to: \(TargetGrid.words).")
  var like: String

  @Option(help: "The variable of the file of --like whose grid is meant (default: the first).")
  var likeVariable: String?

  @Option(help: "How values become those of the new grid.")
  var method: Method = Method(method: .bilinear)

  @Option(name: [.short, .long], help: "The file to write.")
  var output: String

  @Option(help: "A variable to bring over; may be given again (default: all).")
  var variable: [String] = []

  @Option(help: "The least part of a cell that values must cover, from 0 to 1.")
  var coverageThreshold = 0.5

  @Flag(help: "Write the covered part of each cell beside its values.")
  var coverage = false

  @Option(
    help: """
      covered: mean of what is covered (FRACAREA); target: sums stay the same at coasts (DESTAREA).
      """
  )
  var normalisation: Normalisation = .covered

  @Flag(help: "Second order without new extremes.")
  var limitGradients = false

  @Option(help: "Keep weights in this directory, and take them from there.")
  var weightsCache: String?

  @Flag(help: "Pack fields as they are packed in the source.")
  var pack = false

  @Option(help: "Compress fields, 1 (fast) to 9 (small).")
  var deflate: Int?

  @Option(help: "How many threads work (default: one for each core).")
  var jobs: Int?

  @Flag(help: "Print the report as JSON.")
  var json = false

  /// A method by any of its names.
  struct Method: ExpressibleByArgument {
    let method: RemappingMethod

    init(method: RemappingMethod) { self.method = method }

    init?(argument: String) {
      guard let method = RemappingMethod(name: argument) else { return nil }
      self.method = method
    }

    var defaultValueDescription: String { method.rawValue }
    static var allValueStrings: [String] { RemappingMethod.allCases.map(\.rawValue) }
  }

  enum Normalisation: String, ExpressibleByArgument, CaseIterable {
    case covered
    case target
  }

  func validate() throws {
    guard (0...1).contains(coverageThreshold) else {
      throw ValidationError("--coverage-threshold must be from 0 to 1")
    }
    if let deflate, !(1...9).contains(deflate) {
      throw ValidationError("--deflate must be from 1 to 9")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  func run() throws {
    let report: Regridding.Report
    do throws(Regridding.Failure) {
      report = try regrid()
    } catch {
      throw exitCode(of: error)
    }
    show(report)
  }

  private func regrid() throws(Regridding.Failure) -> Regridding.Report {
    let file: GriddedFile
    do throws(ReadingError) {
      file = try GriddedFile(path: source)
    } catch {
      throw .reading(error)
    }
    let isFile = FileManager.default.fileExists(atPath: like)
    let named = isFile ? nil : try TargetGrid(words: like)
    let target = if let named { named } else { try TargetGrid(file: like, variable: likeVariable) }
    let now = Date().ISO8601Format()
    let request = Regridding.Request(
      method: method.method,
      options: Remapping.Options(
        coverageThreshold: coverageThreshold,
        normalisation: normalisation == .covered ? .covered : .target,
        limitsGradients: limitGradients
      ),
      variables: variable,
      writesCoverage: coverage,
      packsLikeSource: pack,
      deflateLevel: deflate,
      cacheDirectory: weightsCache,
      threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      history: "\(now): sverdrup regrid --like \(like) --method \(method.method.rawValue)"
    )
    return try Regridding(of: file, to: target, request).write(to: output)
  }

  private func exitCode(of failure: Regridding.Failure) -> ExitCode {
    switch failure {
    case .reading(let error):
      printError("sverdrup: \(error)")
      if error.kind == .noSuchFile, error.path == like {
        printError("--like is \(TargetGrid.words)")
      }
      return ExitCode(error)
    case .writing(let error):
      printError("sverdrup: \(error)")
      return .inputOutput
    case .words(let words, let reason):
      printError("sverdrup: --like \(words): \(reason)")
      return .usage
    case .grid(let path, let error):
      printError("sverdrup: \(printable(path)): \(error)")
      return .badData
    case .packing(let variable):
      printError(
        "sverdrup: \(printable(source)): a value of \(variable) is beyond the packing of the "
          + "source; leave --pack out"
      )
      return .badData
    case .cache(let error):
      printError("sverdrup: --weights-cache: \(error)")
      return .inputOutput
    }
  }

  private func show(_ report: Regridding.Report) {
    if json {
      print(
        JSON.object([
          ("output", .text(output)), ("method", .text(method.method.rawValue)),
          ("bytes", .int(report.byteCount)),
          (
            "variables",
            .array(
              report.variables.map {
                .object([
                  ("name", .text($0.name)), ("fields", .int($0.fields)),
                  ("values", .int($0.values)), ("missing", .int($0.missing)),
                ])
              }
            )
          ),
          ("weights", .array(report.weights.map { .text($0.rawValue) })),
          ("left_out", .array(report.leftOut.map { .text($0.variable ?? "") })),
        ]).text
      )
      return
    }
    for error in report.leftOut { printError("left out: \(error)") }
    for variable in report.variables {
      print(
        "\(variable.name): \(variable.fields) fields, \(variable.values) values, "
          + "\(variable.missing) missing"
      )
    }
  }
}
