import ArgumentParser

/// Writes the fixtures: the archive of known truth, and one file in the layout of each network.
@main
struct FixtureArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "FixtureArchive",
    abstract: "Writes synthetic observations in the layouts of real networks.",
    subcommands: [ArchiveCommand.self, NetworkFilesCommand.self],
    defaultSubcommand: ArchiveCommand.self
  )
}

/// Writes 30 days of observations over the Yellow Sea and the East China Sea whose truth is known.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Writes synthetic observations of a known sea state in the layouts of real networks.",
    discussion: """
      The same seed writes the same observations. The truth is in truth/sea_state.json, what is \
      wrong on purpose in truth/faults.json, the list of files in MANIFEST.json.
      """
  )

  @Argument(help: "The directory to write into.")
  var directory: String

  @Option(help: "The seed of the random numbers.")
  var seed: UInt64 = 20_240_601

  @Flag(help: "Write the large archive for benchmarks.")
  var large = false

  func run() throws {
    var builder = ArchiveBuilder(root: directory, seed: seed, scale: large ? .large : .small)
    try builder.writeInfraredSwaths()
    try builder.writeScatterometerSwaths()
    try builder.writeFloats()
    try builder.writeBuoys()
    try builder.writeShips()
    try builder.writeDronesAndDrifters()
    try builder.writeRepeatedFile()
    try builder.writeDamagedFiles()
    try builder.finish()
    let bytes = builder.entries.reduce(0) { $0 + $1.bytes }
    print("\(builder.entries.count) files, \(bytes) bytes in \(directory)")
  }
}
