import Drawing
import MPanel
import Telemetry

/// One row an instance, the worst first.
package struct FleetView {
  let readings: [Reading]
  let selected: Int

  /// The places of the readings, worst first: by condition, then by share of errors, then by traffic.
  package static func order(of readings: [Reading]) -> [Int] {
    readings.indices.sorted { left, right in
      let (first, second) = (readings[left], readings[right])
      let conditions = (first.standing.condition, second.standing.condition)
      if conditions.0 != conditions.1 { return conditions.0 > conditions.1 }
      let errors = (first.traffic.value?.errorShare ?? 0, second.traffic.value?.errorShare ?? 0)
      // A share below the limit is noise that would make rows jump.
      let failing = (errors.0 >= Judgement.errorShareLimit, errors.1 >= Judgement.errorShareLimit)
      if failing.0 != failing.1 { return failing.0 }
      return left < right
    }
  }

  private enum Field: Int, CaseIterable {
    case name, state, rate, errors, p50, p95, p99, pool, pending, breakers, lag, memory, uptime, age, spark,
      why
  }

  private static let table = Table([
    Table.Column("instance", width: 10, align: .left, priority: 0),
    Table.Column("state", width: 12, align: .left, priority: 0),
    Table.Column("req/s", width: 6, priority: 1),
    Table.Column("errors", width: 6, priority: 2),
    Table.Column("p50", width: 7, priority: 6),
    Table.Column("p95", width: 7, priority: 3),
    Table.Column("p99", width: 7, priority: 5),
    Table.Column("pool", width: 5, priority: 2),
    Table.Column("queued", width: 6, priority: 3),
    Table.Column("breakers", width: 12, align: .left, priority: 4),
    Table.Column("loop", width: 7, priority: 8),
    Table.Column("memory", width: 7, priority: 7),
    Table.Column("up", width: 7, priority: 7),
    Table.Column("age", width: 5, priority: 5),
    Table.Column("p99 past", width: 12, align: .left, priority: 9, grows: true),
    Table.Column("why", width: 20, align: .left, priority: 10, grows: true),
  ])

  func draw(on canvas: Canvas) {
    let order = FleetView.order(of: readings)
    let inside = Frame(title: "Fleet", note: note()).draw(on: canvas)
    let cursor = order.firstIndex(of: selected)
    let room = max(inside.height - 2, 1)
    let scroll = max((cursor ?? 0) - room + 1, 0)
    let padded = inside.part(Rect(x: 1, y: 0, width: inside.width - 2, height: inside.height))
    // Where "why" has no column of its own, the selected row's reason stands below the table.
    let fields = FleetView.table.fit(padded.width).map(\.index)
    let hasWhy = fields.contains(Field.why.rawValue)
    let table = padded.part(Rect(x: 0, y: 0, width: padded.width, height: padded.height - (hasWhy ? 0 : 1)))
    FleetView.table.draw(on: table, rows: order.count, scroll: scroll, selected: cursor) {
      row, column, cell in
      guard let field = Field(rawValue: column) else { return }
      draw(field, of: readings[order[row]], on: cell)
    }
    if !hasWhy, let cursor {
      let reading = readings[order[cursor]]
      canvas.put(
        [Span("\(reading.target.name): ", .label)] + why(reading), x: 2, y: canvas.height - 2,
        width: max(canvas.width - 4, 0))
    }
  }

  private func note() -> [Span] {
    let well = readings.count { $0.standing.condition == .up }
    let total = readings.compactMap { $0.traffic.value?.total }.reduce(0, +)
    let rate = Figure.rate(total)
    return [
      Span("\(well) of \(readings.count) up", well == readings.count ? .good : .warning),
      Span("   \(rate.digits)"), Span(" \(rate.unit)", .faint),
    ]
  }

  private func draw(_ field: Field, of reading: Reading, on cell: Canvas) {
    let width = cell.width
    func right(_ text: String, _ role: Role = .plain) {
      let shown: Role = reading.isStale && role != .strong ? .stale : role
      cell.put(text, x: 0, y: 0, role: shown, width: width, align: .right)
    }
    switch field {
    case .name: cell.put(reading.target.name, x: 0, y: 0, role: .strong, width: width)
    case .state: cell.put([reading.standing.condition.lamp.span], x: 0, y: 0, width: width)
    case .rate: right(Figure.rate(reading.traffic.value?.total).digits)
    case .errors:
      let share = reading.traffic.value?.errorShare
      right(Figure.percent(share).text, (share ?? 0) >= Judgement.errorShareLimit ? .critical : .plain)
    case .p50: right(percentile(reading, 0))
    case .p95: right(percentile(reading, 2))
    case .p99: right(percentile(reading, 3), .strong)
    case .pool:
      let pool = reading.pool.value
      right(
        Figure.percent(pool.map { ($0.saturation * 100).rounded() / 100 }).text,
        pool.map(PoolPanel.role) == .good ? .plain : pool.map(PoolPanel.role) ?? .faint)
    case .pending: right(Figure.count(reading.queues.value.map { $0.reduce(0) { $0 + $1.pending } }))
    case .breakers: cell.put(breakers(reading), x: 0, y: 0, width: width)
    case .lag: right(Figure.latency(reading.identity.eventLoopLag).text)
    case .memory: right(Figure.bytes(reading.identity.residentBytes).text)
    case .uptime: right(Figure.span(reading.identity.uptime?.seconds))
    case .age: right(Figure.span(reading.age?.seconds), reading.isStale ? .warning : .faint)
    case .spark:
      let axis = TimeAxis(reading)
      let past = reading.trail.percentiles([0.99], columns: axis.columns(width), window: reading.window)[0]
      let known = past.compactMap { $0 }.filter { $0 > 0 }
      let lower = max((known.min() ?? 0.001) / 2, 0.000_1)
      Spark(past, scale: Scale(lower: lower, upper: max(known.max() ?? 1, lower * 10), isLogarithmic: true))
        .draw(on: cell)
    case .why: cell.put(why(reading), x: 0, y: 0, width: width)
    }
  }

  private func percentile(_ reading: Reading, _ index: Int) -> String {
    guard let percentiles = reading.latency.value?.percentiles, index < percentiles.count else { return "-" }
    return LatencyPanel.figure(percentiles[index]).text
  }

  private func breakers(_ reading: Reading) -> [Span] {
    guard let breakers = reading.breakers.value else { return [Span("-", .faint)] }
    let open = breakers.filter { $0.state?.isOpen == true }
    guard let first = open.first else {
      let half = breakers.filter { $0.state == .halfOpen }
      return half.isEmpty ? [Span("● closed", .good)] : [Span("▲ \(half[0].name)", .warning)]
    }
    return [Span(open.count > 1 ? "✖ \(open.count) open" : "✖ \(first.name)", .critical)]
  }

  /// What is wrong, or the address where nothing is.
  private func why(_ reading: Reading) -> [Span] {
    let standing = reading.standing
    if standing.condition == .up { return [Span(reading.target.address, .faint)] }
    let lasting = Figure.span((reading.at - standing.since).seconds)
    return [Span("\(standing.reason)", standing.condition.severity.role), Span(" for \(lasting)", .faint)]
  }
}
