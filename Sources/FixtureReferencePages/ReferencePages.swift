internal import Conventions
internal import ObservationModel
package import Reading

/// The pages that follow from the network maps and the vocabulary: one of all networks, one of
/// each, and one of the quantities.
package enum ReferencePages {
  /// Where the pages of the networks are, below the DocC catalogue.
  package static let folder = "Networks"

  /// The text of each page by its path below the DocC catalogue.
  package static func pages(of maps: [NetworkMap]) -> [String: String] {
    var pages = ["Networks.md": overview(of: maps), "Quantities.md": quantities]
    for map in maps { pages["\(folder)/\(map.name).md"] = NetworkPage(map).text }
    return pages
  }

  /// The names of the flag schemes that a map may use.
  package static var flagSchemes: [String] { FlagScheme.all.map(\.name) }

  private static func overview(of maps: [NetworkMap]) -> String {
    let specific = maps.filter { $0.name != NetworkCatalogue.genericName }
    let untried = specific.filter { !$0.isTriedOnRealFiles }.count
    var text = """
      # Networks

      Each network is a map: how its files are recognised, which variables are which quantities, how
      time and position are told, which flags mean what. Files are recognised by what they hold, never
      by their names. `sverdrup inspect FILE` says which network a file is of and what it holds;
      <doc:NetworkMaps> tells how to write a map of one's own.

      \(specific.count) networks have a map, \(untried) of them written from the format description \
      alone and tried on synthetic files in its layout only. Files of no known network are read \
      by their CF metadata (`\(NetworkCatalogue.genericName)`).

      | network | is | domain | flags that count as good, or probably so | tried on real files |
      |:---|:---|:---|:---|:---|

      """
    for map in maps {
      let page = NetworkPage(map)
      text += "| <doc:\(map.name)> | \(map.title) | \(map.domain.rawValue) | \(page.goodFlags) | "
      text += "\(map.isTriedOnRealFiles ? "yes" : "not yet") |\n"
    }
    text += """

      ## Left out

      | network | why |
      |:---|:---|

      """
    for (network, reason) in leftOut { text += "| \(network) | \(reason) |\n" }
    text += "\n## Topics\n\n"
    for domain in NetworkMap.Domain.allCases {
      text += "### \(domain.heading)\n\n"
      for map in maps where map.domain == domain { text += "- <doc:\(map.name)>\n" }
      text += "\n"
    }
    return text + "### Maps of one's own\n\n- <doc:NetworkMaps>\n- <doc:Quantities>\n"
  }

  /// The vocabulary as a table.
  private static var quantities: String {
    var text = """
      # Quantities

      The vocabulary that network maps, quality tests, pipelines and products share.

      ## Overview

      Values are kept in the unit of the quantity, whatever the file has, and are averaged only with
      values of the same quantity. When they are added up they are rounded to a lattice: its step is
      given here, and every product states what the rounding costs. A value outside the range is
      rejected, with the reason.

      Quantities with a depth belong to the water column: a pipeline with `vertical` has them on levels,
      and what was observed at two depths is two observations. All others belong to the surface of the
      sea or to the air, and a product has one value of them for each cell.

      | quantity | is | CF standard name | unit | range | step | depth |
      |:---|:---|:---|:---|:---|:---|:---|

      """
    for quantity in Quantity.vocabulary {
      let range = quantity.lattice.range
      // CF has no name for everything that instruments say of themselves.
      let standardName = quantity.standardName.isEmpty ? "" : "`\(quantity.standardName)`"
      text += "| `\(quantity.name)` | \(quantity.longName) | \(standardName) | "
      text += "\(quantity.units) | \(Int(range.lowerBound)) to \(Int(range.upperBound)) | "
      text += "2^\(quantity.lattice.stepExponent) | "
      text += "\(quantity.isOfWaterColumn ? "yes" : "no") |\n"
    }
    return text
  }

  /// Networks without a map, and why.
  private static let leftOut: [(String, String)] = [
    (
      "GESLA tide gauges",
      "published as text files (GESLA-3), not as netCDF; many of the same gauges are in "
        + "<doc:uhslc>"
    ),
    (
      "ICOADS Release 3",
      "published as IMMA text, and by NCEI as monthly netCDF files whose header was not at hand to "
        + "check; files that keep to CF are read by <doc:generic-cf>"
    ),
    (
      "HY-2 and CFOSAT scatterometers, files of NSOAS",
      "HDF5 without dimension scales, whose missing values and instants (text, one a row) are no CF; "
        + "the same winds of OSI SAF are read by <doc:ascat-l2>"
    ),
    (
      "HY-2 altimeter and microwave radiometer, files of NSOAS",
      "no header at hand; the sea levels of HY-2B are in <doc:cmems-sla-l3>"
    ),
    (
      "Sentinel-3 SLSTR WST",
      "needs no map of its own: it keeps to the GHRSST specification and is read by <doc:ghrsst-l2p>"
    ),
    (
      "SMAP level 2C of Remote Sensing Systems",
      "two looks a cell with an instant each; the gridded product is <doc:smap-rss-l3>"
    ),
    (
      "SMOS level 3 of CATDS and CEC",
      "how its grids tell time could not be checked against a header"
    ),
    (
      "NDBC, files of the NCEI archive",
      "a group for each payload and sensor, whose names could not be checked; the standard "
        + "meteorology is <doc:ndbc>"
    ),
  ]
}

extension NetworkMap.Domain {
  var heading: String {
    switch self {
    case .air: "Air"
    case .space: "Space"
    case .sea: "Sea"
    }
  }
}
