/// What watching costs the instance.
package struct Cost: Sendable, Hashable {
  /// How long the newest scrape took.
  package var scrapeDuration: Duration?
  /// Bytes of the newest page, after decompression.
  package var pageBytes: Int?
  package var series: Int?
  /// What the newest question to the server that tells of the instance cost; nil where mptop asks the instance.
  package var source: Exchange.SourceCost?
  /// That it is asked less often than wished, and why.
  package var restraint: Restraint?
  /// Requests left of the rate limit on `/api`, and of how many; nil where answers do not say.
  package var budget: RateLimit?
}
