// swift-tools-version: 6.2

import PackageDescription

// Benchmarks of the parts that decide how long a run takes; see pair.py and seawater.py for what
// they are held against. Built apart, so that the package itself does not need them.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "sverdrup", path: "../..")],
  targets: [
    .executableTarget(
      name: "FileBenchmark",
      dependencies: [.product(name: "Reading", package: "sverdrup")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
    .executableTarget(
      name: "SeawaterBenchmark",
      dependencies: [.product(name: "Seawater", package: "sverdrup")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
  ]
)
