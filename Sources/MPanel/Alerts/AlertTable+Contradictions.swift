import Telemetry

/// Where the endpoints of one instance contradict each other.
extension AlertTable {
  /// Only an answer that came while the pool was used up already contradicts it.
  @Sendable static func falselyReady(_ reading: Reading) -> [AlertSighting]? {
    guard let pool = reading.pool.value else { return nil }
    guard reading.testimony.isReady == true, let answered = reading.testimony.readyAt else { return [] }
    let since: Moment?
    let what: String
    if let waiting = pool.waiting, waiting >= 1 {
      since = reading.alerts.first { $0.key.rule == "pool-waiting" }?.began
      let clients = waiting == 1 ? "1 client waits" : "\(AlertUnit.count.words(waiting)) clients wait"
      what = "\(clients) for the pool"
    } else if pool.saturation >= 1, pool.most != nil {
      // Of a pool whose maximum is not known, that all which is open is busy is no contradiction (Q20).
      since = pool.unchangedFor.map { reading.at - $0 }
      what =
        "the pool is used up, \(AlertUnit.count.words(pool.active)) of \(AlertUnit.count.words(pool.active))"
    } else {
      return []
    }
    guard let since, answered >= since else { return [] }
    return [AlertSighting(value: 1, words: "ready says yes, yet \(what)")]
  }

  @Sendable static func healthySpite(_ reading: Reading) -> [AlertSighting]? {
    let testimony = reading.testimony
    guard testimony.isReady == false, let word = testimony.goodHealth else { return [] }
    let reason = testimony.reason.map { $0.isEmpty ? "the database check failed" : $0 } ?? "not ready"
    return [AlertSighting(value: 1, words: "health says \(word), ready says no: \(reason)")]
  }

  @Sendable static func probesElsewhere(_ reading: Reading) -> [AlertSighting]? {
    guard let metrics = reading.testimony.metricsBegan, let health = reading.testimony.healthBegan else {
      return nil
    }
    let apart = max(metrics - health, health - metrics)
    return [
      AlertSighting(
        value: apart,
        words:
          "health's process began \(AlertUnit.seconds.words(apart)) \(health < metrics ? "before" : "after") the metrics': another one answers the probes"
      )
    ]
  }

  @Sendable static func clock(_ reading: Reading) -> [AlertSighting]? {
    reading.testimony.clockAhead.map { ahead in
      [
        AlertSighting(
          value: abs(ahead),
          words:
            "the server's clock is \(AlertUnit.seconds.words(abs(ahead))) \(ahead > 0 ? "ahead" : "behind")")
      ]
    }
  }
}
