import Telemetry

extension Watch {
  /// What the endpoints say, side by side.
  var testimony: Testimony {
    var testimony = Testimony()
    if let ready = reports[.ready], case .probe(let isReady, let reason) = ready.outcome {
      (testimony.isReady, testimony.reason, testimony.readyAt) = (isReady, reason, ready.at)
    }
    var began: Double?
    if let at = lastGoodScrape, let slot = bindings.single[.startTime] {
      began = history.value(slot, at: at).flatMap { $0 > 0 ? $0 : nil }
    }
    testimony.metricsBegan = began
    if let answer = reports[.health], case .health(let health) = answer.outcome {
      if health.isGood { testimony.goodHealth = health.status }
      // An answer from before the process began is its predecessor's.
      if let uptime = health.uptimeSeconds, let date = answer.exchange.serverDate, date > began ?? date {
        testimony.healthBegan = date - uptime
      }
    }
    if let answer = reports[.metrics], let date = answer.exchange.serverDate {
      // Whole seconds, and made somewhere between question and answer.
      let here: Double = answer.at.unixSeconds - answer.exchange.duration.seconds / 2
      testimony.clockAhead = date + 0.5 - here
    }
    return testimony
  }
}
