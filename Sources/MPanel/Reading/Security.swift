import Telemetry

/// Who is kept out of the instance that is shown, and what it tells others.
package struct Security: Sendable {
  package var rateLimitHits: Measured<[Tally]>
  package var authFailures: Measured<[Tally]>
  package var webhooks: Measured<[Delivery]>
  package var watchedFor: Duration
}
