import Drawing
import MPanel
import Telemetry

/// The whole fleet: one row an instance; then what is wrong in words, then the past of each. Where the rows do not
/// fit, a map of all states instead.
///
/// An object, so that the rows of thousands are put together once and only where somebody asks for them.
final class FleetView: Scene {
  private let state: State
  private lazy var fleet = FleetRows(state)
  private let list: ListState
  private let targets: TargetPlaces
  private var filter: Filter { list.filter }

  init(_ state: State) {
    self.state = state
    list = state.lists[.fleet] ?? ListState()
    targets = state.held?.places ?? state.watchPlaces
  }

  private func reading(_ place: Int) -> Reading? { state.reading(of: place) }

  /// The places of the instances in the order of the rows.
  var order: [Int] { fleet.order }
  var rows: [String] { (0..<fleet.count).map(fleet.name) }
  var rowCount: Int { fleet.count }
  func row(at place: Int) -> String? { (0..<fleet.count).contains(place) ? fleet.name(of: place) : nil }
  func place(of row: String) -> Int? {
    if let group = FleetRows.group(of: row) { return fleet.row(ofGroup: group) }
    return FleetView.target(of: row).flatMap(targets.place).flatMap(fleet.row(ofInstance:))
  }
  var sorts: [String] { FleetSort.allCases.map(\.words) }
  var sortNames: [String] { FleetSort.allCases.map(\.rawValue) }
  let opensRows = true
  func fullRows(width: Int) -> Int { fleet.count + fleet.briefs.count + 8 }

  /// The name of the row of an instance, by the id of its target, and back.
  static func row(of target: Int) -> String { "\(target)" }
  static func target(of row: String) -> Int? { Int(row) }

  /// What the rows are sorted by, in words.
  private var sort: String {
    let words = sorts[list.sort % sorts.count]
    return list.isReversed ? "\(words), turned round" : words
  }

  func draw(on canvas: Canvas) {
    let cursor = selectedRow(list).flatMap { place(of: $0) }
    let sums = fleet.reading(of: fleet.order)
    let inside = Frame(title: "Fleet", note: note(sums)).draw(on: canvas)
    let padded = inside.part(Rect(x: 1, y: 0, width: inside.width - 2, height: inside.height))
    let table = FleetTable(rows: fleet, selected: cursor, reading: reading, sums: sums)
    if table.lines <= padded.height {
      drawWhole(table, cursor, on: padded)
    } else {
      drawPart(table, cursor, on: padded)
    }
  }

  /// The table comes first, then every sentence, then the past if a line of each still fits.
  private func drawWhole(_ table: FleetTable, _ cursor: Int?, on canvas: Canvas) {
    let readings = fleet.order.compactMap(reading)
    var troubles = readings.compactMap { trouble($0, width: canvas.width) }
    if readings.isEmpty, !filter.isEmpty {
      troubles.append([Span("no instance has \(filter.text); Esc shows all", .warning)])
    }
    troubles += FleetCautions(readings).lines
    if table.sums.isCoarser {
      troubles.append([Span("  all: percentiles on the bucket bounds that all instances have", .faint)])
    }
    let room = max(canvas.height - table.lines, 0)
    troubles = Array(troubles.prefix(room >= 3 ? room - 1 : 0))
    let used = table.lines + (troubles.isEmpty ? 0 : troubles.count + 1)
    table.draw(on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: table.lines)))
    for (row, trouble) in troubles.enumerated() {
      canvas.put(trouble, x: 0, y: table.lines + 1 + row, width: canvas.width)
    }
    let rest = canvas.height - used - 1
    let places = (0..<fleet.count).compactMap(place)
    let past = FleetPast(
      readings: places.compactMap(reading), selected: place(cursor).flatMap { places.firstIndex(of: $0) })
    guard rest >= past.leastLines else { return }
    past.draw(on: canvas.part(Rect(x: 0, y: used + 1, width: canvas.width, height: rest)))
  }

  /// As many rows as fit around the selected one, what is wrong with that one, and the map of all.
  private func drawPart(_ table: FleetTable, _ cursor: Int?, on canvas: Canvas) {
    let selected = place(cursor)
    var height = canvas.height
    // Without some rows of a table the map would be of nothing.
    let most = max((canvas.height - 10) / 3, 0)
    let cells = FleetMap(briefs: fleet.briefs, selected: selected, shown: []).lines(
      width: canvas.width, most: most)
    if cells > 0 { height -= cells + 2 }
    let sentence = selected.flatMap(reading).flatMap { trouble($0, width: canvas.width) }
    if canvas.height >= 16 { height -= 1 }
    table.draw(on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: height)))
    if canvas.height >= 16, let sentence { canvas.put(sentence, x: 0, y: height, width: canvas.width) }
    guard cells > 0 else { return }
    let shown = table.shown(height: height).compactMap { place($0) }
    FleetMap(briefs: fleet.briefs, selected: selected, shown: Set(shown)).draw(
      on: canvas.part(
        Rect(x: 0, y: canvas.height - cells - 1, width: canvas.width, height: cells + 1)))
  }

  /// The instance of a row; nil for a group's.
  private func place(_ row: Int?) -> Int? {
    guard let row, case .instance(let place) = fleet[row] else { return nil }
    return place
  }

  private func note(_ sums: FleetReading) -> [[Span]] {
    let well = state.shownFleet.counts[.up]
    let count = fleet.briefs.count
    let rate = Figure.rate(sums.total)
    return [
      filter.isEmpty
        ? [Span(sort, .faint)] : [Span("\(fleet.order.count) with \(filter.text)", .warning)],
      [Span("\(well) of \(count) up", well == count ? .good : .warning)],
      [Span(rate.digits), Span(" \(rate.unit)", .faint)],
    ]
  }

  /// What is wrong with an instance, in a sentence; nil where nothing is.
  private func trouble(_ reading: Reading, width: Int) -> [Span]? {
    let standing = reading.standing
    guard standing.condition != .up else { return waiting(reading) }
    let lasting = Figure.span((reading.at - standing.since).seconds)
    let role = standing.condition.severity.role
    let head =
      name(of: reading, Span("\(standing.condition.lamp.shape) ", role))
      + [Span(" \(standing.condition.word) \(lasting)  ", role)]
    let diagnosis =
      [.degraded, .notReady].contains(standing.condition) ? DiagnosisTable.diagnosis(of: reading) : nil
    return head + [Span(diagnosis?.text(width: width - head.width()) ?? standing.reason)]
  }

  /// Why an instance that is well has no figures yet: it is asked rarely, and rates need two answers.
  private func waiting(_ reading: Reading) -> [Span]? {
    guard case .firstScrape = reading.traffic.absence else { return nil }
    var words = " needs a second scrape"
    if let next = reading.nextScrape, next > reading.at {
      words += ", due in \(Figure.span((next - reading.at).seconds))"
    }
    return name(of: reading, Span("● ", .good)) + [Span(words, .faint)]
  }

  /// The name, as wide as the widest, so that sentences begin below one another.
  private func name(of reading: Reading, _ lamp: Span) -> [Span] {
    let widest = min(fleet.widest, 24)
    let name = ShortName.of(reading.target.name, columns: 24)
    let padding = String(repeating: " ", count: max(widest - TextWidth.columns(name), 0))
    return [lamp, Span(name + padding, .strong)]
  }
}
