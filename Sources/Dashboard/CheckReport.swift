import Drawing
import MPanel
import Telemetry

/// One look at some instances as the monitoring-plugins convention wants it: a line with the worst, figures behind a
/// bar, then a line a finding; and an exit status.
package struct CheckReport: Sendable {
  /// The exit statuses of the convention, the worst last as it counts them.
  package enum Status: Int32, Sendable {
    case ok = 0
    case warning = 1
    case critical = 2
    case unknown = 3

    package var word: String { "\(self)".uppercased() }

    /// How bad it is: not knowing is worse than a warning and better than an outage.
    fileprivate var weight: Int {
      switch self {
      case .ok: 0
      case .warning: 1
      case .unknown: 2
      case .critical: 3
      }
    }
  }

  package let status: Status
  package let text: String

  package init(_ readings: [Reading]) {
    let statuses = readings.map(CheckReport.status)
    status = statuses.max { $0.weight < $1.weight } ?? .unknown
    let well = statuses.count { $0 == .ok }
    var lines: [String] = []
    for (reading, status) in zip(readings, statuses) where status != .ok {
      lines += CheckReport.sentences(reading).map { "\(status.word) \(reading.target.name): \($0)" }
    }
    let summary = "MPTOP \(status.word): \(well) of \(readings.count) well"
    let first = lines.first.map { "; \($0)" } ?? ""
    text = ([summary + first + " | " + CheckReport.figures(readings)] + lines).joined(separator: "\n") + "\n"
  }

  private static func status(_ reading: Reading) -> Status {
    let worst = reading.findings.map(\.severity).max() ?? .good
    switch max(reading.standing.condition.severity, worst) {
    case .good: return .ok
    case .waiting: return .unknown
    case .warning: return .warning
    case .critical: return .critical
    }
  }

  private static func sentences(_ reading: Reading) -> [String] {
    let standing = reading.standing
    if standing.condition == .degraded, !reading.findings.isEmpty {
      return reading.findings.map { clean($0.words) }
    }
    return ["\(standing.condition.word)\(standing.reason.isEmpty ? "" : ", \(clean(standing.reason))")"]
  }

  /// `'alpha p99'=1.26s 'alpha pool'=25%;80`: what is not known is left out.
  private static func figures(_ readings: [Reading]) -> String {
    readings.flatMap { reading -> [String] in
      let name = reading.target.name.filter { $0 != "'" && $0 != "=" }
      func figure(_ label: String, _ value: Double?, _ unit: String, _ warning: String = "") -> String? {
        guard let value, value.isFinite else { return nil }
        return "'\(name) \(label)'=\(digits(value))\(unit)\(warning)"
      }
      let percentiles = reading.latency.value?.percentiles
      return [
        figure("requests", reading.traffic.value?.total, "", ""),
        figure(
          "errors", reading.traffic.value?.errorShare.map { $0 * 100 }, "%",
          ";\(digits(CheckReport.line("errors", reading) * 100))"),
        figure("p50", percentiles?.first { $0.quantile == 0.5 }?.seconds, "s"),
        figure("p99", percentiles?.first { $0.quantile == 0.99 }?.seconds, "s"),
        figure(
          "pool", reading.pool.value.map { $0.saturation * 100 }, "%",
          ";\(digits(CheckReport.line("pool", reading) * 100))"),
        figure("queued", reading.queues.value.map { $0.reduce(0) { $0 + $1.pending } }, ""),
        figure(
          "open breakers", reading.breakers.value.map { Double($0.count { $0.state?.isOpen == true }) }, ""),
      ].compactMap { $0 }
    }.joined(separator: " ")
  }

  /// Where an alert about a figure begins.
  private static func line(_ rule: String, _ reading: Reading) -> Double {
    reading.rules[rule].flatMap { ($0.warning ?? $0.critical)?.raise } ?? .infinity
  }

  /// At most four decimals, and none where there are none.
  private static func digits(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }

  /// One line, without the bar that ends the words of a plugin, and without what could move a cursor.
  private static func clean(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let shown = TextWidth.shown(scalar, ascii: false) { plain.append(shown == "|" ? "/" : shown) }
    }
    return String(plain)
  }
}
