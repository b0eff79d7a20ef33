/// The screens that digits choose, in the order of their digits.
package enum View: Int, Sendable, CaseIterable, Hashable {
  case fleet = 1
  case instance, routes, runtime, business, security, events, metrics

  package var title: String { name.prefix(1).uppercased() + name.dropFirst() }

  /// As `--view` names it.
  package var name: String { "\(self)" }

  /// What it shows, as the help says it.
  package var words: String {
    switch self {
    case .fleet: "fleet: one row an instance, worst first"
    case .instance: "instance: latency, pool, queues, breakers"
    case .routes: "routes: the busiest, slowest and most failing endpoints"
    case .runtime: "runtime: processor, memory, event loop, garbage collection"
    case .business: "business: signups, revenue, invoices, provisioning, mail"
    case .security: "security: rate limits, failed logins, webhooks"
    case .events: "events: what changed, when and for how long"
    case .metrics: "metrics: every family that the instance exports"
    }
  }

  /// The words without the name before them.
  package var subject: String { String(words.drop { $0 != ":" }.dropFirst(2)) }

  /// Whether it shows one instance, so that Tab flips to the next within it.
  package var isOfOneInstance: Bool { self != .fleet && self != .events }

  /// The views whose rows can be selected, filtered and sorted.
  package static let lists: Set<View> = [.fleet, .routes, .events, .metrics]
}
