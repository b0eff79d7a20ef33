import Telemetry

/// One counter of things that happen now and then: how many, when last, and whether that is as usual.
package struct Tally: Sendable {
  /// The values of its labels, in the order of the signal's dimensions.
  package var labels: [String]
  /// Since the process began; nil where this process has not counted any yet.
  package var total: Double?
  /// Since mptop has watched, over restarts.
  package var watched: Double
  /// What came to light in the window.
  package var inWindow: Double
  /// A minute, over all that was watched; nil before a minute of it.
  package var perMinute: Double?
  /// What came to light in the last hour; nil where less than an hour is known.
  package var inHour: Double?
  /// A second, by PromQL's `rate`; nil before the second scrape.
  package var perSecond: Double?
  /// How long ago it last rose; nil where that was not seen.
  package var lastAgo: Duration?
  /// The usual time between two rises, where it has been quiet for much longer than that.
  package var unusualQuiet: Duration?
  package var burst: CounterPast.Burst?
  package var past: CounterPast

  package var name: String { labels.joined(separator: " ") }
}
