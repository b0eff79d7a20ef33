import Telemetry

/// Every condition that mptop watches for by itself: the only place where a threshold stands.
///
/// Panels, `mptop check`, DEGRADED, the header's line, docs/alerts.md and the defaults of the configuration are derived
/// from it.
package struct AlertTable {
  package static let rows: [AlertRule] = [
    // 1 is open, 0.5 is half-open, 0 is closed: an open breaker ends when it closes, not when it probes.
    AlertRule(
      "breaker", "a circuit breaker refuses calls (half-open is a warning)", unit: .state,
      warning: AlertThreshold(0.5, clear: 0.25), critical: AlertThreshold(1, clear: 0.5),
      basis: .figures(breakers)),
    AlertRule(
      "pool-waiting", "clients wait for a database connection", unit: .count,
      critical: AlertThreshold(1, clear: 1), clearHold: .seconds(10), basis: .figures(waiting)),
    AlertRule(
      "pool", "the database pool is nearly used up; mPanel warns at the same line", unit: .share,
      warning: AlertThreshold(0.8, clear: 0.75), critical: AlertThreshold(0.95, clear: 0.9),
      hold: .seconds(10),
      clearHold: .seconds(10), saidBy: "pool-waiting", basis: .figures(pool)),
    AlertRule(
      "errors", "requests end with a server error, five a minute at least", unit: .share,
      warning: AlertThreshold(0.05, clear: 0.03), critical: AlertThreshold(0.25, clear: 0.2),
      hold: .seconds(10),
      clearHold: .seconds(20), basis: .figures(errors)),
    AlertRule(
      "latency-p95", "one request of twenty takes this long, of at least twenty a minute", unit: .seconds,
      warning: AlertThreshold(1, clear: 0.8), critical: AlertThreshold(5, clear: 4), hold: .seconds(20),
      clearHold: .seconds(20), basis: .figures { percentile(0.95, in: $0) }),
    AlertRule(
      "latency-p99", "one request of a hundred takes this long, of at least three hundred a minute",
      unit: .seconds,
      warning: AlertThreshold(2.5, clear: 2), critical: AlertThreshold(10, clear: 8), hold: .seconds(20),
      clearHold: .seconds(20), saidBy: "latency-p95", basis: .figures { percentile(0.99, in: $0) }),
    AlertRule(
      "event-loop", "Node answers nothing for this long: the 99th percentile of the event loop's delay",
      unit: .seconds, warning: AlertThreshold(0.2, clear: 0.1), critical: AlertThreshold(1, clear: 0.5),
      hold: .seconds(6), clearHold: .seconds(20), basis: .figures(eventLoop)),
    AlertRule(
      "queue-growing", "a queue of ten jobs or more grows this fast", unit: .perMinute,
      warning: AlertThreshold(30, clear: 10), hold: .seconds(20), clearHold: .seconds(20),
      basis: .figures(queueGrowth)),
    AlertRule(
      "queue-deep", "this many jobs wait in a queue", unit: .count,
      warning: AlertThreshold(500, clear: 400), critical: AlertThreshold(5000, clear: 4000),
      hold: .seconds(10),
      clearHold: .seconds(10), basis: .figures(queueDepth)),
    AlertRule(
      "memory", "resident memory nears 1 GB, where PM2 restarts mPanel", unit: .megabytes,
      warning: AlertThreshold(900, clear: 850), critical: AlertThreshold(1000, clear: 950),
      hold: .seconds(30),
      clearHold: .seconds(30), basis: .figures(memory)),
    AlertRule(
      "open-files", "open files near what the process may have, past which it accepts no connection",
      unit: .share, warning: AlertThreshold(0.8, clear: 0.75), critical: AlertThreshold(0.95, clear: 0.9),
      hold: .seconds(10), clearHold: .seconds(20), basis: .figures(openFiles)),
    AlertRule(
      "certificate", "the server's certificate ends soon: who renews by machine has done so by now",
      unit: .days,
      warning: AlertThreshold(14, clear: 15), critical: AlertThreshold(3, clear: 4), isBelow: true,
      basis: .figures(certificate)),
    AlertRule(
      "several-processes", "several processes answer behind one address, so that rates mean nothing",
      unit: .state,
      warning: AlertThreshold(1, clear: 1), degrades: false, basis: .figures(severalProcesses)),
    AlertRule(
      "ready-contradicted",
      "/api/ready says yes while clients wait for a connection, or all that are allowed are busy",
      unit: .state, warning: AlertThreshold(1, clear: 1), degrades: false, basis: .figures(falselyReady)),
    AlertRule(
      "health-contradicted",
      "/api/health says healthy while /api/ready says no; the former's word is a constant, so believe the latter",
      unit: .state, warning: AlertThreshold(1, clear: 1), degrades: false, basis: .figures(healthySpite)),
    AlertRule(
      "probes-elsewhere",
      "the process that answers /api/health began at another time than the one of the metrics: workers, or the clock was set",
      unit: .seconds, warning: AlertThreshold(60, clear: 60), degrades: false,
      basis: .figures(probesElsewhere)),
    AlertRule(
      "clock", "the server's clock is off from this machine's, and uptimes and times in logs with it",
      unit: .seconds, warning: AlertThreshold(30, clear: 20), hold: .seconds(10), clearHold: .seconds(10),
      degrades: false, basis: .figures(clock)),
    AlertRule(
      "down", "refused, unreachable, or silent", unit: .state, critical: AlertThreshold(1, clear: 1),
      hold: .seconds(5), degrades: false, basis: .standing { words($0, where: .down) }),
    AlertRule(
      "not-ready", "metrics are served, but /api/ready says no", unit: .state,
      critical: AlertThreshold(1, clear: 1),
      degrades: false, basis: .standing { words($0, where: .notReady) }),
    AlertRule(
      "bad-data", "something answers, but not with mPanel's metrics", unit: .state,
      critical: AlertThreshold(1, clear: 1), hold: .seconds(5), degrades: false,
      basis: .standing { words($0, where: .badData) }),
    AlertRule(
      "auth", "401 or 403, or no secret to send", unit: .state, critical: AlertThreshold(1, clear: 1),
      degrades: false,
      basis: .standing { words($0, where: .unauthorised) }),
    AlertRule(
      "slow", "the metrics come late, or not in time", unit: .state, warning: AlertThreshold(1, clear: 1),
      hold: .seconds(10), clearHold: .seconds(10), degrades: false,
      basis: .standing { words($0, where: .slow) }),
  ]

  package static func row(_ id: String) -> AlertRule? { rows.first { $0.id == id } }
}
