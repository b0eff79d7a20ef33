/// A pool of database connections in simulated time: who comes when all are busy waits for the first that is free.
package struct ConnectionPool: Sendable {
  package let most: Int
  /// When each connection in use will be free, seconds.
  private var busyUntil: [Double] = []
  /// When those who wait will get theirs.
  private var starts: [Double] = []

  package init(most: Int) { self.most = most }

  /// Takes a connection at `now` for `seconds`. Gives how long it had to wait.
  package mutating func use(at now: Double, for seconds: Double) -> Double {
    settle(at: now)
    guard busyUntil.count >= most, let first = busyUntil.indices.min(by: { busyUntil[$0] < busyUntil[$1] })
    else {
      busyUntil.append(now + seconds)
      return 0
    }
    let start = max(busyUntil[first], now)
    busyUntil[first] = start + seconds
    if start > now { starts.append(start) }
    return start - now
  }

  /// Forgets what is over at `now`.
  package mutating func settle(at now: Double) {
    busyUntil.removeAll { $0 <= now }
    starts.removeAll { $0 <= now }
  }

  package var active: Int { min(busyUntil.count, most) }
  package var waiting: Int { starts.count }
  /// All connections are opened at the start and kept.
  package var total: Int { most }
  package var idle: Int { total - active }
}
