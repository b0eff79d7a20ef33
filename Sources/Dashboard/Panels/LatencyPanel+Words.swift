import Drawing
import MPanel

extension LatencyPanel {
  /// `12 ms`, or `>10 s` where only "more than" can be said.
  package static func figure(_ percentile: Percentile) -> Figure {
    let figure = Figure.latency(percentile.seconds)
    return percentile.isBeyond ? Figure(">\(figure.digits)", figure.unit) : figure
  }

  /// The same of a percentile of the past: beyond where it lies above the highest bound of the buckets.
  static func figure(_ seconds: Double?, highest: Double?) -> Figure {
    guard let seconds, let highest, seconds > highest else { return .latency(seconds) }
    let figure = Figure.latency(highest)
    return Figure(">\(figure.digits)", figure.unit)
  }

  /// `100–500 ms`: the bucket, which is all that is really known.
  static func range(_ percentile: Percentile) -> String {
    let lower = Figure.latency(max(percentile.lower, 0))
    guard percentile.upper.isFinite else { return "over \(lower.text)" }
    return lower.through(.latency(percentile.upper))
  }
}
