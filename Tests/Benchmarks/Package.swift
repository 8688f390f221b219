// swift-tools-version: 6.2

import PackageDescription

// Benchmarks of the parts that decide how long a run takes; see pair.py, qc.py and seawater.py for
// what they are held against. Built apart, so that the package itself does not need them.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "sverdrup", path: "../..")],
  targets: [
    // What times are measured with.
    .target(name: "Measuring", swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "FileBenchmark",
      dependencies: ["Measuring", .product(name: "Reading", package: "sverdrup")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
    .executableTarget(
      name: "QualityBenchmark",
      dependencies: ["Measuring", .product(name: "Validation", package: "sverdrup")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
    .executableTarget(
      name: "ResamplingBenchmark",
      dependencies: ["Measuring", .product(name: "Summary", package: "sverdrup")],
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
