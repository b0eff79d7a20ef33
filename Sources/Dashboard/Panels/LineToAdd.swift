import MPanel

/// A line that makes mPanel count something of which its builds only declare the counter; docs/mpanel.md has them, too.
struct LineToAdd: Sendable {
  /// The panel that is empty without it.
  var panel: String
  var code: String
  /// Where it belongs.
  var place: String

  static let all = [
    LineToAdd(panel: "signups", code: "userSignups.inc({ plan });", place: "an account was made"),
    LineToAdd(
      panel: "revenue", code: "revenue.inc({ currency, product_type: product }, amountInCents);",
      place: "a payment came in"),
    LineToAdd(
      panel: "invoices", code: "invoices.inc({ status: 'paid' });", place: "paid, pending, overdue, cancelled"
    ),
    LineToAdd(
      panel: "provisioning", code: "serviceProvisioningDuration.observe({ service_type: type }, seconds);",
      place: "a service is ready"),
    LineToAdd(
      panel: "e-mails", code: "emailsSent.inc({ template, status: 'success' });", place: "or 'failed'"),
    LineToAdd(panel: "sms", code: "smsSent.inc({ purpose, status: 'success' });", place: ""),
    LineToAdd(
      panel: "failed-logins", code: "authFailures.inc({ reason: 'invalid_credentials' });",
      place: "expired_token, missing_token"),
    LineToAdd(
      panel: "rate-limit-hits", code: "rateLimitHits.inc({ endpoint: req.path });",
      place: "in the handler of express-rate-limit"),
    LineToAdd(
      panel: "webhooks",
      code: "webhookDeliveries.inc({ event_type: type, status: ok ? 'success' : 'failed' });", place: ""),
  ]
}
