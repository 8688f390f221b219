internal import Conventions
internal import NetCDFFile
internal import Validation

/// Reads land masks: coasts of the World Vector Shoreline, and netCDF files with a mask on a
/// regular grid.
enum LandMaskFile {
  typealias Fault = TestResourceFile.Fault

  /// The word of pipeline files for the coasts that a package installs.
  static let coastline = "coastline"

  /// The cells of a degree in masks that are made of coasts: half a minute, 0.9 km along a
  /// meridian, about as fine as the coasts are right.
  static let cellsPerDegree = 120

  /// The mask in the file at `path`, and the SHA-256 of its bytes in hexadecimal digits.
  static func load(_ path: String) -> Result<(digest: String, mask: LandMask), Fault> {
    let digest: String?
    do throws(WorkspaceError) {
      digest = try DurableFile.digest(of: path)
    } catch {
      return .failure(Fault(message: "cannot be read: \(error)"))
    }
    guard let digest else {
      let hint = path == Coastline.path ? "; install Debian's package xtide-coastline" : ""
      return .failure(Fault(message: "does not exist\(hint)"))
    }
    let mask: LandMask
    do throws(Fault) {
      if let coasts = try coastMask(path) {
        mask = coasts
      } else {
        mask = try gridMask(path)
      }
    } catch {
      return .failure(error)
    }
    return .success((digest, mask))
  }

  /// The mask of the coasts in a file; nil when it holds none.
  private static func coastMask(_ path: String) throws(Fault) -> LandMask? {
    let bytes: [UInt8]?
    do throws(WorkspaceError) {
      bytes = try DurableFile.bytes(at: path)
    } catch {
      throw Fault(message: "cannot be read: \(error)")
    }
    guard let coastline = bytes.flatMap({ Coastline(bytes: $0) }) else { return nil }
    let lines = CoastLines(unitsPerDegree: coastline.unitsPerDegree) { row, column in
      coastline.places(row: row, column: column).map { line in
        line.map { CoastLines.Point(north: $0.north, east: $0.east) }
      }
    }
    return LandMask(coast: lines, cellsPerDegree: cellsPerDegree)
  }

  // MARK: Grids

  private static func gridMask(_ path: String) throws(Fault) -> LandMask {
    let file: NetCDFFile
    do throws(NetCDFError) {
      file = try NetCDFFile(path: path)
    } catch {
      throw Fault(message: "cannot be read: \(error)")
    }
    guard let variable = maskVariable(file) else {
      throw Fault(
        message: "holds no land mask: no variable has the standard name land_binary_mask or"
          + " sea_binary_mask, or is called mask, land_mask, landmask or lsm"
      )
    }
    return try LandMaskVariable(variable, of: file).mask()
  }

  private static func maskVariable(_ file: NetCDFFile) -> Variable? {
    let named = file.allVariables.first {
      let name = $0.attribute("standard_name")?.content
      return name == .text("land_binary_mask") || name == .text("sea_binary_mask")
    }
    return named
      ?? file.allVariables.first {
        ["mask", "land_mask", "landmask", "lsm"].contains($0.name.lowercased())
      }
  }
}
