/// mPanel's look at its database every 30 s: what `/metrics` says of the pool is what it saw then.
package struct DatabaseCheck: Sendable {
  package static let everySeconds = 30.0
  /// Above this share of the pool mPanel logs a warning.
  package static let warningShare = 0.8

  package struct Stats: Sendable, Hashable {
    package var total = 0
    package var idle = 0
    package var active = 0
    package var waiting = 0
  }

  package private(set) var stats = Stats()
  private var next: Double

  package init(first: Double) { next = first }

  /// Looks when it is time to. Gives a warning for the log where the pool is nearly used up.
  package mutating func run(_ pool: ConnectionPool, at now: Double) -> String? {
    guard now >= next else { return nil }
    while next <= now { next += DatabaseCheck.everySeconds }
    stats = Stats(total: pool.total, idle: pool.idle, active: pool.active, waiting: pool.waiting)
    guard Double(pool.active) >= DatabaseCheck.warningShare * Double(pool.most) else { return nil }
    return "database pool at \(pool.active) of \(pool.most) connections, \(pool.waiting) waiting"
  }
}
