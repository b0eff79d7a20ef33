/// Who is kept out, and what is told to others. Stock builds declare these families and never set one (Q2).
extension SignalTable {
  static let securityRows: [Row] = [
    Row(
      signal: .rateLimitHits, unit: "requests, counter", names: SignalName.counter("rate_limit_hits"),
      dimensions: [.endpoint], whenMissing: "this build exports no rate-limit hits"),
    Row(
      signal: .authFailures, unit: "failures, counter", names: SignalName.counter("auth_failures"),
      dimensions: [.reason], whenMissing: "this build exports no failed logins"),
    Row(
      signal: .webhooks, unit: "deliveries, counter", names: SignalName.counter("webhook_deliveries"),
      dimensions: [.event, .outcome], whenMissing: "this build exports no webhook deliveries"),
  ]
}
