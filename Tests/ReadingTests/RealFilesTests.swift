import Foundation
import ObservationModel
import Reading
import Testing

/// Real files, against what an independent program read.
@Suite(
  "Real files are read as an independent program reads them",
  .enabled(if: FixtureFiles.reference != nil, "SVERDRUP_REFERENCE is not set")
)
struct RealFilesTests {
  /// Files that are held against what is known to be wrong of them elsewhere.
  ///
  /// - `air_amf_eg_data_bad.nc` has two latitudes and one longitude: which is right is a guess.
  /// - `sea_bottle_subset.nc` gives salinity in degrees.
  /// - `sea_dolfyn_adcp_vmdas01_wh.nc` has positions on a clock of their own.
  static let doubtful: Set = [
    "air_amf_eg_data_bad.nc", "sea_bottle_subset.nc", "sea_dolfyn_adcp_vmdas01_wh.nc",
  ]

  static let isDebug = _isDebugAssertConfiguration()

  static let names: [String] = {
    guard let reference = FixtureFiles.reference,
      let all = try? Oracle.all(reference: reference)
    else { return [] }
    return all.keys.filter { !doubtful.contains($0) }.sorted()
  }()

  @Test(
    "geometry, coverage and every main variable, or the reason of the refusal",
    arguments: names
  )
  func agreement(name: String) throws {
    let reference = try #require(FixtureFiles.reference)
    let expected = try #require(try Oracle.all(reference: reference)[name]).observations
    #expect(try differences(of: reference + "/data/real/" + name, from: expected) == [])
  }

  private func differences(
    of path: String,
    from expected: Oracle.Observations
  ) throws -> [String] {
    let catalogue = try NetworkCatalogue()
    let inspection: FileInspection
    do {
      let file = try ObservationFile(path: path, catalogue: catalogue)
      // Hundreds of millions of values take minutes without the optimiser.
      if Self.isDebug, file.elementCount > 3_000_000 { return [] }
      inspection = try file.inspect()
    } catch {
      return expected.differences(from: error)
    }
    return expected.differences(from: inspection)
  }

  @Test("every quantity of every real file comes in batches, or the file tells why not")
  func batches() throws {
    let directory = try #require(FixtureFiles.reference) + "/data/real"
    let catalogue = try NetworkCatalogue()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    #expect(names.count > 80)
    var read = 0
    for name in names {
      do {
        let file = try ObservationFile(path: directory + "/" + name, catalogue: catalogue)
        let quantities = try file.quantities(among: Quantity.vocabulary)
        guard !quantities.isEmpty, file.elementCount < 500_000 else { continue }
        try file.forEachBatch(of: quantities) { (batch: consuming ObservationBatch) throws(Never) in
          #expect(batch.columns.count == quantities.count, "\(name)")
          read += batch.count
        }
      } catch let error as ReadingError {
        #expect(error.path.hasSuffix(name))
        #expect(!error.detail.isEmpty)
      } catch let error as BatchFailure<Never> {
        if case .reading(let error) = error { #expect(!error.detail.isEmpty, "\(name)") }
      }
    }
    #expect(read > 500_000)
  }
}
