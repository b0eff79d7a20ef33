import Drawing
import Exposition
import MPanel

/// The table of a family's series: a column a label, then the figures that its kind has.
struct MemberTable {
  let board: FamilyBoard
  let family: FamilySeries
  let selected: Int?
  /// What the least and the greatest are looked up in, of the rows that are drawn.
  let watch: Watch?
  let reading: Reading
  private var now: Double { reading.at.unixSeconds }

  /// A figure of a row.
  private enum Field: Hashable {
    case value, rate, change, mean, quantile(Int), least, most
  }

  /// What stands before the labels: the mark of the selected row.
  private static let mark = 2
  /// A label has no more columns than this; its middle is left out.
  private static let widestLabel = 40
  /// Labels are measured in this many rows, so that thousands cost nothing.
  private static let measured = 500

  private var fields: [Field] {
    switch family.kind {
    case .level: [.value, .change, .least, .most]
    case .counter: [.value, .rate, .least, .most]
    case .histogram: [.rate, .mean, .quantile(0), .quantile(1), .quantile(2), .value]
    case .summary: [.rate, .mean] + family.quantiles.indices.map { .quantile($0) } + [.value]
    }
  }

  private func title(_ field: Field) -> String {
    switch field {
    case .value: family.kind == .level ? "value" : family.kind == .counter ? "total" : "count"
    case .rate: "rate"
    case .change: "change"
    case .mean: "mean"
    case .quantile(let place):
      Percentile(
        quantile: family.kind == .summary ? family.quantiles[place] : MemberFigures.percentiles[place],
        seconds: 0, lower: 0, upper: 0
      ).name
    case .least: "least"
    case .most: "most"
    }
  }

  /// The names of all labels, in the order in which they are met.
  private var labels: [String] {
    var names: [String] = []
    for row in board.rows.prefix(MemberTable.measured) {
      for label in row.figures.labels where !names.contains(label.name) { names.append(label.name) }
    }
    return Array(names.prefix(12))
  }

  private func table(_ labels: [String], width: Int) -> Table {
    let figures = fields.enumerated().map { place, field in
      Table.Column(
        title(field), width: 10, priority: field == .quantile(2) ? 2 : field == .mean ? 8 : place + 1)
    }
    var columns = labels.enumerated().map { place, name in
      let widest =
        board.rows.prefix(MemberTable.measured).map { row in
          row.figures.labels.first { $0.name == name }.map { min($0.value.utf8.count, 60) } ?? 0
        }.max() ?? 0
      let mark = place == 0 ? MemberTable.mark : 0
      return Table.Column(
        (place == 0 ? "  " : "") + name,
        width: mark + min(max(widest, min(name.utf8.count, 20)), MemberTable.widestLabel), align: .left,
        priority: place < 4 ? 0 : 20 + place)
    }
    if columns.isEmpty { columns = [Table.Column("  series", width: 14, align: .left)] }
    let past = Table.Column(
      family.kind == .level ? "past" : "rate past", width: 10, align: .left, priority: 19, grows: true)
    var table = Table(columns + figures + [past])
    // Long labels give way before figures do.
    while table.fit(width).count < table.columns.count,
      let longest = columns.indices.max(by: { table.columns[$0].width < table.columns[$1].width }),
      table.columns[longest].width > 20
    {
      table.columns[longest].width -= 1
    }
    return table
  }

  func draw(on canvas: Canvas) {
    let labels = labels
    let fields = fields
    let room = max(canvas.height - 1, 0)
    let rows = board.rows
    let scroll = rows.count <= room ? 0 : max((selected ?? 0) - max(room - 2, 0), 0)
    let firstFigure = max(labels.count, 1)
    table(labels, width: canvas.width).draw(
      on: canvas, rows: rows.count, scroll: scroll, isList: selected != nil
    ) {
      row, column, cell in
      if column < firstFigure {
        let name = column < labels.count ? labels[column] : nil
        draw(label: name, isFirst: column == 0, rows[row], isSelected: row == selected, on: cell)
      } else if column - firstFigure < fields.count {
        draw(fields[column - firstFigure], rows[row], on: cell)
      } else {
        drawPast(rows[row], on: cell)
      }
    }
  }

  private func draw(label: String?, isFirst: Bool, _ row: MemberRow, isSelected: Bool, on cell: Canvas) {
    let mark = isFirst ? MemberTable.mark : 0
    if isFirst, isSelected { cell.set("▶", x: 0, y: 0, role: .focus) }
    let value = label.flatMap { name in row.figures.labels.first { $0.name == name }?.value }
    let text =
      row.place == nil ? (isFirst ? "all" : "") : value ?? (isFirst && label == nil ? "the only one" : "")
    cell.put(
      ShortName.of(text, columns: max(cell.width - mark, 0)), x: mark, y: 0,
      role: isSelected ? .focus : row.place == nil ? .label : .plain)
  }

  private func draw(_ field: Field, _ row: MemberRow, on cell: Canvas) {
    func put(_ figure: Figure, _ role: Role = .plain) {
      cell.put(figure, x: 0, y: 0, width: cell.width, unit: 3, role: role)
    }
    let figures = row.figures
    switch field {
    case .value:
      let isLevel = family.kind == .level || family.kind == .counter
      let isSumOfTimes = family.unit == .time && row.place == nil
      put(
        isLevel && !isSumOfTimes
          ? family.unit.figure(figures.value, now: now)
          : isSumOfTimes ? .none : Figure(Figure.count(figures.value)), .strong)
    case .rate: put(rate(figures.perSecond))
    case .change: put(family.unit.change(figures.change))
    case .mean: put(family.unit.figure(figures.mean, now: now))
    case .quantile(let place):
      guard place < figures.quantiles.count else { return put(.none) }
      let figure = family.unit.figure(figures.quantiles[place], now: now)
      let isBeyond = place < figures.isBeyond.count && figures.isBeyond[place]
      put(isBeyond ? Figure(">\(figure.digits)", figure.unit) : figure)
    case .least, .most:
      let extremes = row.place.flatMap { place in
        watch?.extremes(of: family.members[place], in: family)
      }
      let value = field == .least ? extremes?.least : extremes?.greatest
      put(family.kind == .level ? family.unit.figure(value, now: now) : rate(value))
    }
  }

  /// Of one series; that of all stands above the table.
  private func drawPast(_ row: MemberRow, on cell: Canvas) {
    guard let place = row.place, let past = watch?.past(of: family.members[place], in: family) else { return }
    let columns = TimeAxis(reading).columns(past.trail, of: cell)
    let values = family.kind == .level ? past.level(0, columns: columns) : past.rates(columns: columns)
    Spark(values, scale: MemberChart.scale(values.compactMap { $0 }.filter { !$0.isNaN }), isStacked: true)
      .draw(on: cell)
  }

  private func rate(_ perSecond: Double?) -> Figure {
    family.kind == .counter ? family.unit.rate(perSecond) : Figure.rate(perSecond)
  }
}
