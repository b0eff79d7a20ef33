import Drawing
import MPanel
import Telemetry

/// One event in full: what and why, how long, the request that showed it, and all figures as they were then.
struct EventPage {
  let occurrence: Occurrence
  /// The moment that is shown.
  let at: Moment
  /// Whether that is not now.
  var isPast = false
  let clock: WallClock

  func draw(on canvas: Canvas, scroll: Int) {
    let name = occurrence.instance.isEmpty ? "all" : occurrence.instance
    let inside = Frame(
      title: "\(name) \(clock.time(occurrence.at.unixSeconds))", note: [[Span("Esc goes back", .faint)]]
    ).draw(on: canvas)
    let shown = lines(width: max(inside.width - 2, 1)).dropFirst(scroll).prefix(inside.height)
    for (row, line) in shown.enumerated() { inside.put(line, x: 1, y: row, width: max(inside.width - 2, 0)) }
  }

  func lines(width: Int) -> [[Span]] {
    guard occurrence.at <= at else {
      return WrappedText.lines(
        "this had not happened yet at \(clock.time(at.unixSeconds)), the moment shown; 0 goes back to now",
        width: max(width, 8)
      ).map { [Span($0, .faint)] }
    }
    let lamp = occurrence.lamp
    var lines = [[Span("\(lamp.shape) ", lamp.role), Span(occurrence.what, .strong)]]
    lines += WrappedText.lines(occurrence.reason, width: max(width, 8)).filter { !$0.isEmpty }.map {
      [Span($0)]
    }
    lines.append([])
    lines += facts
    if let identifier = occurrence.requestID, !identifier.isEmpty {
      // Alone on its line, from the first column on: for copying whole.
      lines += [
        [], [Span("the request that showed it, as mPanel's log has it:", .label)],
        [Span(identifier, .strong)],
      ]
    }
    guard !occurrence.figures.isEmpty else { return lines }
    lines += [[], [Span("figures then", .label)]]
    let label = (occurrence.figures.map { TextWidth.columns($0.name) }.max() ?? 0) + 2
    return lines
      + occurrence.figures.map { figure in
        let padding = String(repeating: " ", count: max(label - TextWidth.columns(figure.name), 1))
        return [Span(figure.name + padding, .label), Span(figure.text)]
      }
  }

  private var facts: [[Span]] {
    func fact(_ name: String, _ text: String) -> [Span] {
      [Span(name + String(repeating: " ", count: max(10 - name.count, 1)), .label), Span(text)]
    }
    let unix = occurrence.at.unixSeconds
    var facts = [fact("at", "\(clock.date(unix)) \(clock.time(unix)) \(clock.zone(unix))")]
    if occurrence.began < occurrence.at {
      facts.append(fact("began", "\(clock.time(occurrence.began.unixSeconds)), and held from then on"))
    }
    if let length = occurrence.length(at: at) {
      let end =
        occurrence.ended.map { ", until \(clock.time($0.unixSeconds))" }
        ?? (occurrence.isRunning ? " so far" : ": what ended here")
      facts.append(fact("lasted", Figure.span(length.seconds) + end))
    }
    if let alert = occurrence.alert, !alert.figure.isEmpty {
      facts.append(fact(!occurrence.isRunning ? "at its end" : isPast ? "then" : "now", alert.figure))
      facts.append(fact("at worst", alert.peakFigure + (isPast && occurrence.isRunning ? " until then" : "")))
    } else if occurrence.kind == .alert, occurrence.alert == nil {
      facts.append(fact("then", "its figure of this moment is not kept"))
    }
    if occurrence.isAcknowledged { facts.append(fact("seen", "acknowledged with A")) }
    return facts
  }
}
