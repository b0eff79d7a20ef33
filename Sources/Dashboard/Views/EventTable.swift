import Drawing
import MPanel
import Telemetry

/// The rows of the events: when, where, what, for how long, why, and what to look for in the log.
struct EventTable {
  /// In the order of the rows.
  let occurrences: [Occurrence]
  let selected: Int?
  /// Whether only alerts are listed, which have a peak and can be acknowledged.
  let isOfAlerts: Bool
  /// Whether there is but one instance, whose name need not be said in each row.
  let isOfOne: Bool
  let at: Moment
  let clock: WallClock

  private enum Field: Int {
    case time, instance, what, peak, lasting, reason, requestID
  }

  private func fields() -> [(Field, Table.Column)] {
    let name = min(max(occurrences.map { TextWidth.columns($0.instance) }.max() ?? 0, 8), 20)
    let what = min(max(occurrences.map { TextWidth.columns($0.what) }.max() ?? 0, 16) + 2, 36)
    let peak = min(
      max(occurrences.compactMap { $0.alert.map { TextWidth.columns($0.peakFigure) } }.max() ?? 0, 5), 10)
    let identifier = min(max(occurrences.map { TextWidth.columns($0.requestID ?? "") }.max() ?? 0, 10), 40)
    var fields: [(Field, Table.Column)] = [(.time, Table.Column("  time", width: 10, align: .left))]
    if !isOfOne { fields.append((.instance, Table.Column("instance", width: name, align: .left))) }
    fields.append((.what, Table.Column("what", width: what, align: .left)))
    if isOfAlerts { fields.append((.peak, Table.Column("peak", width: peak, priority: 1))) }
    fields += [
      (.lasting, Table.Column("lasted", width: 10, priority: 1)),
      (.reason, Table.Column(isOfAlerts ? "" : "why", width: 12, align: .left, priority: 2, grows: true)),
      (.requestID, Table.Column("request ID", width: identifier, align: .left, priority: 3)),
    ]
    return fields
  }

  func draw(on canvas: Canvas) {
    let fields = fields()
    let table = Table(gap: 2, fields.map(\.1))
    let scroll =
      occurrences.count + 1 <= canvas.height ? 0 : max((selected ?? 0) - max(canvas.height - 3, 0), 0)
    table.draw(on: canvas, rows: occurrences.count, scroll: scroll, isList: selected != nil) {
      row, column, cell in
      draw(fields[column].0, of: occurrences[row], isSelected: row == selected, on: cell)
    }
  }

  private func draw(_ field: Field, of occurrence: Occurrence, isSelected: Bool, on cell: Canvas) {
    let width = cell.width
    let isOver = occurrence.lasts && !occurrence.isRunning
    switch field {
    case .time:
      if isSelected { cell.set("▶", x: 0, y: 0, role: .focus) }
      cell.put(clock.time(occurrence.at.unixSeconds), x: 2, y: 0, role: isSelected ? .focus : .plain)
    case .instance:
      cell.put(
        occurrence.instance.isEmpty ? "all" : ShortName.of(occurrence.instance, columns: width), x: 0, y: 0,
        role: occurrence.instance.isEmpty ? .faint : .strong, width: width)
    case .what: cell.put(what(occurrence, isOver: isOver), x: 0, y: 0, width: width)
    case .peak:
      cell.put(occurrence.alert?.peakFigure ?? "", x: 0, y: 0, width: width, align: .right)
    case .lasting:
      guard let length = occurrence.length(at: at) else { return }
      cell.put(
        [Span(Figure.span(length.seconds)), Span(occurrence.isRunning ? " …" : "  ", .faint)], x: 0, y: 0,
        width: width,
        align: .right)
    case .reason: cell.put(reason(occurrence), x: 0, y: 0, role: .plain, width: width)
    case .requestID: cell.put(occurrence.requestID ?? "", x: 0, y: 0, role: .faint, width: width)
    }
  }

  private func what(_ occurrence: Occurrence, isOver: Bool) -> [Span] {
    let lamp = occurrence.lamp
    // What is over has no colour of now.
    let role: Role = isOver ? .plain : lamp.role
    let words =
      isOfAlerts && occurrence.isRunning ? occurrence.alert?.words ?? occurrence.what : occurrence.what
    return [Span("\(lamp.shape) ", role), Span(words, role == .good ? .plain : role)]
  }

  private func reason(_ occurrence: Occurrence) -> String {
    guard occurrence.kind == .alert else { return occurrence.reason }
    let state = occurrence.isRunning ? occurrence.isAcknowledged ? "on, seen" : "on" : "over"
    if isOfAlerts { return "\(state): \(occurrence.reason)" }
    let peak = occurrence.alert.map(\.peakFigure) ?? ""
    return peak.isEmpty || peak == occurrence.alert?.figure ? state : "\(state), at worst \(peak)"
  }
}

extension Occurrence {
  /// Its shape and colour.
  var lamp: Lamp {
    switch kind {
    case .mark: return Lamp(.good, "")
    case .restart: return Lamp(.warning, "")
    default:
      let light: Lamp.Light =
        switch severity {
        case .good: .good
        case .waiting: .waiting
        case .warning: .warning
        case .critical: .critical
        }
      return Lamp(light, "")
    }
  }
}
