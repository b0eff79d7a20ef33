import Telemetry

/// Something that is sent and gets there or not: e-mails of a template, messages of a purpose, webhooks of an event.
package struct Delivery: Sendable {
  package var name: String
  /// One tally a status.
  package var tallies: [Tally]

  private static let successes: Set<String> = ["success", "succeeded", "sent", "delivered", "ok"]
  private static let failures: Set<String> = ["failed", "failure", "error", "bounced", "rejected"]

  private func sum(_ words: Set<String>?, _ value: (Tally) -> Double) -> Double {
    tallies.reduce(0) { sum, tally in
      guard let words else { return sum + value(tally) }
      return words.contains(tally.labels.last?.lowercased() ?? "") ? sum + value(tally) : sum
    }
  }

  package var inWindow: Double { sum(nil, \.inWindow) }
  package var watched: Double { sum(nil, \.watched) }
  package var total: Double { sum(nil) { $0.total ?? 0 } }
  package var failedWatched: Double { sum(Delivery.failures, \.watched) }
  package var failedInWindow: Double { sum(Delivery.failures, \.inWindow) }
  package var failedTotal: Double { sum(Delivery.failures) { $0.total ?? 0 } }

  /// What share of those that came to an end got there, 0…1, and over what.
  package var success: (share: Double, isWatched: Bool)? {
    let (ok, failed) = (sum(Delivery.successes, \.watched), failedWatched)
    if ok + failed > 0 { return (ok / (ok + failed), true) }
    let (okEver, failedEver) = (sum(Delivery.successes) { $0.total ?? 0 }, failedTotal)
    return okEver + failedEver > 0 ? (okEver / (okEver + failedEver), false) : nil
  }

  package var lastAgo: Duration? { tallies.compactMap(\.lastAgo).min() }

  /// Quiet only where every status is: the usual time of the one that was last to fall silent.
  package var unusualQuiet: Duration? {
    guard
      let last = tallies.filter({ $0.lastAgo != nil }).min(by: { $0.lastAgo ?? .zero < $1.lastAgo ?? .zero })
    else { return nil }
    return last.unusualQuiet
  }

  /// Failures in the last minutes that are more than a tenth of what came to an end are worth a colour.
  package static let warningFailures = 0.1
}
