import MPanel
import Telemetry

/// Every diagnosis, the most telling first: the first rule that fits is said.
package struct DiagnosisTable {
  package static let rows: [DiagnosisRule] = [
    DiagnosisRule(
      id: "down", when: "DOWN", example: "down for 41 s: connection refused, last seen with pool 95 %"
    ) { seen in
      guard seen.reading.standing.condition == .down else { return nil }
      return ("down for \(seen.lasting): \(seen.reading.standing.reason)", [lastSeen(seen)])
    },
    DiagnosisRule(
      id: "draining", when: "DRAINING",
      example: "draining for 3 s: it ends what it has begun and takes no more"
    ) { seen in
      guard seen.reading.standing.condition == .draining else { return nil }
      return ("draining for \(seen.lasting): it ends what it has begun and takes no more", [])
    },
    DiagnosisRule(
      id: "database-down", when: "NOT READY, since the database does not answer",
      example: "database down: connect ECONNREFUSED 127.0.0.1:5432, not ready for 41 s, 89 % errors"
    ) { seen in
      guard seen.reading.standing.condition == .notReady,
        let what = silence(of: seen.reading.standing.reason)
      else { return nil }
      return (
        what,
        [
          "not ready\(seen.time(since: seen.reading.standing.since))",
          seen.errors.map { $0 + seen.time("errors") },
          seen.pool, seen.waiting, seen.isGood(.health) ? "health says all is well" : nil,
        ]
      )
    },
    DiagnosisRule(
      id: "not-ready", when: "NOT READY for another reason",
      example: "not ready for 41 s: timeout exceeded when trying to connect, pool 100 %, 6 waiting"
    ) { seen in
      guard seen.reading.standing.condition == .notReady else { return nil }
      return (
        "not ready\(seen.time(since: seen.reading.standing.since)): \(seen.reading.standing.reason)",
        [seen.pool, seen.waiting, seen.errors, seen.isGood(.health) ? "health says all is well" : nil]
      )
    },
    DiagnosisRule(
      id: "event-loop", when: "the event loop's delay is critical",
      example: "event loop blocked for 12 s: loop lag 1.2 s, CPU 98 %, p99 4.1 s"
    ) { seen in
      guard seen.has("event-loop", .critical), let lag = seen.words("event-loop") else { return nil }
      return (
        "event loop blocked\(seen.time("event-loop")): \(lag)",
        [seen.processor, seen.percentile("p99"), seen.errors]
      )
    },
    DiagnosisRule(
      id: "database-saturated", when: "clients wait for a connection, or the pool is critical",
      example: "database saturated for 20 s: pool 100 %, 6 waiting, p99 4.1 s, ready says yes all the same"
    ) { seen in
      guard seen.has("pool-waiting") || seen.has("pool", .critical), let pool = seen.pool else { return nil }
      let isOver = (seen.all("pool-waiting") + seen.all("pool")).allSatisfy(\.isClearing)
      let time = seen.time("pool-waiting", "pool")
      return (
        "database \(isOver ? "was saturated, recovers" : "saturated\(time)"): \(pool)",
        [
          seen.waiting, seen.percentile("p99"),
          seen.has("ready-contradicted") ? "ready says yes all the same" : nil,
        ]
      )
    },
    DiagnosisRule(
      id: "service", when: "a breaker is open or half-open",
      example: "payments stalled: stripe open 40 s, provisioning +120/min"
    ) { seen in
      guard let breaker = seen.breakers.first else { return nil }
      let open = seen.breakers.filter { $0.state?.isOpen == true }
      // Open ones come first.
      let others = seen.breakers.dropFirst().map { "\($0.name) \($0.state?.word.lowercased() ?? "?")" }
      let time = seen.time(of: open.isEmpty ? [breaker] : open)
      let head =
        switch open.count {
        case 0: "\(breaker.name) is tried again: half-open\(time)"
        case 1: "\(stalled(breaker.name)): \(breaker.name) open\(time)"
        default: "\(open.count) services stalled\(time.isEmpty ? "" : " for\(time)"): \(breaker.name) open"
        }
      return (head, others + seen.growth)
    },
    DiagnosisRule(
      id: "cold", when: "requests are slow within a minute of a restart",
      example: "restarted 20 s ago, caches cold: p95 1.4 s"
    ) { seen in
      guard let restarted = seen.restarted, let slow = seen.words("latency-p95") ?? seen.words("latency-p99")
      else {
        return nil
      }
      return ("\(restarted), caches cold: \(slow)", [])
    },
    DiagnosisRule(
      id: "database-slow", when: "the pool is past its line and requests are slow",
      example: "database slow for 30 s: pool 85 %, p95 1.8 s"
    ) { seen in
      guard let pool = seen.words("pool"), let slow = seen.words("latency-p95") ?? seen.words("latency-p99")
      else {
        return nil
      }
      return (
        "database slow\(seen.time("pool", "latency-p95", "latency-p99")): \(pool)", [slow, fullIn(seen)]
      )
    },
    DiagnosisRule(
      id: "errors", when: "requests fail and nothing above says why",
      example: "requests fail for 34 s: 12 % errors, p99 2.4 s"
    ) { seen in
      guard let errors = seen.errors else { return nil }
      return ("requests fail\(seen.time("errors")): \(errors)", [seen.percentile("p99")])
    },
    DiagnosisRule(
      id: "slow", when: "requests are slow and nothing above says why",
      example: "requests are slow for 50 s: p95 1.8 s, p99 3.1 s, pool 40 %"
    ) { seen in
      guard let slow = seen.words("latency-p95") ?? seen.words("latency-p99") else { return nil }
      return (
        "requests are slow\(seen.time("latency-p95", "latency-p99")): \(slow)",
        [seen.has("latency-p95") ? seen.percentile("p99") : nil, seen.pool]
      )
    },
    DiagnosisRule(
      id: "pool", when: "the pool is past its line",
      example: "database pool fills: pool 85 % for 40 s, full in about 25 s"
    ) { seen in
      guard let pool = seen.words("pool") else { return nil }
      return ("database pool fills: \(pool)\(seen.time("pool"))", [fullIn(seen)])
    },
    DiagnosisRule(
      id: "queue", when: "a queue grows, or is deep",
      example: "mail backs up: email +135/min for 40 s, 834 pending"
    ) { seen in
      let alerts = seen.all("queue-growing") + seen.all("queue-deep")
      guard let alert = alerts.first else { return nil }
      let pending = seen.reading.queues.value?.first { $0.name == alert.key.subject }?.pending
      return (
        "\(backsUp(alert.key.subject)): \(alert.words)\(seen.time(since: alert.began))",
        [alert.key.rule == "queue-growing" ? pending.map { "\(AlertUnit.count.words($0)) pending" } : nil]
      )
    },
    DiagnosisRule(
      id: "memory", when: "resident memory is past its line",
      example: "memory runs out: memory 930 MB for 2m 10s, PM2 restarts at 1 GB"
    ) { seen in
      guard let memory = seen.words("memory") else { return nil }
      return ("memory runs out: \(memory)\(seen.time("memory"))", ["PM2 restarts at 1 GB"])
    },
    DiagnosisRule(
      id: "open-files", when: "open files are near what the process may have",
      example: "file descriptors run out: open files 97 % for 20 s"
    ) { seen in
      guard let files = seen.words("open-files") else { return nil }
      return ("file descriptors run out: \(files)\(seen.time("open-files"))", [])
    },
    DiagnosisRule(
      id: "event-loop-slow", when: "the event loop's delay is past its line",
      example: "event loop slow for 25 s: loop lag 340 ms, CPU 86 %"
    ) { seen in
      guard let lag = seen.words("event-loop") else { return nil }
      return ("event loop slow\(seen.time("event-loop")): \(lag)", [seen.processor, seen.percentile("p99")])
    },
    DiagnosisRule(
      id: "several-processes", when: "several processes answer in turn",
      example: "several processes behind this address: rates and percentiles cannot be told"
    ) { seen in
      guard let words = seen.words("several-processes") else { return nil }
      return ("\(words): rates and percentiles cannot be told", [])
    },
    DiagnosisRule(
      id: "own", when: "an alert of the configuration is on", example: "logins missing_token 9/s for 30 s"
    ) { seen in
      guard let finding = seen.reading.findings.first else { return nil }
      return (
        finding.words + (seen.alert(saying: finding.words).map { seen.time(since: $0.began) } ?? ""), []
      )
    },
    DiagnosisRule(
      id: "restarted", when: "restarted within a minute",
      example: "restarted 20 s ago: a new process, caches are cold"
    ) { seen in
      guard let restarted = seen.restarted else { return nil }
      return ("\(restarted): a new process, caches are cold", [])
    },
  ]

  /// What is the matter with an instance; nil where nothing is.
  package static func diagnosis(of reading: Reading) -> Diagnosis? {
    let seen = Symptoms(reading: reading)
    for row in rows {
      guard let found = row.find(seen) else { continue }
      let severity = max(
        reading.standing.condition.severity, reading.alerts.map(\.urgency).max() ?? .good, .warning)
      var figures: [String] = []
      // What else is wrong follows, each thing once.
      for figure in found.figures.compactMap({ $0 }) + reading.findings.map(\.words)
      where !isSaid(figure, in: [found.head] + figures, reading) { figures.append(figure) }
      return Diagnosis(rule: row.id, severity: severity, head: found.head, figures: figures)
    }
    return nil
  }

  /// Whether a piece, or another about the same thing, was said already.
  private static func isSaid(_ piece: String, in said: [String], _ reading: Reading) -> Bool {
    if said.contains(where: { $0.firstRange(of: piece) != nil }) { return true }
    // `stripe OPEN` is said by `stripe open 40 s`, `6 waiting for the pool` by `6 waiting`.
    let start = piece.split(separator: " ").prefix(2).joined(separator: " ").lowercased()
    return said.contains { $0.lowercased().firstRange(of: start) != nil }
  }

  private static func lastSeen(_ seen: Symptoms) -> String? {
    let words = seen.reading.findings.prefix(3).map(\.words)
    return words.isEmpty ? nil : "last seen with \(words.joined(separator: ", "))"
  }

  private static func fullIn(_ seen: Symptoms) -> String? {
    guard let pool = seen.reading.pool.value, let fullIn = pool.fullIn else { return nil }
    if fullIn < .seconds(1) { return "full by now if it goes on so" }
    return "full in about \(seen.span(since: seen.reading.at - fullIn))"
  }

  /// What a reason that /api/ready gives says of the database, which is all that it asks; nil where it says less.
  private static func silence(of reason: String) -> String? {
    let lower = reason.lowercased()
    func has(_ words: String) -> Bool { lower.firstRange(of: words) != nil }
    if has("econnrefused") || has("enotfound") || has("ehostunreach") || has("econnreset") {
      return "database down: \(reason)"
    }
    if has("query read timeout") { return "database hangs: \(reason)" }
    // A host with two addresses gives no reason; Judgement has put these words for it.
    return has("database") ? "database down: \(reason)" : nil
  }

  /// What mPanel cannot do while a service is not called.
  private static func stalled(_ breaker: String) -> String {
    switch breaker.lowercased() {
    case "stripe": "payments stalled"
    case "twilio": "text messages stalled"
    case "namesilo": "domains stalled"
    case "openai": "AI stalled"
    default: "calls refused"
    }
  }

  private static func backsUp(_ queue: String) -> String {
    switch queue.lowercased() {
    case "email", "emails": "mail backs up"
    case "sms": "text messages back up"
    case "provisioning": "provisioning backs up"
    case "invoices": "invoices pile up"
    case "backup", "backups": "backups pile up"
    default: "jobs pile up"
    }
  }
}
