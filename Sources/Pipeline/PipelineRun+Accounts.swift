internal import Ledger
internal import Reading

extension PipelineRun {
  /// Enters what became of every input and its observations, and adds it up.
  func account(
    _ inputs: [Input],
    parts: [(Input, Part)],
    outcomes: [String: FileOutcome],
    superseded: Replaced,
    duplicate: Replaced,
    duplicateValues: [String: Int],
    ledger: Ledger,
    report result: inout RunReport
  ) throws {
    var accounts: [String: ObservationAccount] = [:]
    var statuses: [String: FileStatus] = [:]
    for (input, part) in parts {
      var account = part.account
      for (number, feature) in part.features.enumerated() {
        if superseded[input.key]?.contains(UInt32(number)) ?? false {
          account += feature.account.asSuperseded
        } else if duplicate[input.key]?.contains(UInt32(number)) ?? false {
          account += feature.account.asDuplicate
        } else {
          account += feature.account
        }
      }
      let repeated = min(duplicateValues[input.digest] ?? 0, account.accepted)
      account.accepted -= repeated
      account.duplicate += repeated
      accounts[input.key] = account
      statuses[input.key] =
        account.accepted > 0
        ? .accepted
        : account.superseded > 0
          ? .superseded : account.duplicate > 0 ? .duplicate : .flagged
    }
    var present: [PresentInput] = []
    var total = RunAccounts()
    for input in inputs {
      let outcome = outcomes[input.key]
      var status = statuses[input.key] ?? outcome?.status ?? .rejected
      var account = accounts[input.key] ?? ObservationAccount()
      if input.isDuplicate {
        status = .duplicate
        account = account.asDuplicate
      }
      if status == .rejected, !input.isDuplicate {
        result.setAside.append(
          (
            input.path,
            outcome?.reason ?? RejectionReason(kind: "unknown", message: "no outcome is recorded")
          )
        )
      }
      total.files.read += 1
      total.files[status] += 1
      total.observations += account
      present.append(
        PresentInput(
          path: input.path,
          digest: input.digest,
          configuration: input.key,
          status: status,
          account: account
        )
      )
    }
    try ledger.replaceInputs(ofPipeline: name, with: present)
    result.accounts = total
  }
}
