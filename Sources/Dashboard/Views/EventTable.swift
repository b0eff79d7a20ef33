import Drawing
import MPanel
import Telemetry

/// The rows of the events: when, where, what, for how long, why, and what to look for in the log. Where that does not all
/// fit beside each other, the selected row says the rest below.
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
  /// What alerts are raised by.
  let rules: AlertRules

  private enum Field: Int {
    case time, instance, what, peak, lasting, reason, requestID
  }

  private static let gap = 2
  private static let bounds = (reason: 12...64, identifier: 10...40)

  /// The columns that a width holds: why something happened is worth more than its request ID, which is whole or not
  /// there, and what does not fit is said by the selected row.
  private func fields(_ width: Int) -> [(Field, Table.Column)] {
    let name = min(max(occurrences.map { TextWidth.columns($0.instance) }.max() ?? 0, 8), 20)
    let what = min(max(occurrences.map { TextWidth.columns($0.what) }.max() ?? 0, 16) + 2, 36)
    let peak = min(
      max(occurrences.compactMap { $0.alert.map { TextWidth.columns($0.peakFigure) } }.max() ?? 0, 5), 10)
    var fields: [(Field, Table.Column)] = [(.time, Table.Column("  time", width: 10, align: .left))]
    if !isOfOne { fields.append((.instance, Table.Column("instance", width: name, align: .left))) }
    fields.append((.what, Table.Column("what", width: what, align: .left)))
    if isOfAlerts { fields.append((.peak, Table.Column("peak", width: peak, priority: 2))) }
    fields.append((.lasting, Table.Column("lasted", width: 10, priority: 1)))
    let taken = fields.reduce(0) { $0 + $1.1.width + EventTable.gap }
    let reason = min(widest(reason), max(width - taken, EventTable.bounds.reason.lowerBound))
    let identifier = widestIdentifier
    fields.append(
      (
        .reason,
        Table.Column(isOfAlerts ? "" : "why", width: reason, align: .left, priority: 3, grows: true)
      ))
    if identifier > 0, taken + reason + EventTable.gap + identifier <= width {
      fields.append((.requestID, Table.Column("request ID", width: identifier, align: .left, priority: 4)))
    }
    return fields
  }

  private func widest(_ text: (Occurrence) -> String) -> Int {
    let bounds = EventTable.bounds.reason
    return min(
      max(occurrences.map { TextWidth.columns(text($0)) }.max() ?? 0, bounds.lowerBound), bounds.upperBound)
  }

  private var widestIdentifier: Int {
    let widest = occurrences.map { TextWidth.columns($0.requestID ?? "") }.max() ?? 0
    let bounds = EventTable.bounds.identifier
    return widest == 0 ? 0 : min(max(widest, bounds.lowerBound), bounds.upperBound)
  }

  func draw(on canvas: Canvas) {
    let fields = fields(canvas.width)
    let table = Table(gap: EventTable.gap, fields.map(\.1))
    let rest = rest(fields, table.fit(canvas.width), width: canvas.width)
    let room = canvas.height - rest.count
    let rows = canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: room))
    let scroll = occurrences.count + 1 <= room ? 0 : max((selected ?? 0) - max(room - 3, 0), 0)
    table.draw(on: rows, rows: occurrences.count, scroll: scroll, isList: selected != nil) {
      row, column, cell in
      draw(fields[column].0, of: occurrences[row], isSelected: row == selected, on: cell)
    }
    for (line, spans) in rest.enumerated() { canvas.put(spans, x: 0, y: room + line, width: canvas.width) }
  }

  /// What the selected row could not say in its columns. As many lines for every row, so that nothing moves.
  private func rest(
    _ fields: [(Field, Table.Column)], _ places: [(index: Int, width: Int)], width: Int
  ) -> [[Span]] {
    guard let selected, occurrences.indices.contains(selected) else { return [] }
    func room(_ field: Field) -> Int { places.first { fields[$0.index].0 == field }?.width ?? 0 }
    let needsReason = occurrences.contains { TextWidth.columns(reason($0)) > room(.reason) }
    let needsIdentifier = widestIdentifier > room(.requestID)
    guard needsReason || needsIdentifier else { return [] }
    let occurrence = occurrences[selected]
    var lines: [[Span]] = []
    if needsReason {
      let why = WrappedText.lines(reason(occurrence), width: max(width - 6, 8)).prefix(2)
      lines = why.enumerated().map { [Span($0.offset == 0 ? "  why " : "      ", .label), Span($0.element)] }
      let needed = min(
        occurrences.map { WrappedText.lines(reason($0), width: max(width - 6, 8)).count }.max() ?? 1, 2)
      while lines.count < needed { lines.append([]) }
    }
    if needsIdentifier, let identifier = occurrence.requestID, !identifier.isEmpty {
      lines.append([Span("  request ID ", .label), Span(identifier)])
    } else if needsIdentifier {
      lines.append([])
    }
    return [[]] + lines
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
    // What is on has its line, and what is over the worst that it came to.
    let peak = occurrence.alert.map(\.peakFigure) ?? ""
    if !occurrence.isRunning { return peak.isEmpty ? state : "\(state), at worst \(peak)" }
    let line = occurrence.alert.flatMap { alert in
      rules[alert.key.rule].flatMap { $0.unit == .state ? nil : $0.words(alert.severity) }
    }
    return line.map { occurrence.isAcknowledged ? "\(state): from \($0)" : "from \($0)" } ?? state
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
