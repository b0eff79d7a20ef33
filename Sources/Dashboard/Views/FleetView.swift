import Drawing
import MPanel
import Telemetry

/// The whole fleet: one row an instance; then what is wrong in words, then the past of each.
struct FleetView: Scene {
  let readings: [Reading]
  /// The places of the readings in the order of the rows.
  let order: [Int]
  private let list: ListState
  private var filter: Filter { list.filter }

  init(_ state: State) {
    readings = state.readings()
    list = state.lists[.fleet] ?? ListState()
    let sort = FleetSort.allCases[list.sort % FleetSort.allCases.count]
    order = sort.order(of: readings, isReversed: list.isReversed).filter { [readings, list] place in
      let reading = readings[place]
      return list.filter.admits(
        "\(reading.target.name) \(reading.target.address) \(reading.standing.condition.word)")
    }
  }

  var rows: [String] { order.map { FleetView.row(of: readings[$0].target.id) } }
  var sorts: [String] { FleetSort.allCases.map(\.words) }
  let opensRows = true
  func fullRows(width: Int) -> Int { readings.count * 2 + 8 }

  /// The name of the row of an instance, by the id of its target, and back.
  static func row(of target: Int) -> String { "\(target)" }
  static func target(of row: String) -> Int? { Int(row) }

  /// What the rows are sorted by, in words.
  private var sort: String {
    let words = sorts[list.sort % sorts.count]
    return list.isReversed ? "\(words), turned round" : words
  }

  func draw(on canvas: Canvas) {
    let sorted = order.map { readings[$0] }
    let selected = selectedRow(list).flatMap(FleetView.target)
    let cursor = order.firstIndex { readings[$0].target.id == selected }
    let inside = Frame(title: "Fleet", note: note()).draw(on: canvas)
    let padded = inside.part(Rect(x: 1, y: 0, width: inside.width - 2, height: inside.height))
    let table = FleetTable(readings: sorted, selected: cursor)
    let past = FleetPast(readings: sorted, selected: cursor)
    // The table comes first, then every sentence, then the past if a line of each still fits.
    var troubles = sorted.compactMap(trouble)
    if sorted.isEmpty, !filter.isEmpty {
      troubles.append([Span("no instance has \(filter.text); Esc shows all", .warning)])
    }
    if FleetReading(sorted).isCoarser {
      troubles.append([Span("  all: percentiles on the bucket bounds that all instances have", .faint)])
    }
    let room = max(padded.height - table.lines, 0)
    troubles = Array(troubles.prefix(room >= 3 ? room - 1 : 0))
    let used = min(table.lines, padded.height) + (troubles.isEmpty ? 0 : troubles.count + 1)
    table.draw(
      on: padded.part(Rect(x: 0, y: 0, width: padded.width, height: min(table.lines, padded.height))))
    for (row, trouble) in troubles.enumerated() {
      padded.put(trouble, x: 0, y: table.lines + 1 + row, width: padded.width)
    }
    let rest = padded.height - used - 1
    guard rest >= past.leastLines else { return }
    past.draw(on: padded.part(Rect(x: 0, y: used + 1, width: padded.width, height: rest)))
  }

  private func note() -> [[Span]] {
    let well = readings.count { $0.standing.condition == .up }
    let rate = Figure.rate(FleetReading(readings).total)
    return [
      filter.isEmpty ? [Span(sort, .faint)] : [Span("\(order.count) with \(filter.text)", .warning)],
      [Span("\(well) of \(readings.count) up", well == readings.count ? .good : .warning)],
      [Span(rate.digits), Span(" \(rate.unit)", .faint)],
    ]
  }

  /// What is wrong with an instance, in a sentence; nil where nothing is.
  private func trouble(_ reading: Reading) -> [Span]? {
    let standing = reading.standing
    guard standing.condition != .up else { return waiting(reading) }
    let reasons =
      standing.condition == .degraded
      ? reading.findings.map(\.words).joined(separator: ", ") : standing.reason
    let lasting = Figure.span((reading.at - standing.since).seconds)
    let role = standing.condition.severity.role
    return name(of: reading, Span("\(standing.condition.lamp.shape) ", role)) + [
      Span(" \(standing.condition.word) \(lasting)", role), Span("  \(reasons)"),
    ]
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
    let widest = min(readings.map { TextWidth.columns($0.target.name) }.max() ?? 0, 24)
    let name = ShortName.of(reading.target.name, columns: 24)
    let padding = String(repeating: " ", count: max(widest - TextWidth.columns(name), 0))
    return [lamp, Span(name + padding, .strong)]
  }
}
