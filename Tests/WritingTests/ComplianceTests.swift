import Glibc
import ObservationModel
import Testing
import Writing

/// The IOOS compliance checker as a referee, where it is installed.
@Suite(
  "Compliance with CF-1.11 and ACDD-1.3",
  .enabled(
    if: runShell("command -v compliance-checker").status == 0,
    "the compliance checker is not installed"
  ),
  .serialized
)
struct ComplianceTests {
  let directory = TemporaryDirectory()

  /// The script beside the tests of conformance.
  private static let script =
    #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()
    + "/ConformanceTests/check_compliance.py"

  @Test("products with all facts given get full marks")
  func fullMarks() throws {
    let products = [
      ("surface", try SampleProducts.surface()),
      ("column", try SampleProducts.column()),
      ("air-and-sea", try SampleProducts.airAndSea()),
      ("column-and-air", try SampleProducts.columnAndAir()),
      ("arctic", try SampleProducts.arctic()),
      ("every-quantity", try SampleProducts.everyQuantity()),
    ]
    for (name, product) in products {
      let path = "\(directory.path)/\(name).nc"
      try ProductWriter().write(product, to: path)
      let run = runShell("'\(Self.script)' '\(path)'")
      #expect(run.status == 0, "\(run.output)")
    }
  }

  @Test("what the checker finds missing is what the writer says is missing")
  func missingFacts() throws {
    let path = "\(directory.path)/bare.nc"
    var product = try SampleProducts.surface(facts: [])
    product.metadata.createdAt = nil
    let written = try ProductWriter().write(product, to: path)
    let run = runShell("'\(Self.script)' '\(path)'")
    for name in written.missingFacts { #expect(run.output.contains(name), "\(name)") }
    // "title not present", or "Attr date_issued is not present".
    let lost = run.output.split(separator: "\n").compactMap { line in
      line.hasSuffix(" not present")
        ? line.split(separator: " ").dropLast(2).last { $0 != "is" } : nil
    }
    #expect(lost.count > 30)
    for name in lost {
      // The checker names both spellings of one attribute.
      let spelling = name.split(separator: "/").last ?? name
      #expect(written.missingFacts.contains(String(spelling)), "\(name)")
    }
  }
}
