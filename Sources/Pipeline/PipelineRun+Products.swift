internal import Glibc
internal import Ledger
internal import ObservationModel
internal import Resampling
internal import Summary
internal import Validation
internal import Writing

extension PipelineRun {
  /// Makes the products that are not as they should be, and accounts for every input.
  func makeProducts(
    _ inputs: [Input],
    ledger: Ledger,
    report result: inout RunReport
  ) throws {
    var parts: [(Input, Part)] = []
    var outcomes: [String: FileOutcome] = [:]
    for input in inputs where !input.isDuplicate {
      guard let outcome = try ledger.outcome(digest: input.digest, configuration: input.key) else {
        continue
      }
      outcomes[input.key] = outcome
      if outcome.status != .rejected, var part = try workspace.loadPart(input.key) {
        // What is to be added up is read again, a partition at a time.
        part.sections = part.sections.map(\.outline)
        parts.append((input, part))
      }
    }
    for (_, part) in parts { result.quality += part.quality }
    try workspace.saveQuality(result.quality)
    let (superseded, duplicate) = replaced(parts)
    var duplicateValues: [String: Int] = [:]
    for (number, template) in plan.pipeline.write.enumerated() {
      let counts = try makeProducts(
        template,
        number: number,
        parts: parts,
        leftOut: superseded.merging(duplicate) { $0.union($1) },
        ledger: ledger,
        report: &result
      )
      if number == 0 { duplicateValues = counts }
    }
    try account(
      inputs,
      parts: parts,
      outcomes: outcomes,
      superseded: superseded,
      duplicate: duplicate,
      duplicateValues: duplicateValues,
      ledger: ledger,
      report: &result
    )
  }

  /// Makes the products of one template that are not as they should be.
  ///
  /// - Returns: The values of each file that repeat another's.
  private func makeProducts(
    _ template: ProductTemplate,
    number: Int,
    parts: [(Input, Part)],
    leftOut: Replaced,
    ledger: Ledger,
    report result: inout RunReport
  ) throws -> [String: Int] {
    var contributions: [TimeBin: [PartitionShard.Contribution]] = [:]
    var keys: [TimeBin: [String]] = [:]
    for (input, part) in parts {
      var sections: [TimeBin: [PartSection]] = [:]
      for section in part.sections {
        guard let partition = template.partition.bin(at: Double(section.partition.start)) else {
          continue
        }
        sections[partition, default: []].append(section)
      }
      let superseded = leftOut[input.key] ?? []
      for (partition, sections) in sections {
        let mine = Set(sections.flatMap(\.features)).intersection(superseded)
        contributions[partition, default: []].append(
          PartitionShard.Contribution(
            digest: input.digest,
            part: part,
            sections: sectionLoader(input, sections.map(\.partition)),
            superseded: superseded
          )
        )
        keys[partition, default: []].append(
          "\(input.key) \(mine.sorted().map(String.init).joined(separator: ","))"
        )
      }
    }
    var known = Dictionary(
      try ledger.partitions(pipeline: "\(name)#\(number)").map { ($0.key, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let form = plan.pipeline.productForm(ofTemplate: number) + ProductMaker.version
    try sweep(contributions.keys.map { product(template, $0) })
    report(.stage("resample, summarise and write", total: contributions.count))
    var duplicates: [String: Int] = [:]
    for (done, partition) in contributions.keys.sorted().enumerated() {
      let label = CivilTime(secondsSince1970: partition.start).iso8601
      let path = product(template, partition)
      let fingerprint = DurableFile.digest(
        ofText: ([form, label] + (keys[partition] ?? []).sorted()).joined(separator: "\n")
      )
      let record = known.removeValue(forKey: label)
      if let record, record.fingerprint == fingerprint, record.productPath == path,
        try DurableFile.digest(of: path) == record.productDigest,
        let counts = try workspace.loadDuplicates(fingerprint)
      {
        duplicates.merge(counts, uniquingKeysWith: +)
        result.upToDate.append(path)
      } else {
        let shard = PartitionShard(plan: plan, directory: workspace.directory)
        let sums = try shard.reduce(contributions[partition] ?? [])
        let written = try ProductMaker(plan: plan, threads: options.jobs).write(
          sums.state,
          partition: partition,
          path: path,
          fingerprint: fingerprint,
          inputs: (contributions[partition] ?? []).map(\.part)
        )
        try workspace.saveDuplicates(sums.duplicates, fingerprint)
        duplicates.merge(sums.duplicates, uniquingKeysWith: +)
        result.missingFacts = written.missingFacts
        try ledger.enter(
          PartitionRecord(
            pipeline: "\(name)#\(number)",
            key: label,
            fingerprint: fingerprint,
            productPath: path,
            productDigest: try DurableFile.digest(of: path) ?? "",
            productByteCount: written.byteCount,
            madeAt: options.now
          )
        )
        result.made.append(path)
      }
      report(.advanced(done + 1, of: contributions.count))
    }
    // Nothing contributes to what is left: its inputs were withdrawn or now lie elsewhere.
    for record in known.values.sorted(by: { $0.key < $1.key }) {
      if !result.made.contains(record.productPath), !result.upToDate.contains(record.productPath) {
        unlink(record.productPath)
        result.withdrawn.append(record.productPath)
      }
      try ledger.removePartition(pipeline: "\(name)#\(number)", key: record.key)
    }
    return duplicates
  }

  /// Reads the sections of a part again.
  private func sectionLoader(
    _ input: Input,
    _ partitions: [TimeBin]
  ) -> () throws(WorkspaceError) -> [PartSection] {
    { [workspace] () throws(WorkspaceError) -> [PartSection] in
      guard let part = try workspace.loadPart(input.key) else {
        throw WorkspaceError(path: workspace.part(input.key), operation: "read again", code: 0)
      }
      return part.sections.filter { partitions.contains($0.partition) }
    }
  }

  /// Removes what writers that died left in the directories of products.
  private func sweep(_ products: [String]) throws {
    for directory in Set(products.map { DurableFile.parent(of: $0) }).sorted() {
      _ = try sweepStrays(in: directory)
    }
  }

  private func product(_ template: ProductTemplate, _ partition: TimeBin) -> String {
    let path = template.path(pipeline: name, for: partition)
    return path.hasPrefix("/") || options.root == "." || options.root.isEmpty
      ? path : options.root + "/" + path
  }
}
