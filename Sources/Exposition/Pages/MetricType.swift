/// What a family declares itself to be.
package enum MetricType: String, Sendable, BitwiseCopyable, Hashable, CaseIterable {
  case counter, gauge, histogram, summary, untyped, unknown, info, stateset, gaugehistogram

  /// Whether samples of a family of this type under this name only ever rise, so that differences mean something.
  ///
  /// The declaration decides, not the suffix: prom-client has gauges that end in `_total` (Q22).
  package func counts(sample name: String, family: String) -> Bool {
    switch self {
    case .counter: true
    case .histogram, .summary: name.utf8.count > family.utf8.count && !name.hasSuffix("_created")
    case .untyped, .unknown:
      ["_total", "_bucket", "_count", "_sum"].contains { name.hasSuffix($0) }
    case .gauge, .info, .stateset, .gaugehistogram: false
    }
  }
}
