import Drawing
import MPanel
import Telemetry

extension Occurrence.Figure {
  /// All figures of an instance, in the order in which an operator asks for them. What is not known is left out.
  static func all(of reading: Reading) -> [Occurrence.Figure] {
    var figures: [Occurrence.Figure] = []
    func add(_ name: String, _ text: String?) {
      if let text { figures.append(Occurrence.Figure(name: name, text: text)) }
    }
    let traffic = reading.traffic.value
    add("requests", traffic.map { Drawing.Figure.rate($0.total).text })
    add("errors", traffic.map { Drawing.Figure.percent($0.errorShare).text })
    for percentile in reading.latency.value?.percentiles ?? [] {
      add(percentile.name, LatencyPanel.figure(percentile).text)
    }
    add("in flight", traffic?.inFlight.map { Drawing.Figure.count($0) })
    add(
      "pool",
      reading.pool.value.map { pool in
        let waiting = pool.waiting.map { ", \(Drawing.Figure.count($0)) waiting" } ?? ""
        return
          "\(Drawing.Figure.count(pool.active)) of \(Drawing.Figure.count(max(pool.most ?? 0, pool.total)))\(waiting)"
      })
    for queue in reading.queues.value ?? [] {
      let change = queue.perMinute.map { ", \(Drawing.Figure.change($0))/min" } ?? ""
      add("queue \(queue.name)", "\(Drawing.Figure.count(queue.pending)) pending\(change)")
    }
    for breaker in reading.breakers.value ?? [] {
      add(
        "breaker \(breaker.name)",
        "\(breaker.state?.word ?? "?")\(breaker.sawBeginning ? " for \(Drawing.Figure.span(breaker.lasting.seconds))" : "")"
      )
    }
    add("loop lag", reading.identity.eventLoopLag.map { Drawing.Figure.latency($0).text })
    add("memory", reading.identity.residentBytes.map { Drawing.Figure.bytes($0).text })
    add("uptime", reading.identity.uptime.map { Drawing.Figure.span($0.seconds) })
    for probe in reading.probes where probe.verdict != .unasked {
      add(probe.endpoint.path, probe.words)
    }
    add("age", reading.age.map { Drawing.Figure.span($0.seconds) })
    return figures
  }
}
