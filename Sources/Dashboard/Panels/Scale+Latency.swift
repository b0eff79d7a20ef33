import Drawing

extension Scale {
  /// One logarithmic scale for rows of latencies in seconds, so that their heights can be compared: from a power of
  /// ten to a round number, at least a decade. A linear one begins at zero.
  static func latencies(_ rows: [[Double?]], isLinear: Bool = false) -> Scale {
    let known = rows.joined().compactMap { $0 }
    if isLinear { return Scale(lower: 0, upper: roundUp(known.max() ?? 0, least: 0.001)) }
    let lower = decadeBelow(known.filter { $0 > 0 }.min() ?? 0.01)
    let upper = max(roundUp(known.max() ?? 0, least: lower), lower * 10)
    return Scale(lower: lower, upper: upper, isLogarithmic: true)
  }

  /// Both ends of a scale of latencies: `10 ms–2 s log`.
  var words: String {
    Figure.latency(lower).through(.latency(upper)) + (isLogarithmic ? " log" : "")
  }
}
