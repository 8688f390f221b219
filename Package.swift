// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Lets a type hand out a `Span` of its own storage. Still experimental by name;
  // swift-nio relies on it too, so a source break would not come unannounced.
  .enableExperimentalFeature("Lifetimes"),
]

// The kernels are compiled once for each x86-64 level from the same sources, and the facade picks
// at run time. Packages that refuse dependencies with unsafe flags set SVERDRUP_BASELINE_KERNELS.
#if arch(x86_64)
  let kernelLevels: [(name: String, flags: [String])] =
    Context.environment["SVERDRUP_BASELINE_KERNELS"] == "1"
    ? []
    : [
      ("KernelsV3", ["-Xcc", "-march=x86-64-v3"]),
      ("KernelsV4", ["-Xcc", "-march=x86-64-v4", "-Xcc", "-mprefer-vector-width=512"]),
    ]
#else
  let kernelLevels: [(name: String, flags: [String])] = []
#endif

/// For what chooses among the levels.
let levelSettings = settings + (kernelLevels.isEmpty ? [] : [.define("KERNEL_LEVELS")])

/// The tests of a module.
func tests(_ module: String, _ more: String...) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: ([module] + more).map { .byName(name: $0) },
    swiftSettings: settings
  )
}

// The arrows below are the architecture: `ManifestTests` fails on one that the design does not
// allow. Data flows Reading -> Validation -> Resampling -> Summary -> Writing; `Pipeline` alone
// knows all of them.
let package = Package(
  name: "sverdrup",
  products: [
    .library(name: "Sverdrup", targets: ["Sverdrup"]),
    // Files to observations, without the pipeline and what it builds on.
    .library(
      name: "Reading",
      targets: [
        "Reading", "NetCDFFile", "Conventions", "KernelTypes", "Kernels", "ObservationModel",
      ]
    ),
    // Quality tests on observations in memory.
    .library(
      name: "Validation",
      targets: ["Validation", "KernelTypes", "Kernels", "ObservationModel", "Seawater"]
    ),
    // Cells, weights and exact sums of observations in memory.
    .library(
      name: "Summary",
      targets: ["Summary", "Resampling", "KernelTypes", "Kernels", "ObservationModel"]
    ),
    // The functions of seawater, and their kernels.
    .library(name: "Seawater", targets: ["Seawater", "KernelTypes", "Kernels"]),
    .executable(name: "sverdrup", targets: ["SverdrupCommand"]),
    // Answers check vectors, for those who compare programs.
    .executable(name: "conformance", targets: ["Conformance"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    // System libraries, a thin header each.
    .systemLibrary(name: "CNetCDF", pkgConfig: "netcdf", providers: [.apt(["libnetcdf-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(
      name: "CDeflate",
      pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"])]
    ),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CUDUnits", pkgConfig: "udunits", providers: [.apt(["libudunits2-dev"])]),

    // Kernels: functions on spans and scalars, nothing else.
    .target(name: "CPULevel"),
    .target(name: "CLanes"),
    .target(name: "KernelTypes", swiftSettings: settings),
    .target(name: "KernelsV1", dependencies: ["CLanes", "KernelTypes"], swiftSettings: settings),
    .target(
      name: "Kernels",
      dependencies: ["CPULevel", "KernelTypes", "KernelsV1"]
        + kernelLevels.map { .byName(name: $0.name) },
      swiftSettings: levelSettings
    ),

    // The domain and what bytes mean.
    .target(name: "ObservationModel", swiftSettings: settings),
    .target(name: "Seawater", dependencies: ["KernelTypes", "Kernels"], swiftSettings: settings),
    .target(
      name: "Conventions",
      dependencies: ["CUDUnits", "KernelTypes", "Kernels", "ObservationModel"],
      swiftSettings: settings
    ),
    .target(
      name: "NetCDFFile",
      dependencies: ["CDeflate", "CHDF5", "CNetCDF", "KernelTypes", "Kernels"],
      swiftSettings: settings
    ),

    // The stages, in the order of the data.
    .target(
      name: "Reading",
      dependencies: [
        "Conventions", "KernelTypes", "Kernels", "NetCDFFile", "ObservationModel", "Yams",
      ],
      resources: [.embedInCode("Networks")],
      swiftSettings: settings
    ),
    .target(
      name: "Validation",
      dependencies: ["KernelTypes", "Kernels", "ObservationModel", "Seawater"],
      swiftSettings: settings
    ),
    .target(
      name: "Resampling",
      dependencies: ["KernelTypes", "Kernels", "ObservationModel"],
      swiftSettings: settings
    ),
    .target(
      name: "Summary",
      dependencies: ["KernelTypes", "Kernels", "ObservationModel", "Resampling"],
      swiftSettings: settings
    ),
    .target(
      name: "Writing",
      dependencies: ["Conventions", "NetCDFFile", "ObservationModel", "Summary"],
      swiftSettings: settings
    ),

    // What was done, and the module that knows all stages.
    .target(
      name: "Ledger",
      dependencies: ["ObservationModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings
    ),
    .target(
      name: "Pipeline",
      dependencies: [
        "Conventions", "KernelTypes", "Kernels", "Ledger", "NetCDFFile", "ObservationModel",
        "Reading",
        "Resampling",
        "Seawater", "Summary", "Validation", "Writing", "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [.embedInCode("Suites")],
      swiftSettings: settings
    ),
    .target(
      name: "Reporting",
      dependencies: ["Conventions", "CPNG"],
      swiftSettings: settings
    ),
    .target(
      name: "Sverdrup",
      dependencies: [
        "Conventions", "Ledger", "NetCDFFile", "ObservationModel", "Pipeline", "Reading",
        "Resampling", "Seawater", "Summary", "Validation", "Writing",
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "SverdrupCommand",
      dependencies: [
        "Reporting", "Sverdrup",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),

    // What writes the fixtures.
    .target(name: "FixtureSeaState", swiftSettings: settings),
    .executableTarget(
      name: "FixtureArchive",
      dependencies: [
        "FixtureSeaState", "NetCDFFile",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings
    ),

    // What writes the pages that follow from network maps and quality tests.
    .executableTarget(
      name: "FixtureReferencePages",
      dependencies: [
        "Conventions", "ObservationModel", "Pipeline", "Reading", "Validation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),

    // Tests, one target a module.
    .testTarget(name: "CommandTests", dependencies: ["SverdrupCommand"], swiftSettings: settings),
    tests("Conventions", "ObservationModel"),
    tests("FixtureReferencePages", "Reading", "Validation"),
    .testTarget(
      name: "KernelsTests",
      dependencies: ["KernelTypes", "Kernels", "KernelsV1"]
        + kernelLevels.map { .byName(name: $0.name) },
      swiftSettings: levelSettings
    ),
    // Prints digests of what the kernels of this processor give.
    .executableTarget(
      name: "KernelBits",
      dependencies: ["KernelTypes", "Kernels"],
      path: "Tests/KernelBits",
      swiftSettings: settings
    ),
    // Calls the quality tests as other programs would.
    .executableTarget(
      name: "Conformance",
      dependencies: [
        "KernelTypes", "Kernels", "ObservationModel", "Resampling", "Summary", "Validation",
      ],
      path: "Tests/Conformance",
      swiftSettings: settings
    ),
    tests("Ledger"),
    tests("NetCDFFile", "CDeflate", "CHDF5", "CNetCDF", "KernelTypes"),
    tests("ObservationModel"),
    tests(
      "Pipeline",
      "FixtureSeaState",
      "Ledger",
      "NetCDFFile",
      "ObservationModel",
      "Resampling",
      "Seawater",
      "Summary",
      "Validation"
    ),
    tests("Reading", "Conventions", "NetCDFFile", "ObservationModel"),
    tests("Reporting", "Conventions"),
    tests("Resampling", "KernelTypes", "Kernels", "ObservationModel"),
    tests("Seawater", "KernelTypes", "Kernels", "NetCDFFile"),
    tests("Summary", "ObservationModel"),
    tests("Validation", "KernelTypes", "Kernels", "ObservationModel", "Seawater"),
    tests("Writing", "Conventions", "NetCDFFile", "ObservationModel", "Resampling", "Summary"),
    .testTarget(name: "ManifestTests", swiftSettings: settings),
  ]
    + kernelLevels.map {
      .target(
        name: $0.name,
        dependencies: ["CLanes", "KernelTypes"],
        swiftSettings: settings + [.unsafeFlags($0.flags)]
      )
    }
)
