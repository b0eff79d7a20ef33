import Drawing
import MPanel
import Telemetry

/// The table of routes, with the selected row in sight and the row of all at its foot.
struct RouteRows {
  let rows: [RouteRow]
  let selected: Int?
  let sort: RouteSort
  let reading: Reading
  /// What the past of a route is computed from.
  let watch: Watch?
  let index: RouteIndex
  /// All routes together, where that makes sense.
  var total: RouteFigures?

  private enum Field: Int, CaseIterable {
    case name, time, rate, share, errors, clientErrors, mean, p50, p95, p99, past
  }

  /// What stands before a name: the mark of the selected row.
  private static let mark = 2

  private var table: Table {
    // A request that a client made up may have a path of thousands of letters.
    let widest = rows.prefix(500).map { min($0.words.utf8.count, 44) }.max() ?? 0
    return Table([
      Table.Column(
        "  route", width: RouteRows.mark + max(min(widest + 2, 44), 20), align: .left, priority: 0),
      Table.Column("time %", width: 6, priority: 0),
      Table.Column("req/s", width: 6, priority: 0),
      Table.Column("share %", width: 7, priority: 7),
      Table.Column("5xx %", width: 5, priority: 1),
      Table.Column("4xx %", width: 5, priority: 3),
      Table.Column("mean", width: 7, priority: 6),
      Table.Column("p50", width: 7, priority: 4),
      Table.Column("p95", width: 7, priority: 5),
      Table.Column("p99", width: 7, priority: 2),
      Table.Column(
        sort.isOfLatency ? "\(sort.quantile == nil ? "p99" : sort.rawValue) past" : "req/s past", width: 12,
        align: .left, priority: 8, grows: true),
    ])
  }

  /// The table as wide as there is room: where names are long, they give way before figures do.
  private func table(for width: Int) -> Table {
    var table = table
    while table.columns[0].width > 24, table.fit(width).count < table.columns.count {
      table.columns[0].width -= 1
    }
    return table
  }

  func draw(on canvas: Canvas) {
    let foot = total == nil ? 0 : 1
    let body = canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - foot))
    // Where rows are hidden, the last line says how many.
    let room = max(body.height - 1, 0)
    let scroll = rows.count <= room ? 0 : max((selected ?? 0) - max(room - 2, 0), 0)
    let table = table(for: canvas.width)
    table.draw(on: body, rows: rows.count, scroll: scroll, isList: selected != nil) { row, column, cell in
      guard let field = Field(rawValue: column) else { return }
      draw(field, rows[row], isSelected: row == selected, on: cell)
    }
    guard let total, canvas.height > 2 else { return }
    // Directly below the rows where they end before the room does.
    let y = min(rows.count + 1, canvas.height - 1)
    var x = 0
    for (column, width) in table.fit(canvas.width) {
      let cell = canvas.part(Rect(x: x, y: y, width: width, height: 1))
      if let field = Field(rawValue: column) {
        draw(field, RouteRow(figures: total), isSelected: false, on: cell)
      }
      x += width + table.gap
    }
  }

  private func draw(_ field: Field, _ row: RouteRow, isSelected: Bool, on cell: Canvas) {
    let figures = row.figures
    let isQuiet = figures.total <= 0
    func right(_ text: String, _ role: Role = .plain) {
      cell.put(text, x: 0, y: 0, role: isQuiet ? .faint : role, width: cell.width, align: .right)
    }
    func latency(_ figure: Figure, _ role: Role = .plain) {
      cell.put(figure, x: 0, y: 0, width: cell.width, unit: 2, role: isQuiet ? .faint : role)
    }
    func percentile(_ quantile: Double) -> Figure {
      figures.percentile(quantile).map { LatencyPanel.figure($0) } ?? .none
    }
    switch field {
    case .name: drawName(row, isSelected: isSelected, on: cell)
    case .time: right(RouteRows.percent(figures.timeShare), sort == .time ? .strong : .plain)
    case .rate: right(isQuiet ? "-" : RouteRows.aligned(Figure.rate(figures.total)))
    case .share: right(isQuiet ? "-" : RouteRows.percent(figures.share))
    case .errors:
      right(
        RouteRows.percent(figures.errorShare),
        figures.errorRole(watch?.rules["errors"]?.warning?.raise))
    case .clientErrors: right(RouteRows.percent(figures.clientErrorShare))
    case .mean: latency(Figure.latency(figures.latency?.mean))
    case .p50: latency(percentile(0.5))
    case .p95: latency(percentile(0.95))
    case .p99: latency(percentile(0.99), .strong)
    case .past: drawPast(row, on: cell)
    }
  }

  /// A share of 1 in percent with one place, so that decimal points line up: `34.4`, `<0.1`, `100`.
  static func percent(_ share: Double?) -> String {
    guard let share, share.isFinite else { return "-" }
    let tenths = saturating(share * 1000)
    if tenths <= 0 { return share > 0 ? "<0.1" : "0  " }
    return tenths >= 1000 ? "100  " : "\(tenths / 10).\(tenths % 10)"
  }

  /// The digits of a rate with blanks for the places that it lacks, so that decimal points line up.
  private static func aligned(_ rate: Figure) -> String {
    let unit = rate.unit.prefix { $0 != "/" }
    let places = rate.digits.split(separator: ".").dropFirst().first?.count
    let blanks = places.map { max(2 - $0 - unit.count, 0) } ?? max(3 - unit.count, 0)
    return rate.digits + unit + String(repeating: " ", count: blanks)
  }

  private func drawName(_ row: RouteRow, isSelected: Bool, on cell: Canvas) {
    if isSelected { cell.set("▶", x: 0, y: 0, role: .focus) }
    let mark = row.figures.isAmbiguous ? " ≈" : ""
    let room = cell.width - RouteRows.mark - mark.count
    let name = ShortName.of(row.words, columns: max(room, 0))
    let role: Role = isSelected ? .focus : row.figures.total > 0 ? .plain : .faint
    cell.put([Span(name, role), Span(mark, .faint)], x: RouteRows.mark, y: 0)
  }

  private func drawPast(_ row: RouteRow, on cell: Canvas) {
    let axis = TimeAxis(reading)
    let columns = axis.columns(of: cell)
    if row.figures.name.path == "all", row.figures.name.method.isEmpty {
      Spark(values(reading.trail, columns), scale: scale(values(reading.trail, columns)), isStacked: true)
        .draw(
          on: cell)
      return
    }
    guard row.paths == nil, row.figures.total > 0, let series = index.series(of: row.figures.name),
      let past = watch?.past(of: series, bounds: sort.isOfLatency ? index.bounds : [])
    else { return }
    let shown = values(past.trail, axis.columns(past.trail, of: cell))
    Spark(shown, scale: scale(shown), isStacked: true).draw(on: cell)
  }

  private func values(_ trail: Trail, _ columns: [Trail.Column]) -> [Double?] {
    sort.isOfLatency
      ? trail.percentiles([sort.quantile ?? 0.99], columns: columns, window: reading.chartWindow).first ?? []
      : trail.totals(columns: columns)
  }

  private func scale(_ values: [Double?]) -> Scale {
    sort.isOfLatency
      ? Scale.latencies([values])
      : Scale(lower: 0, upper: max(values.compactMap { $0 }.max() ?? 0, .leastNormalMagnitude))
  }
}
