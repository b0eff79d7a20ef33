import Drawing
import MPanel
import Telemetry

/// The fleet's rows: one an instance, one of sums a group, and one of all.
struct FleetTable {
  let rows: FleetRows
  /// The row that is selected.
  let selected: Int?
  /// Everything that is known of an instance, by its place.
  let reading: (Int) -> Reading?
  /// All that the filter admits together.
  let sums: FleetReading

  private enum Field: Int, CaseIterable {
    case name, state, rate, errors, p50, p95, p99, pool, pending, breakers, lag, memory, uptime, age, past
  }

  /// What stands before a name: the mark of the selected row.
  private static let mark = 2

  /// The table for names as wide as these, and for the states of groups as large as these: in full where no column gives
  /// way to that.
  private func table(width: Int) -> Table {
    let name = Table.Column(
      "  instance", width: FleetTable.mark + min(max(rows.widest, 8), 20), align: .left, priority: 0)
    var table = Table([name] + FleetTable.columns)
    guard let widths = rows.largestGroup.map(GroupState.widths) else { return table }
    let state = Field.state.rawValue
    table.columns[state].width = max(table.columns[state].width, widths.last ?? 0)
    let columns = table.fit(width).count
    for wider in widths {
      var other = table
      other.columns[state].width = max(table.columns[state].width, wider)
      if other.fit(width).count == columns { return other }
    }
    return table
  }

  private static let columns = [
    Table.Column("state", width: 12, align: .left, priority: 0),
    Table.Column("req/s", width: 6, priority: 1),
    Table.Column("errors", width: 6, priority: 2),
    Table.Column("p50", width: 7, priority: 6),
    Table.Column("p95", width: 7, priority: 3),
    Table.Column("p99", width: 7, priority: 5),
    Table.Column("pool", width: 5, priority: 2),
    Table.Column("queued", width: 6, priority: 3),
    Table.Column("breakers", width: 10, align: .left, priority: 4),
    Table.Column("loop lag", width: 8, priority: 8),
    Table.Column("memory", width: 7, priority: 7),
    Table.Column("up", width: 7, priority: 7),
    Table.Column("age", width: 5, priority: 5),
    Table.Column("p99 past", width: 12, align: .left, priority: 9, grows: true),
  ]

  private var hasSums: Bool { rows.order.count > 1 }

  /// The lines of the whole table with its titles, and a row for all instances where there are several.
  var lines: Int { rows.count + 1 + (hasSums ? 1 : 0) }

  /// The rows that are shown on a canvas of this height. Where some are hidden, a line says how many.
  func shown(height: Int) -> Range<Int> {
    let count = rows.count
    guard lines > height else { return 0..<count }
    let room = max(height - 2 - (hasSums ? 1 : 0), 0)
    let first = min(max((selected ?? 0) - room + 1, 0), max(count - room, 0))
    return first..<min(first + room, count)
  }

  func draw(on canvas: Canvas) {
    let table = table(width: canvas.width)
    let shown = shown(height: canvas.height)
    let readings = shown.map { row -> Reading? in
      if case .instance(let place) = rows[row] { reading(place) } else { nil }
    }
    let groups = shown.map { row -> FleetReading? in
      if case .group(let group) = rows[row] { rows.reading(of: group.places) } else { nil }
    }
    let isWhole = shown.count == rows.count
    let body = Rect(x: 0, y: 0, width: canvas.width, height: shown.count + 1)
    table.draw(on: canvas.part(body), rows: shown.count) { row, column, cell in
      guard let field = Field(rawValue: column) else { return }
      let isSelected = shown.lowerBound + row == selected
      switch rows[shown.lowerBound + row] {
      case .instance:
        guard let reading = readings[row] else { return }
        draw(field, of: reading, isSelected: isSelected, on: cell)
      case .group(let group):
        guard let sums = groups[row] else { return }
        draw(field, of: group, sums, isSelected: isSelected, on: cell)
      }
    }
    for (line, row) in shown.enumerated() {
      canvas.offer(
        .row(rows.name(of: row)), in: Rect(x: 0, y: 1 + line, width: canvas.width, height: 1))
    }
    if !isWhole {
      let above = shown.lowerBound
      let below = rows.count - shown.upperBound
      let words = (above > 0 ? ["\(above) above"] : []) + (below > 0 ? ["\(below) below"] : [])
      canvas.put(
        "  +" + words.joined(separator: ", "), x: 0, y: shown.count + 1, role: .faint, width: canvas.width)
    }
    guard hasSums else { return }
    let y = shown.count + (isWhole ? 1 : 2)
    table.drawRow(on: canvas.part(Rect(x: 0, y: y, width: canvas.width, height: 1))) { column, cell in
      guard let field = Field(rawValue: column) else { return }
      draw(field, of: sums, on: cell)
    }
  }

  /// The row of a group: what can be added up, and its worst state.
  private func draw(
    _ field: Field, of group: FleetRows.Group, _ sums: FleetReading, isSelected: Bool, on cell: Canvas
  ) {
    switch field {
    case .name:
      if isSelected { cell.set("▶", x: 0, y: 0, role: .focus) }
      let room = cell.width - FleetTable.mark
      cell.put(
        "\(group.isFolded ? "+" : "-") \(ShortName.of(group.name, columns: room - 2))", x: FleetTable.mark,
        y: 0,
        role: isSelected ? .focus : .label, width: room)
    case .state:
      let counts = FleetCounts(group.places.lazy.map { rows.briefs[$0] })
      cell.put(
        GroupState(counts).spans(width: cell.width, ascii: cell.isASCII), x: 0, y: 0, width: cell.width)
    default: draw(field, of: sums, on: cell)
    }
  }

  private func draw(_ field: Field, of reading: Reading, isSelected: Bool, on cell: Canvas) {
    let width = cell.width
    func right(_ text: String, _ role: Role = .plain) {
      cell.put(text, x: 0, y: 0, role: reading.isStale ? .stale : role, width: width, align: .right)
    }
    switch field {
    case .name:
      if isSelected { cell.set("▶", x: 0, y: 0, role: .focus) }
      if let worst = reading.cautions.map(\.severity).max() { cell.set("!", x: 1, y: 0, role: worst.role) }
      let room = width - FleetTable.mark
      cell.put(
        ShortName.of(reading.target.name, columns: room), x: FleetTable.mark, y: 0,
        role: isSelected ? .focus : .strong, width: room)
    case .state: cell.put([reading.standing.condition.lamp.span], x: 0, y: 0, width: width)
    case .rate: right(Figure.perSecond(reading.traffic.value?.total))
    case .errors:
      let share = reading.traffic.value?.errorShare
      right(Figure.percent(share).text, FleetTable.role(reading.severity(of: "errors")))
    case .p50: right(percentile(reading, 0))
    case .p95: right(percentile(reading, 2), FleetTable.role(reading.severity(of: "latency-p95")))
    case .p99:
      right(percentile(reading, 3), FleetTable.role(reading.severity(of: "latency-p99"), well: .strong))
    case .pool:
      let pool = reading.pool.value
      right(
        Figure.percent(pool.map { ($0.saturation * 100).rounded() / 100 }).text,
        pool == nil
          ? .faint : FleetTable.role(max(reading.severity(of: "pool"), reading.severity(of: "pool-waiting"))))
    case .pending:
      right(
        Figure.count(reading.queues.value.map { $0.reduce(0) { $0 + $1.pending } }),
        FleetTable.role(max(reading.severity(of: "queue-growing"), reading.severity(of: "queue-deep"))))
    case .breakers: cell.put(breakers(reading), x: 0, y: 0, width: width)
    case .lag:
      right(
        Figure.latency(reading.identity.eventLoopLag).text,
        FleetTable.role(reading.severity(of: "event-loop")))
    case .memory:
      right(
        Figure.bytes(reading.identity.residentBytes).text, FleetTable.role(reading.severity(of: "memory")))
    case .uptime: right(FleetTable.uptime(reading.identity.uptime?.seconds))
    case .age:
      cell.put(
        Figure.span(reading.age?.seconds), x: 0, y: 0, role: reading.isStale ? .warning : .faint,
        width: width,
        align: .right)
    case .past:
      let past = FleetChart.latency.values(reading, TimeAxis(reading).columns(of: cell))
      Spark(past, scale: FleetChart.latency.scale([past]), isStacked: true).draw(on: cell)
    }
  }

  /// The row of all instances together: only what can be added up.
  private func draw(_ field: Field, of fleet: FleetReading, on cell: Canvas) {
    func right(_ text: String, _ role: Role = .plain) {
      cell.put(text, x: 0, y: 0, role: role, width: cell.width, align: .right)
    }
    func percentile(_ index: Int) -> String {
      index < fleet.percentiles.count ? LatencyPanel.figure(fleet.percentiles[index]).text : "-"
    }
    switch field {
    case .name: cell.put("all", x: 2, y: 0, role: .label, width: cell.width - 2)
    case .rate: right(Figure.perSecond(fleet.total))
    case .errors: right(Figure.percent(fleet.errorShare).text)
    case .p50: right(percentile(0))
    case .p95: right(percentile(2))
    case .p99: right(percentile(3), .strong)
    case .pending: right(Figure.count(fleet.pending))
    case .state, .pool, .breakers, .lag, .memory, .uptime, .age, .past: break
    }
  }

  /// A figure has a colour where an alert is on about it.
  private static func role(_ severity: Condition.Severity, well: Role = .plain) -> Role {
    severity >= .warning ? severity.role : well
  }

  /// Of an instance that has run for months nobody asks for the hours.
  private static func uptime(_ seconds: Double?) -> String {
    guard let seconds, seconds >= 100 * 86_400 else { return Figure.span(seconds) }
    return "\(Figure.count((seconds / 86_400).rounded(.down)))d"
  }

  private func percentile(_ reading: Reading, _ index: Int) -> String {
    guard let percentiles = reading.latency.value?.percentiles, index < percentiles.count else { return "-" }
    return LatencyPanel.figure(percentiles[index]).text
  }

  private func breakers(_ reading: Reading) -> [Span] {
    guard let breakers = reading.breakers.value else { return [Span("-", .faint)] }
    let open = breakers.filter { $0.state?.isOpen == true }
    if let first = open.first {
      return [Span(open.count > 1 ? "✖ \(open.count) open" : "✖ \(first.name)", .critical)]
    }
    let half = breakers.filter { $0.state == .halfOpen }
    return half.isEmpty ? [Span("● closed", .good)] : [Span("▲ \(half[0].name)", .warning)]
  }
}
