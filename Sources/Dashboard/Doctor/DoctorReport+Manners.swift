import Drawing
import MPanel
import Telemetry

/// What the answers' headers and connections tell of the server and of what stands in front of it.
extension DoctorReport {
  static func manners(_ watch: Watch, _ checkup: Checkup, _ reading: Reading) -> [DoctorFinding] {
    guard let metrics = watch.reports[.metrics], metrics.exchange.status != nil else { return [] }
    let all = Endpoint.allCases.compactMap { watch.reports[$0] } + checkup.others
    return [
      fingerprint(all), proxy(all), echo(all), packing(metrics), keepAlive(metrics),
      rateLimit(all), workers(checkup), clock(all),
      memory(all, watch.interval),
    ].compactMap { $0 }
  }

  private static func fingerprint(_ all: [Report]) -> DoctorFinding? {
    let headers = all.map(\.exchange).filter { !$0.headers.isEmpty }
    guard let first = headers.first else { return nil }
    if headers.contains(where: { $0.header("x-powered-by") == "mPanel" }) {
      return DoctorFinding(.good, "fingerprint", "X-Powered-By: mPanel")
    }
    let said = first.header("x-powered-by").map { "X-Powered-By: \($0)" } ?? "no X-Powered-By"
    return DoctorFinding(
      .note, "fingerprint",
      "\(said): a first build of mPanel, something in front that takes headers off, or no mPanel")
  }

  private static func proxy(_ all: [Report]) -> DoctorFinding? {
    let exchanges = all.map(\.exchange)
    let server = exchanges.lazy.compactMap { $0.header("server") }.first
    let via = exchanges.lazy.compactMap { $0.header("via") }.first
    guard let name = server ?? via else {
      return exchanges.contains { !$0.headers.isEmpty }
        ? DoctorFinding(.good, "in front", "nothing that names itself") : nil
    }
    return DoctorFinding(
      .note, "in front",
      "\(name) answers for mPanel. To mPanel, everybody who comes through it is one address, and all share one budget of requests on /api",
      remedy: "ask mPanel itself where you can: ssh -L 2271:127.0.0.1:2271 HOST, then mptop")
  }

  private static func echo(_ all: [Report]) -> DoctorFinding? {
    let echoes = all.compactMap(\.exchange.echoedRequestID)
    guard !echoes.isEmpty else { return nil }
    let count = echoes.count { $0 }
    if count == echoes.count {
      return DoctorFinding(
        .good, "request IDs", "echoed by all \(count) answers")
    }
    return DoctorFinding(
      .note, "request IDs",
      "echoed by \(count) of \(echoes.count) answers: the others did not come from mPanel's own code")
  }

  private static func packing(_ metrics: Report) -> DoctorFinding? {
    let exchange = metrics.exchange
    guard case .page = metrics.outcome else { return nil }
    if exchange.wireBytes < exchange.bodyBytes {
      let share = saturating(100 * Double(exchange.wireBytes) / max(Double(exchange.bodyBytes), 1))
      return DoctorFinding(.good, "gzip", "a page takes \(share) % of its size on the wire")
    }
    return DoctorFinding(
      .note, "gzip",
      "not offered: a page takes its whole \(Figure.bytes(Double(exchange.bodyBytes)).text) on the wire",
      remedy: "over a slow line, look less often: --every 10")
  }

  private static func keepAlive(_ metrics: Report) -> DoctorFinding? {
    let exchange = metrics.exchange
    guard !exchange.headers.isEmpty else { return nil }
    if exchange.header("connection")?.lowercased() == "close" {
      return DoctorFinding(
        .note, "keep-alive",
        "closed after every answer: each look needs a new connection, which may reach another worker")
    }
    let seconds = exchange.header("keep-alive").flatMap { text -> Int? in
      guard let sign = text.firstRange(of: "timeout=") else { return nil }
      return Int(text[sign.upperBound...].prefix { $0.isNumber })
    }
    guard let seconds else { return DoctorFinding(.good, "keep-alive", "connections stay open") }
    return DoctorFinding(
      .good, "keep-alive",
      "closed when idle for \(seconds) s: from --every \(seconds) on a new one each time"
    )
  }

  private static func rateLimit(_ all: [Report]) -> DoctorFinding? {
    let probes = all.map(\.exchange).filter { $0.path.hasPrefix("/api") && $0.status != nil }
    guard !probes.isEmpty else { return nil }
    let limits = probes.compactMap(\.rateLimit)
    guard let limit = limits.compactMap(\.limit).first, let left = limits.compactMap(\.remaining).min() else {
      return DoctorFinding(.note, "rate limit", "no answer tells of one: probes go out every 30 s")
    }
    let reset = limits.compactMap(\.resetSeconds).max().map { ", anew in \(Figure.span($0))" } ?? ""
    // Of the two pages that are asked for, the newer one is among them.
    let own = limits.count + (probes.contains { $0.path == Endpoint.legacyMetricsPath } ? 1 : 0)
    let others = limit - left - own
    var words = "\(left) of \(limit) left\(reset); \(own) went into this look"
    if others > 0 { words += ", \(others) into others of the same address or earlier ones" }
    guard others > 0, left * 2 < limit else {
      return DoctorFinding(left * 4 < limit ? .bad : .good, "rate limit", words)
    }
    return DoctorFinding(
      left * 4 < limit ? .bad : .note, "rate limit", words,
      remedy: "behind a proxy all users share it: mPanel needs ‘trust proxy’ to tell them apart")
  }

  private static func workers(_ checkup: Checkup) -> DoctorFinding? {
    guard let several = checkup.hasSeveralProcesses else { return nil }
    guard several else {
      return DoctorFinding(
        .good, "workers", "one process, on the kept connection and \(checkup.connections) new ones")
    }
    return DoctorFinding(
      .bad, "workers",
      "several processes answer behind this address: a new connection reached another one. Figures are those of whichever answers",
      remedy: "watch each worker at a port of its own, or run mPanel under PM2 with ‘instances: 1’")
  }

  private static func clock(_ all: [Report]) -> DoctorFinding? {
    let skews = all.compactMap { report -> Double? in
      let exchange = report.exchange
      guard let date = exchange.header("date").flatMap({ InternetDate.seconds($0) }) else { return nil }
      // Whole seconds, and made somewhere between question and answer.
      return date + 0.5 - (report.at.unixSeconds - exchange.duration.seconds / 2)
    }.sorted()
    guard !skews.isEmpty else { return nil }
    let skew = skews[skews.count / 2]
    guard abs(skew) >= 2 else {
      return DoctorFinding(.good, "clock", "agrees with this machine's to the second")
    }
    return DoctorFinding(
      .bad, "clock",
      "\(Figure.span(abs(skew))) \(skew > 0 ? "ahead of" : "behind") this machine's: uptime and times in logs are off by as much",
      remedy: "compare timedatectl on both machines")
  }

  /// Whether APM is on cannot be seen from outside (Q15), only what it would cost.
  private static func memory(_ all: [Report], _ interval: Duration) -> DoctorFinding? {
    guard all.contains(where: { $0.exchange.header("x-powered-by") == "mPanel" }) else { return nil }
    let perDay = 86_400 / max(interval.seconds, 0.5) * 1024
    return DoctorFinding(
      .note, "memory",
      "with APM on (NODE_ENV=production or APM_ENABLED=true) mPanel keeps 1 kB for every scrape, whoever makes it, until it is restarted: \(Figure.bytes(perDay).text) a day at one in \(Figure.span(interval.seconds))",
      remedy: "APM_ENABLED=false, or look less often: --every 10")
  }
}
