import ObservationModel
import Summary
import Testing
import Writing

@Suite("Checks of a product")
struct GridProductCheckingTests {
  /// What is found wrong with the surface product after a change.
  private func fault(after change: (inout GridProduct) -> Void) throws -> ProductFault? {
    var product = try SampleProducts.surface()
    change(&product)
    do {
      _ = try FileLayout(product)
      return nil
    } catch {
      return error
    }
  }

  @Test("a product that does not contradict itself passes")
  func passes() throws {
    #expect(try fault { _ in } == nil)
    #expect(try fault { $0.variables = [] } == nil)
  }

  @Test("time bins must be there, in order, apart and in the years 1600 to 2999")
  func timeBins() throws {
    #expect(try fault { $0.timeBins = [] } == .noTimeBins)
    #expect(try fault { $0.timeBins = [0..<10, 5..<20] } == .timeBinOutOfOrder(index: 1))
    #expect(try fault { $0.timeBins = [7..<7] } == .timeBinOutOfOrder(index: 0))
    #expect(try fault { $0.timeBins = [Int.min..<0] } == .timeBinOutOfOrder(index: 0))
    #expect(try fault { $0.timeBins = [0..<Int.max] } == .timeBinOutOfOrder(index: 0))
  }

  @Test(
    "edges must increase and stay on the globe",
    arguments: [
      [], [10], [10, 10], [20, 10], [0, .nan], [.nan, 1], [0, .infinity], [-91, 0], [0, 91],
    ] as [[Double]]
  )
  func latitudes(edges: [Double]) throws {
    #expect(
      try fault {
        $0.grid = .latitudeLongitude(latitudeEdges: edges, longitudeEdges: [0, 1])
      } == .latitudeEdgesOutOfOrder
    )
  }

  @Test("longitudes must not go round the globe more than once")
  func longitudes() throws {
    for edges in [[-180.0, 181], [180, 541]] {
      #expect(
        try fault { $0.grid = .latitudeLongitude(latitudeEdges: [0, 1], longitudeEdges: edges) }
          == .longitudeEdgesOutOfOrder
      )
    }
  }

  @Test("levels must be numbers, and standard depths must be there for those on them")
  func levels() throws {
    #expect(try fault { $0.depthsMeters = [5, 5] } == .depthsOutOfOrder)
    #expect(try fault { $0.depthsMeters = [.nan] } == .depthsOutOfOrder)
    for bounds in [[0.0...1], [0...1, 1...2], [0...10, 20...30]] {
      let fault = try fault {
        $0.depthsMeters = [5, 15]
        $0.depthBoundsMeters = bounds
      }
      #expect(fault == .depthBoundsOutOfPlace)
    }
    let stem = "sea_surface_temperature"
    #expect(
      try fault { $0.variables[0].vertical = .standardDepths }
        == .noStandardDepths(variable: stem)
    )
    #expect(
      try fault { $0.variables[0].vertical = .height(meters: .infinity) }
        == .levelNotFinite(variable: stem)
    )
  }

  @Test(
    "a name that is no CF name is refused",
    arguments: ["", "1st", "a b", "a/b", "../a", "_FillValue", "ä", "a\0", "a\n"]
  )
  func hostileNames(name: String) throws {
    #expect(try fault { $0.variables[0].stem = name } == .invalidName(name))
    #expect(
      try fault { $0.metadata.facts.append(ProductFact(name, "x")) } == .invalidName(name)
    )
  }

  @Test("two things of one name are refused")
  func duplicates() throws {
    #expect(
      try fault { $0.variables.append($0.variables[0]) }
        == .duplicateName("sea_surface_temperature_mean")
    )
    #expect(
      try fault { $0.metadata.facts.append(ProductFact("title", "again")) }
        == .duplicateName("title")
    )
    #expect(
      try fault { $0.variables[0].facts = [ProductFact("units", "K")] }
        == .duplicateName("sea_surface_temperature_mean:units")
    )
  }

  @Test("facts that could contradict the values are refused")
  func computedFacts() throws {
    #expect(
      try fault { $0.metadata.facts.append(ProductFact("geospatial_lat_min", .reals([0]))) }
        == .factIsComputed("geospatial_lat_min")
    )
    #expect(
      try fault { $0.variables[0].facts = [ProductFact("scale_factor", .reals([2]))] }
        == .factIsComputed("sea_surface_temperature:scale_factor")
    )
  }

  @Test("a zero byte is refused wherever a reader would stop at it")
  func zeroBytes() throws {
    #expect(
      try fault { $0.metadata.facts[0] = ProductFact("title", "a\0b") }
        == .zeroByte(attribute: "title")
    )
    #expect(try fault { $0.variables[0].comment = "\0" } == .zeroByte(attribute: "comment"))
    #expect(try fault { $0.networks = ["a\0", "b"] } == .invalidNetwork("a\0"))
  }

  @Test("networks have names of their own")
  func networks() throws {
    #expect(try fault { $0.networks = ["a", "a"] } == .invalidNetwork("a"))
    #expect(try fault { $0.networks = ["", "a"] } == .invalidNetwork(""))
    #expect(
      try fault { $0.networks = [] } == .noNetworks(variable: "sea_surface_temperature")
    )
  }

  @Test("digests are hexadecimal and instants within reason")
  func identity() throws {
    #expect(try fault { $0.metadata.contentDigest = "xyz" } == .invalidDigest("xyz"))
    let wide = String(repeating: "１", count: 32)  // digits, but not ASCII
    #expect(try fault { $0.metadata.contentDigest = wide } == .invalidDigest(wide))
    #expect(try fault { $0.metadata.createdAt = .max } == .createdAtOutOfRange(.max))
  }

  @Test("a field that is held whole must have the number of values of its shape")
  func wrongCount() throws {
    #expect(
      try fault { $0.variables[0].fields[.mean] = ProductField([1, 2]) }
        == .wrongCount(variable: "sea_surface_temperature_mean", expected: 12, found: 2)
    )
  }

  @Test("every fault tells what it is about")
  func descriptions() {
    #expect("\(ProductFault.duplicateName("lat"))".contains("lat"))
    let error = WritingError.product(.noNetworks(variable: "salinity"))
    #expect("\(error)".contains("salinity"))
    let full = WritingError.system(operation: .write, path: "/a/b.nc", errno: 28)
    #expect("\(full)" == "cannot write /a/b.nc: no space is left; free some and run again")
  }
}
