import ArgumentParser
import Sverdrup

struct Networks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the networks whose files are read, or prints the map of one.",
    discussion: """
      sverdrup networks NAME prints the map as YAML: change a copy of it, and try that with \
      sverdrup check --sample FILE --network COPY.
      """
  )

  @Argument(help: "The network whose map is printed.")
  var name: String?

  @Option(help: "A directory with network maps of your own.")
  var maps: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    do throws(ReadingError) {
      let catalogue = try NetworkCatalogue(directory: maps)
      guard let name else { return list(catalogue.maps) }
      let map = try catalogue.choosing(name).map
      print(json ? map.json(withText: true).text : map.text, terminator: json ? "\n" : "")
    } catch {
      printError("sverdrup: \(error)")
      throw ExitCode(error)
    }
  }

  private func list(_ maps: [NetworkMap]) {
    if json {
      print(JSON.array(maps.map { $0.json(withText: false) }).text)
      return
    }
    let width = maps.map(\.name.count).max() ?? 0
    for map in maps {
      let tried = map.isTriedOnRealFiles ? "" : " (not yet tried on real files)"
      print(
        "\(map.name.padded(to: width))  \(map.domain.rawValue.padded(to: 5))  \(map.title)\(tried)"
      )
    }
  }
}

extension NetworkMap {
  fileprivate func json(withText: Bool) -> JSON {
    .object(
      [
        ("network", .text(name)), ("title", .text(title)), ("domain", .text(domain.rawValue)),
        ("reference", .text(reference)), ("tried_on_real_files", .bool(isTriedOnRealFiles)),
      ] + (withText ? [("map", .text(text))] : [])
    )
  }
}
