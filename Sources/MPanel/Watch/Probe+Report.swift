import Telemetry

extension Probe {
  /// What a report says of its endpoint at a moment.
  init(_ report: Report, at: Moment) {
    let (verdict, words) = Judgement.probe(report)
    self.init(
      endpoint: report.exchange.endpoint, verdict: verdict, words: words,
      latency: report.exchange.status == nil ? nil : report.exchange.duration,
      requestID: report.exchange.requestID, age: at - report.at)
  }
}
