import Drawing
import MPanel
import Telemetry

/// The past of one series, or of a family's series together: gauges as values, counters as rates, histograms as
/// percentiles above their rate, summaries as their quantiles above theirs.
struct MemberChart {
  private struct Line {
    var name: String
    var values: [Double?]
    /// What a value is written as.
    var figure: (Double?) -> Figure
    var role: Role
    var isLogarithmic = false
  }

  let family: FamilySeries
  let past: MemberPast
  let reading: Reading

  /// The lines of a canvas on which all of it shows.
  static func leastRows(_ family: FamilySeries) -> Int {
    switch family.kind {
    case .level, .counter: 4
    case .histogram: 5
    case .summary: family.quantiles.count + 2
    }
  }

  /// Where charts begin: name, newest, least and greatest stand before them.
  private static let left = 40

  func draw(on canvas: Canvas) {
    guard canvas.height > 1, canvas.width > MemberChart.left + 4 else { return }
    let chart = Rect(
      x: MemberChart.left, y: 1, width: canvas.width - MemberChart.left, height: canvas.height - 1)
    let axis = TimeAxis(reading)
    let lines = lines(axis.columns(past.trail, of: canvas.part(chart)))
    for (place, title) in [reading.newestWord, "least", "most"].enumerated() {
      canvas.put(title, x: 6 + place * 11, y: 0, role: .label, width: 8, align: .right)
    }
    axis.draw(on: canvas.part(Rect(x: chart.x, y: 0, width: chart.width, height: 1)), y: 0)
    defer { axis.drawMarks(through: canvas.part(chart)) }
    let shared = lines.filter(\.isLogarithmic).map(\.values)
    for (line, rows) in zip(lines, chart.rows(lines.map { _ in .share(1) })) where rows.height > 0 {
      let known = line.values.compactMap { $0 }.filter { !$0.isNaN }
      canvas.put(line.name, x: 1, y: rows.y, role: .label, width: 6)
      let newest = line.values.last { $0 != nil } ?? nil
      for (place, value) in [newest, known.min(), known.max()].enumerated() {
        canvas.put(
          line.figure(value), x: 6 + place * 11, y: rows.y, width: 11, unit: 3,
          role: place == 0 ? .strong : .plain)
      }
      let scale = line.isLogarithmic ? Scale.latencies(shared) : MemberChart.scale(known)
      Spark(line.values, scale: scale, role: line.role, isStacked: true).draw(on: canvas.part(rows))
      if rows.height > 1 {
        canvas.put(
          line.figure(scale.lower).through(line.figure(scale.upper)), x: 1, y: rows.y + 1,
          role: .faint,
          width: MemberChart.left - 4, align: .right)
      }
    }
  }

  private func lines(_ columns: [Trail.Column]) -> [Line] {
    let now = reading.at.unixSeconds
    let level: (Double?) -> Figure = { family.unit.figure($0, now: now) }
    let rate = Line(
      name: "rate", values: past.rates(columns: columns),
      figure: { family.kind == .counter ? family.unit.rate($0) : Figure.rate($0) }, role: .series1)
    switch family.kind {
    case .level:
      return [Line(name: "value", values: past.level(0, columns: columns), figure: level, role: .series1)]
    case .counter: return [rate]
    case .histogram:
      let percentiles = past.trail.percentiles(
        MemberFigures.percentiles, columns: columns, window: reading.chartWindow)
      return zip(["p50", "p90", "p99"], percentiles).enumerated().map { place, one in
        Line(
          name: one.0, values: one.1, figure: level, role: Role.series[place + 1],
          isLogarithmic: family.unit == .seconds)
      } + [rate]
    case .summary:
      return (0..<past.levelCount).map { place in
        Line(
          name: Percentile(quantile: family.quantiles[place], seconds: 0, lower: 0, upper: 0).name,
          values: past.level(place, columns: columns), figure: level, role: Role.series[(place + 1) % 6])
      } + [rate]
    }
  }

  /// From 0 or the round number below, to the round one above: what is drawn has a form even where it hardly varies.
  static func scale(_ values: [Double]) -> Scale {
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    if least < 0 {
      let side = Scale.roundUp(max(-least, most, 0), least: .leastNormalMagnitude)
      return Scale(lower: -side, upper: side)
    }
    return Scale(lower: 0, upper: Scale.roundUp(most, least: most > 0 ? most / 10 : 1))
  }
}
