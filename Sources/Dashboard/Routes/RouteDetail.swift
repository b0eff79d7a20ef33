import Drawing
import MPanel
import Telemetry

/// One route: who it is and what it costs, its percentiles over the heat map of its buckets, its status codes, and the
/// other methods of its path.
struct RouteDetail {
  /// With fewer rows than this it would say too little.
  static let leastRows = 12

  private let figures: RouteFigures
  private let siblings: [RouteFigures]
  private let past: RoutePast
  private let errorLimit: Double?
  /// The reading of the instance with the requests of this route alone.
  private let reading: Reading

  init?(_ figures: RouteFigures, _ board: RouteBoard, _ watch: Watch, _ whole: Reading) {
    guard let table = board.table.value, let series = board.index.series(of: figures.name) else { return nil }
    self.figures = figures
    siblings = table.routes.filter { $0.name.path == figures.name.path }.sorted { $0.total > $1.total }
    errorLimit = watch.rules["errors"]?.warning?.raise
    past = watch.past(of: series, bounds: board.index.bounds)
    var reading = whole
    reading.trail = past.trail
    // Alerts are about all requests of the instance: their colours say nothing of one route.
    reading.alerts = []
    reading.latency = figures.latency.map { .success($0) } ?? .failure(.noTraffic)
    if board.index.bounds.isEmpty {
      reading.latency = .failure(.notExported("no request histogram: percentiles cannot be known"))
    }
    self.reading = reading
  }

  func draw(on canvas: Canvas) {
    drawHead(on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: 1)))
    let body = Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1)
    let codes = RouteCodesPanel(figures: figures, past: past, limit: errorLimit)
    let methods = RouteMethodsPanel(siblings: siblings, shown: figures.name)
    if canvas.width < 72 {
      let parts = body.rows([
        .share(1), .fixed(codes.rows(reading, width: body.width) + 2),
      ])
      PanelFrame.draw(PanelCatalogue.latency, reading, on: canvas.part(parts[0]))
      PanelFrame.draw(codes, reading, on: canvas.part(parts[1]))
      return
    }
    let sides = body.columns([.fixed(body.width * 60 / 100), .share(1)])
    PanelFrame.draw(PanelCatalogue.latency, reading, on: canvas.part(sides[0]))
    let below = min(methods.rows(reading, width: sides[1].width) + 2, sides[1].height / 2)
    // A chart of a code has enough with ten lines: what is left is better spent on a longer past.
    let enough = codes.enoughRows + 2
    let spare = sides[1].height - below - enough
    let parts = sides[1].rows(
      spare >= RouteHistoryPanel.leastRows
        ? [.fixed(enough), .share(1), .fixed(below)] : [.share(1), .fixed(0), .fixed(below)])
    PanelFrame.draw(codes, reading, on: canvas.part(parts[0]))
    PanelFrame.draw(RouteHistoryPanel(), reading, on: canvas.part(parts[1]))
    PanelFrame.draw(methods, reading, on: canvas.part(parts[2]))
  }

  /// Who it is at the left, what it takes at the right.
  private func drawHead(on canvas: Canvas) {
    func piece(_ label: String, _ text: String) -> [Span] { [Span("  \(label) ", .faint), Span(text)] }
    var right: [[Span]] = []
    if let share = figures.timeShare {
      right.append(piece("of the server's time", Figure.percent(share).text))
    }
    if let busy = figures.busy { right.append(piece("in flight, on average", Figure.significant(busy))) }
    if figures.isAmbiguous { right.append([Span("  ≈ mount prefix lost: several endpoints", .warning)]) }
    while !right.isEmpty, right.joined().reduce(0, { $0 + TextWidth.columns($1.text) }) + 20 > canvas.width {
      right.removeLast()
    }
    let spans = Array(right.joined())
    let taken = spans.width(ascii: canvas.isASCII)
    canvas.put(spans, x: canvas.width - taken - 1, y: 0, width: taken)
    let room = max(canvas.width - taken - 3, 0)
    canvas.put(ShortName.of(figures.name.words, columns: room), x: 1, y: 0, role: .strong, width: room)
  }
}
