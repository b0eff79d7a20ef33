/// Which of the dialects' rules a line is held to.
struct Grammar {
  let format: Format
  let verdict: Verdict

  var isLenient: Bool { verdict == .lenient }
  /// Parts of a line stand exactly one space apart.
  var isSpaced: Bool { format == .openMetrics && verdict == .strict }
  var allowsExemplars: Bool { format == .openMetrics || isLenient }
  /// A backslash before anything but `n`, `\` and `"` stands for itself.
  var allowsUnknownEscapes: Bool { format == .openMetrics || isLenient }
  /// Milliseconds that a unit of timestamps stands for.
  var timestampScale: Double { format == .openMetrics ? 1000 : 1 }

  /// Whether the dialect knows a type. Lenient takes the words of both.
  func allows(_ type: MetricType) -> Bool {
    switch type {
    case .counter, .gauge, .histogram, .summary: true
    case .untyped: isLenient || format == .text
    case .unknown, .info, .stateset, .gaugehistogram: isLenient || format == .openMetrics
    }
  }
}
