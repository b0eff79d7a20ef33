import Drawing
import MPanel
import Telemetry

/// The first line: a tab an instance with its state in shape and word, or where they are too many how many are in each
/// state; then how often, over what window, and when.
struct HeaderView {
  let state: State
  let briefs: [Brief]

  func draw(on canvas: Canvas) {
    let ascii = canvas.isASCII
    // The states of the instances matter more than the settings: these give way first.
    let clocks = clocks()
    let needed =
      isOfMany
      ? counts(withWords: true).width(ascii: ascii) + 1 : tabsWidth(.wordsOfTrouble, ascii: ascii)
    func fits(_ clock: [Span], beside tabs: Int) -> Bool {
      tabs + clock.width(ascii: ascii) + 3 <= canvas.width
    }
    let least = isOfMany ? needed : tabsWidth(.shapes, ascii: ascii)
    let clock =
      alerted(clocks, beside: [needed, least], fits) ?? clocks.first { fits($0, beside: needed) }
      ?? clocks[clocks.count - 1]
    let taken = clock.width(ascii: ascii)
    guard taken + 14 <= canvas.width else {
      drawTabs(on: canvas)
      return
    }
    canvas.put(clock, x: canvas.width - taken - 1, y: 0, width: taken)
    drawTabs(on: canvas.part(Rect(x: 0, y: 0, width: canvas.width - taken - 2, height: 1)))
  }

  /// The right end with the alerts. They give way to nothing but the states: settings go before them, then the words of
  /// the tabs, then the time; only then is it their number alone.
  private func alerted(
    _ clocks: [[Span]], beside tabs: [Int], _ fits: ([Span], _ beside: Int) -> Bool
  ) -> [Span]? {
    let line = AlertLine(state)
    // What is paused must say so.
    let bare: [[Span]] = state.held == nil ? [[]] : []
    func first(of pieces: [[Span]], with ends: [[Span]], beside tabs: Int) -> [Span]? {
      pieces.flatMap { piece in ends.map { $0.isEmpty ? piece : piece + [Span("   ")] + $0 } }
        .first { fits($0, tabs) }
    }
    return tabs.compactMap { first(of: line.names, with: clocks, beside: $0) }.first
      ?? tabs.compactMap { first(of: line.names, with: bare, beside: $0) }.first
      ?? tabs.compactMap { first(of: line.counts, with: clocks + bare, beside: $0) }.first
  }

  /// The right end, the fullest first.
  private func clocks() -> [[Span]] {
    if let held = state.held {
      // The moment that is shown, as how long ago and by the clock.
      let ago = [Span("PAUSED -\(Figure.span((state.now - held.at).seconds))", .warning)]
      let moment = ago + [Span("  \(state.clock.time(held.at.unixSeconds))", .warning)]
      return [moment + [Span("  0", .focus), Span(" goes back to now", .faint)], moment, ago]
    }
    let time = [Span(state.clock.time(state.now.unixSeconds), .faint)]
    let window = [Span("window ", .faint), Span(state.window.words), Span("  ")] + time
    return [
      [Span("every ", .faint), Span(Figure.interval(interval)), Span("  ")] + window, window, time,
    ]
  }

  /// That of the instance that is shown, which may have one of its own or be asked less often than wished; else
  /// everybody's.
  private var interval: Duration {
    guard state.view.isOfOneInstance, state.watches.indices.contains(state.shown) else {
      return state.interval
    }
    let watch = state.watches[state.shown]
    return watch.restraint?.gap ?? watch.interval
  }

  private func tabsWidth(_ style: TabStyle, ascii: Bool) -> Int {
    briefs.indices.reduce(1) { $0 + tab($1, style).width(ascii: ascii) + 1 }
  }

  /// Tabs in full where they fit, else without the words of those that are well, else the shown one and how many
  /// others are not well.
  private func drawTabs(on canvas: Canvas) {
    guard !isOfMany, tabsWidth(.shapes, ascii: canvas.isASCII) <= canvas.width || briefs.count < 10 else {
      drawCounts(on: canvas)
      return
    }
    for style in TabStyle.allCases {
      let tabs = briefs.indices.map { tab($0, style) }
      let width = tabsWidth(style, ascii: canvas.isASCII)
      guard width <= canvas.width || style == .shapes else { continue }
      var x = 1
      // With more tabs than room, the shown one is always among those drawn.
      let isPart = style == .shapes && width > canvas.width && state.view.isOfOneInstance
      let first = isPart ? max(state.shown - 1, 0) : 0
      for index in tabs.indices.dropFirst(first) {
        let isShown = index == state.shown && state.view.isOfOneInstance
        let columns = tabs[index].width(ascii: canvas.isASCII)
        guard x < canvas.width else { break }
        x += canvas.put(tabs[index], x: x, y: 0, width: min(columns, canvas.width - x))
        let place = Rect(x: x - columns, y: 0, width: columns, height: 1)
        canvas.offer(.target(briefs[index].target.id), in: place)
        if isShown { canvas.paint(place, role: .selected) }
        x += 1
      }
      return
    }
  }

  /// No line has tabs for more.
  static let mostTabs = 40
  private var isOfMany: Bool { briefs.count > HeaderView.mostTabs }

  /// How many are in each state, behind the tab of the one that is shown.
  private func drawCounts(on canvas: Canvas) {
    var x = 1
    if state.view.isOfOneInstance, briefs.indices.contains(state.shown) {
      let tab = tab(state.shown, .words)
      let columns = min(tab.width(ascii: canvas.isASCII), canvas.width - 1)
      canvas.put(tab, x: x, y: 0, width: columns)
      canvas.paint(Rect(x: x, y: 0, width: columns, height: 1), role: .selected)
      x += columns + 1
    }
    let words = counts(withWords: true)
    let fits = words.width(ascii: canvas.isASCII) <= canvas.width - x
    canvas.put(fits ? words : counts(withWords: false), x: x, y: 0, width: max(canvas.width - x, 0))
  }

  private func counts(withWords: Bool) -> [Span] {
    state.shownFleet.counts.pieces(withWords: withWords).flatMap { [Span(" ")] + $0 + [Span(" ")] }
  }

  private enum TabStyle: CaseIterable {
    case words, wordsOfTrouble, shapes
  }

  private func tab(_ index: Int, _ style: TabStyle) -> [Span] {
    let brief = briefs[index]
    let lamp = brief.standing.condition.lamp
    let isShown = index == state.shown && state.view.isOfOneInstance
    var spans = [
      Span(" \(lamp.shape)", lamp.role),
      Span(" \(ShortName.of(brief.target.name, columns: 20))", isShown ? .focus : .plain),
    ]
    let isWell = brief.standing.condition == .up
    if style == .words || (style == .wordsOfTrouble && !isWell) {
      spans.append(Span(" \(lamp.word)", lamp.role))
    }
    spans.append(Span(" "))
    return spans
  }
}
