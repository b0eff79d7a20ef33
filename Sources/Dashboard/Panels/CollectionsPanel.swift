import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Garbage collection ──────── 0.4 % of time ╮
/// │ kind         1 m  share   mean  longest       │
/// │ minor          4  0.1 %   2 ms  ≤ 10 ms       │
/// │     0.5 % ▁▁▁▂▁▁▁▁▁▁▁                         │
/// ╰───────────────────────────────────────────────╯
/// ```
package struct CollectionsPanel: Panel {
  package let title = "Garbage collection"

  package init() {}

  private func kinds(_ reading: Reading) -> [Runtime.Collection] {
    (reading.runtime?.collections.value ?? []).sorted {
      $0.share != $1.share ? $0.share > $1.share : $0.total > $1.total
    }
  }

  package func rows(_ reading: Reading, width: Int) -> Int { kinds(reading).count + 3 }

  package func absence(_ reading: Reading) -> Absence? {
    guard let collections = reading.runtime?.collections else { return .waiting }
    return collections.absence
  }

  static func role(_ share: Double?) -> Role {
    guard let share else { return .plain }
    if share >= Runtime.Collection.criticalShare { return .critical }
    return share >= Runtime.Collection.warningShare ? .warning : .plain
  }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let share = reading.runtime?.collectionShare else { return [] }
    return [
      [Span(reading.coveredWords, .faint)],
      [
        Span(CollectionsPanel.percent(share).text, CollectionsPanel.role(share)),
        Span(" of time", .faint),
      ],
    ]
  }

  /// A tenth of a percent and less is still something.
  private static func percent(_ share: Double) -> Figure {
    share > 0 && share < 0.000_1 ? Figure("<0.01", "%") : .percent(share)
  }

  private func table(_ reading: Reading) -> Table {
    Table([
      Table.Column("kind", width: 11, align: .left, priority: 0),
      Table.Column(Figure.window(reading.window), width: 5, priority: 0),
      Table.Column("share", width: 7, priority: 0), Table.Column("mean", width: 8, priority: 1),
      Table.Column("p99", width: 8, priority: 3), Table.Column("longest", width: 8, priority: 2),
      Table.Column("total", width: 7, priority: 4),
    ])
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    let kinds = kinds(reading)
    let hasChart = canvas.height >= kinds.count + 2
    let tableRows = hasChart ? kinds.count + 1 : canvas.height
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: tableRows))
    table(reading).draw(on: inside, rows: kinds.count) { row, column, cell in
      let kind = kinds[row]
      switch column {
      case 0: cell.put(kind.kind, x: 0, y: 0, width: cell.width)
      case 1: TallyCells.count(kind.count.rounded(), role: .strong, on: cell)
      case 2: put(CollectionsPanel.percent(kind.share), role: CollectionsPanel.role(kind.share), on: cell)
      case 3: put(.latency(kind.mean), on: cell)
      case 4: put(kind.p99.map(LatencyPanel.figure) ?? .none, on: cell)
      case 5: put(longest(kind), on: cell)
      default: TallyCells.count(kind.total, on: cell)
      }
    }
    guard hasChart, let runtime = reading.runtime else { return }
    let chart = canvas.part(
      Rect(x: 0, y: tableRows, width: canvas.width, height: canvas.height - tableRows))
    let values = runtime.counters.rates(of: [.collections], GaugeChart.stretches(reading, on: chart))
    let top = Scale.roundUp((values.compactMap { $0 }.max() ?? 0) * 100, least: 0.1) / 100
    GaugeChart(
      reading: reading, values: values, scale: Scale(lower: 0, upper: top),
      threshold: Runtime.Collection.warningShare
    ) { Figure.percent($0).text }.draw(on: chart)
  }

  /// The upper end of the bucket of the longest pause: all that is known of it.
  private func longest(_ kind: Runtime.Collection) -> Figure {
    guard let bound = kind.longestUpTo else { return .none }
    let figure = Figure.latency(bound.isFinite ? bound : kind.beyond)
    guard bound.isFinite else { return kind.beyond == nil ? .none : Figure(">\(figure.digits)", figure.unit) }
    return Figure("≤\(figure.digits)", figure.unit)
  }

  private func put(_ figure: Figure, role: Role = .plain, on cell: Canvas) {
    cell.put(figure, x: 0, y: 0, width: cell.width, unit: figure.unit == "%" ? 1 : 2, role: role)
  }
}
