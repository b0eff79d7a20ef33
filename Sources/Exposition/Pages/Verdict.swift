/// How much a parser forgives.
package enum Verdict: Sendable, Hashable {
  /// As the Prometheus server's own parser decides.
  case strict
  /// The dashboard's: a bad line is skipped and complained about, the rest is kept.
  case lenient
}
