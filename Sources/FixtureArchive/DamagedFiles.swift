import Foundation
internal import NetCDFFile

extension ArchiveBuilder {
  /// Files as archives really hold them: cut off, empty, not what their name says, in no known
  /// unit.
  mutating func writeDamagedFiles() throws {
    guard let swath = entries.first(where: { $0.network == "ghrsst-l2p" }),
      let winds = entries.first(where: { $0.network == "ascat-l2" }),
      let profile = entries.first(where: { $0.path.hasPrefix("argo/2990002/profiles/") }),
      let ship = entries.first(where: { $0.network == "ship-met" })
    else { return }
    try damage(
      "ghrsst/2024/20240630235959-SVD-L2P_GHRSST-SSTskin-RADIOMETER_A-N-v02.0-fv01.0.nc",
      "truncated",
      "the first two thirds of a file, as a broken transfer leaves it",
      network: "ghrsst-l2p"
    ) { try $0.bytes(of: swath.path).prefix(swath.bytes * 2 / 3) }
    try damage(
      "ascat/2024/ascat_20240630_235900_metopx_99999_eps_o_250_0000_ovw.l2.nc",
      "truncated",
      "a classic file that lacks its last 5000 bytes",
      network: "ascat-l2"
    ) { try $0.bytes(of: winds.path).dropLast(5000) }
    try damage(
      "argo/2990002/profiles/R2990002_046.nc",
      "empty",
      "no bytes at all",
      network: "argo"
    ) { _ in Data() }
    try damage(
      "argo/2990002/profiles/R2990002_047.nc",
      "too_large",
      "a header that claims more dimensions than there are bytes",
      network: "argo"
    ) { builder in
      var bytes = try builder.bytes(of: profile.path)
      for i in 12..<16 { bytes[bytes.startIndex + i] = 0x7f }
      return bytes
    }
    try damage(
      "buoys/20240621_SVD-YS3.nc",
      "not_netcdf",
      "the error page of a data server under the name "
        + "of a data file",
      network: "ioos-station"
    ) { _ in
      Data(
        "Error {\n    code=404;\n    message=\"Not Found: Your query produced no matching results.\";\n}\n"
          .utf8
      )
    }
    try damage(
      "saildrone/saildrone-gen_5-20240701.nc",
      "not_netcdf",
      "zero bytes in place of data, as a "
        + "crashed file system leaves them",
      network: "saildrone"
    ) { _ in Data(count: 4096) }
    let path = "ships/20240621_SOOP-ASF_MT_SVDC3.nc"
    try damage(
      path,
      "bad_units",
      "wind speed in a unit that is none",
      network: "ship-met"
    ) { builder in
      // The same length in place of `meter second-1`.
      var bytes = try builder.bytes(of: ship.path)
      let (good, bad) = (Data("meter second-1".utf8), Data("beaufort units".utf8))
      while let place = bytes.range(of: good) { bytes.replaceSubrange(place, with: bad) }
      return bytes
    }
  }

  /// A file that was sent twice, under another name.
  mutating func writeRepeatedFile() throws {
    guard let profile = entries.first(where: { $0.path.hasPrefix("argo/2990003/profiles/") }) else {
      return
    }
    let copy = "argo/2990003/resent_" + (profile.path.split(separator: "/").last ?? "profile.nc")
    try write(bytes(of: profile.path), to: copy, network: "argo")
    faults.duplicates.append(
      FaultList.Duplicate(
        files: [profile.path, copy],
        kind: "the same bytes twice",
        platform: "2990003",
        observations: 0,
        detail: "one file under two names"
      )
    )
  }

  private mutating func damage(
    _ path: String,
    _ kind: String,
    _ detail: String,
    network: String,
    _ make: (ArchiveBuilder) throws -> Data
  ) throws {
    try write(Data(make(self)), to: path, network: network)
    faults.files.append(FaultList.File(file: path, kind: kind, detail: detail))
  }
}
