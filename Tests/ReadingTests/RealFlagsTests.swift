import Conventions
import NetCDFFile
import Testing

@Suite(
  "What real Argo files tell of their quality control is understood",
  .enabled(if: FixtureFiles.reference != nil, "SVERDRUP_REFERENCE is not set")
)
struct RealFlagsTests {
  private func characters(_ file: NetCDFFile, _ name: String) throws -> [UInt8] {
    let variable = try #require(file.variable(name))
    guard case .char(let bytes) = try file.read(variable) else { return [] }
    return bytes
  }

  private func file(_ name: String) throws -> NetCDFFile {
    try NetCDFFile(path: #require(FixtureFiles.reference) + "/data/real/" + name)
  }

  @Test("the tests performed and failed are told by HISTORY_QCTEST")
  func history() throws {
    let bytes = try characters(file("sea_argo_aoml_R13857_004.nc"), "HISTORY_QCTEST")
    let texts = [bytes.prefix(16), bytes.suffix(16)].map { String(decoding: $0, as: UTF8.self) }
    // 5B03E = 2^1 + ... + 2^5, 2^12 + 2^13, 2^15 + 2^16, 2^18: a profile of temperature alone.
    let performed = try #require(ArgoQualityControl.tests(ofHistory: texts[0]))
    #expect(performed == [1, 2, 3, 4, 5, 12, 13, 15, 16, 18])
    #expect(ArgoQualityControl.history(ofTests: performed) == "5B03E")
    #expect(ArgoQualityControl.tests(ofHistory: texts[1]) == [])
  }

  @Test(
    "the letters of profiles follow from the flags of their levels",
    arguments: ["PRES", "TEMP", "PSAL"]
  )
  func letters(parameter: String) throws {
    let file = try file("sea_argo_csio_2902696_prof.nc")
    let flags = try characters(file, parameter + "_QC")
    let letters = try characters(file, "PROFILE_\(parameter)_QC")
    let levels = flags.count / letters.count
    #expect(letters.count == 51)
    for (profile, letter) in letters.enumerated() {
      let codes = flags[profile * levels..<(profile + 1) * levels]
        .filter { $0 != UInt8(ascii: " ") }.map { Int($0) - 48 }
      #expect(
        ArgoQualityControl.profileLetter(ofCodes: codes).asciiValue == letter,
        "profile \(profile)"
      )
    }
  }
}
