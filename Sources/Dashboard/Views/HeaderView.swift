import Drawing
import MPanel
import Telemetry

/// The first line: a tab an instance with its state in shape and word, then how often, over what window, and when.
struct HeaderView {
  let state: State
  let readings: [Reading]

  func draw(on canvas: Canvas) {
    let right = clock(canvas)
    let room = max(canvas.width - right.width(ascii: canvas.isASCII) - 2, 0)
    if right.width() < canvas.width - 12 {
      canvas.put(
        right, x: canvas.width - right.width(ascii: canvas.isASCII) - 1, y: 0,
        width: right.width(ascii: canvas.isASCII))
      drawTabs(on: canvas.part(Rect(x: 0, y: 0, width: room, height: 1)))
    } else {
      drawTabs(on: canvas)
    }
  }

  private func clock(_ canvas: Canvas) -> [Span] {
    if let held = state.held {
      let behind = Figure.span((state.now - held.at).seconds)
      return [Span(" PAUSED \(behind) ", .warning), Span("Space goes on", .faint)]
    }
    let time = state.clock.time(state.now.unixSeconds)
    if canvas.width < 60 { return [Span(time, .faint)] }
    return [
      Span("every ", .faint), Span(Figure.interval(state.interval)), Span("  window ", .faint),
      Span(state.window.words), Span("  \(time)", .faint),
    ]
  }

  /// Tabs in full where they fit, else without the words of those that are well, else the shown one and how many
  /// others are not well.
  private func drawTabs(on canvas: Canvas) {
    for style in TabStyle.allCases {
      let tabs = readings.indices.map { tab($0, style) }
      let width = tabs.reduce(0) { $0 + $1.width(ascii: canvas.isASCII) + 2 }
      guard width <= canvas.width || style == .shapes else { continue }
      var x = 1
      // With more tabs than room, the shown one is always among those drawn.
      let first = style == .shapes && width > canvas.width ? max(state.shown - 1, 0) : 0
      for index in tabs.indices.dropFirst(first) {
        let isShown = index == state.shown && state.view == .instance
        let columns = tabs[index].width(ascii: canvas.isASCII)
        guard x < canvas.width else { break }
        x += canvas.put(tabs[index], x: x, y: 0, width: min(columns, canvas.width - x))
        if isShown { canvas.paint(Rect(x: x - columns, y: 0, width: columns, height: 1), role: .selected) }
        x += 1
      }
      return
    }
  }

  private enum TabStyle: CaseIterable {
    case words, wordsOfTrouble, shapes
  }

  private func tab(_ index: Int, _ style: TabStyle) -> [Span] {
    let reading = readings[index]
    let lamp = reading.standing.condition.lamp
    let isShown = index == state.shown && state.view == .instance
    var spans = [
      Span(" \(lamp.shape)", lamp.role), Span(" \(reading.target.name)", isShown ? .focus : .plain),
    ]
    let isWell = reading.standing.condition == .up
    if style == .words || (style == .wordsOfTrouble && !isWell) {
      spans.append(Span(" \(lamp.word)", lamp.role))
    }
    spans.append(Span(" "))
    return spans
  }
}
