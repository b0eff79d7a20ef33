import Telemetry

/// Signups, money, provisioning and messages of the instance that is shown.
package struct Business: Sendable {
  package var signups: Measured<[Tally]>
  /// In cents; labels are the currency and the product.
  package var revenue: Measured<[Tally]>
  package var invoices: Measured<[Tally]>
  package var provisioning: Measured<[Provisioning]>
  package var emails: Measured<[Delivery]>
  package var sms: Measured<[Delivery]>
  package var watchedFor: Duration

  /// How long services of one type took to be set up. Rare, so over a quarter of an hour at least.
  package struct Provisioning: Sendable {
    package var tally: Tally
    package var name: String { tally.name }
    /// p50, p95 and p99; empty without one in that time.
    package var percentiles: [Percentile]
    package var mean: Double?
    package var count: Double
    /// The time over which percentiles and mean are.
    package var covered: Duration

    package static let leastWindow: Duration = .seconds(900)
    package static let quantiles = [0.5, 0.95, 0.99]
  }
}
