// swift-tools-version: 6.2

import PackageDescription

// Fuzzers: each is one function on bytes. A package of its own, because every module is built with
// the sanitizers; `run.sh` does that and runs them.
let fuzzers = [
  "AttributesFuzzer", "ClassicReaderFuzzer", "HDF5ReaderFuzzer", "NetworkMapFuzzer",
  "ObservationFileFuzzer", "TimeUnitsFuzzer", "UnitsFuzzer",
]

let package = Package(
  name: "sverdrup-fuzzers",
  dependencies: [.package(name: "sverdrup", path: "../..")],
  targets: [
    .target(name: "FuzzSupport", swiftSettings: [.swiftLanguageMode(.v6)])
  ]
    + fuzzers.map { name in
      .executableTarget(
        name: name,
        dependencies: ["FuzzSupport", .product(name: "Reading", package: "sverdrup")],
        swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]
      )
    }
)
