/// Signups, money, provisioning and messages. Stock builds declare all of these families and never set one (Q2).
extension SignalTable {
  static let businessRows: [Row] = [
    Row(
      signal: .signups, unit: "signups, counter", names: SignalName.counter("user_signups"),
      dimensions: [.plan], whenMissing: "this build exports no signups"),
    Row(
      signal: .revenue, unit: "cents, counter", names: SignalName.counter("revenue"),
      dimensions: [.currency, .product], whenMissing: "this build exports no revenue"),
    Row(
      signal: .invoices, unit: "invoices, counter", names: SignalName.counter("invoices", "invoice_status"),
      dimensions: [.invoiceStatus], whenMissing: "this build exports no invoices"),
    Row(
      signal: .provisioning, unit: "seconds, histogram",
      names: [SignalName("service_provisioning_duration_seconds")],
      dimensions: [.service], whenMissing: "this build exports no provisioning"),
    Row(
      signal: .emails, unit: "e-mails, counter", names: SignalName.counter("emails_sent"),
      dimensions: [.template, .outcome], whenMissing: "this build exports no e-mails"),
    Row(
      signal: .sms, unit: "messages, counter", names: SignalName.counter("sms_sent"),
      dimensions: [.purpose, .outcome], whenMissing: "this build exports no SMS"),
  ]
}
