import Drawing
import MPanel
import Telemetry

/// What the fleet's past shows of each instance, beside one another and to one scale, so that the odd one stands out.
enum FleetChart: CaseIterable {
  case rate, latency, pool

  var title: String {
    switch self {
    case .rate: "req/s"
    case .latency: "p99"
    case .pool: "pool"
    }
  }

  var role: Role {
    switch self {
    case .rate: .series1
    case .latency: .series4
    case .pool: .series2
    }
  }

  func threshold(_ rules: AlertRules) -> Double? { self == .pool ? PoolPanel.line(rules) : nil }

  func values(_ reading: Reading, _ columns: [Trail.Column]) -> [Double?] {
    switch self {
    case .rate: reading.trail.totals(columns: columns)
    case .latency: reading.trail.percentiles([0.99], columns: columns, window: reading.chartWindow)[0]
    case .pool: reading.trail.saturation(columns: columns)
    }
  }

  /// One scale for all rows.
  func scale(_ rows: [[Double?]]) -> Scale {
    let known = rows.joined().compactMap { $0 }
    switch self {
    case .rate: return Scale(lower: 0, upper: Scale.roundUp(known.max() ?? 0))
    case .latency: return .latencies(rows)
    case .pool: return Scale(lower: 0, upper: 1)
    }
  }

  /// `0–200 /s`, `10 ms–2 s log`, `0–100 %`; nothing where there is nothing to measure with it.
  func words(_ scale: Scale, _ rows: [[Double?]]) -> String {
    guard rows.contains(where: { $0.contains { $0 != nil } }) else { return "" }
    return switch self {
    case .rate: "0–\(Figure.rate(scale.upper).text)"
    case .latency: scale.words
    case .pool: "0–100 %"
    }
  }
}
