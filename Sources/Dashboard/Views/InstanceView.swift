import Drawing
import MPanel
import Telemetry

/// One instance: identity, then the panels, arranged for the room there is.
struct InstanceView: Scene {
  let reading: Reading?
  let scroll: Int

  init(_ state: State) {
    reading = state.shownReading
    scroll = state.scrolls[state.shownTarget] ?? 0
  }

  init(reading: Reading, scroll: Int) {
    self.reading = reading
    self.scroll = scroll
  }

  /// Below this width panels stand one above another.
  private static let twoColumns = 72
  /// Below this height two columns of panels would say nothing.
  private static let leastRows = 16

  func draw(on canvas: Canvas) {
    guard let reading else { return }
    IdentityLine(reading: reading).draw(on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: 1)))
    let body = Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1)
    if InstanceView.isStacked(width: body.width, height: body.height) {
      drawStack(reading, on: canvas.part(body))
    } else {
      for (panel, rect) in arrangement(of: reading, in: body) {
        PanelFrame.draw(panel, reading, on: canvas.part(rect))
      }
    }
  }

  private static func isStacked(width: Int, height: Int) -> Bool { width < twoColumns || height < leastRows }

  /// Latency at the left above the queues; traffic, pool and breakers at the right; probes below all.
  private func arrangement(of reading: Reading, in body: Rect) -> [(any Panel, Rect)] {
    let left = body.width * (body.width >= 160 ? 60 : 57) / 100
    let below = min(PanelCatalogue.probes.rows(reading, width: body.width) + 2, max(body.height / 5, 3))
    let lower = lowerRows(of: reading, height: body.height - below, left: left, right: body.width - left)
    let bands = body.rows([.share(1), .fixed(lower), .fixed(below)])
    let upper = bands[0].columns([.fixed(left), .share(1)])
    let middle = bands[1].columns([.fixed(left), .share(1)])
    let trafficRows = min(max(upper[1].height * 9 / 20, 5), max(upper[1].height - 5, 0))
    let right = upper[1].rows([.fixed(trafficRows), .share(1)])
    return [
      (PanelCatalogue.latency, upper[0]), (PanelCatalogue.traffic, right[0]), (PanelCatalogue.pool, right[1]),
      (PanelCatalogue.queues, middle[0]), (PanelCatalogue.breakers, middle[1]),
      (PanelCatalogue.probes, bands[2]),
    ]
  }

  /// The upper band's rows with which the latency panel shows every bucket of its heat map.
  private static let fullLatency = 22

  /// The lower band holds all queues and breakers where two fifths of the room are enough for that, and where the
  /// upper one has all it needs, more than a line of each.
  private func lowerRows(of reading: Reading, height: Int, left: Int, right: Int) -> Int {
    let rows = max(
      PanelCatalogue.breakers.rows(reading, width: right), PanelCatalogue.queues.rows(reading, width: left))
    let least = min(max(rows + 2, 5), max(height * 2 / 5, 5))
    guard least == rows + 2 else { return least }
    let spare = max(height - least - InstanceView.fullLatency, 0)
    return least + min(spare / (3 * max(rows - 1, 1)), 2) * (rows - 1)
  }

  // MARK: - One column

  private func drawStack(_ reading: Reading, on canvas: Canvas) {
    var y = -scroll
    for panel in PanelCatalogue.all {
      let height = InstanceView.stackedRows(panel, reading, width: canvas.width)
      if y + height > 0, y < canvas.height {
        // A panel that begins above the screen is drawn whole elsewhere, and its visible part shown.
        if y >= 0, y + height <= canvas.height {
          PanelFrame.draw(
            panel, reading, on: canvas.part(Rect(x: 0, y: y, width: canvas.width, height: height)))
        } else {
          let whole = Surface(columns: canvas.width, rows: height, glyphs: canvas.glyphs)
          PanelFrame.draw(panel, reading, on: whole.canvas)
          canvas.copy(whole.grid, x: 0, y: y)
        }
      }
      y += height
    }
  }

  private static func stackedRows(_ panel: any Panel, _ reading: Reading, width: Int) -> Int {
    panel.absence(reading) == nil ? min(panel.rows(reading, width: width), 8) + 2 : 4
  }

  /// How far the panels of this reading can be scrolled on a screen of this size.
  func overflow(_ size: Size) -> Int {
    guard let reading else { return 0 }
    let height = size.rows - 3
    guard InstanceView.isStacked(width: size.columns, height: height) else { return 0 }
    let whole = PanelCatalogue.all.reduce(0) {
      $0 + InstanceView.stackedRows($1, reading, width: size.columns)
    }
    return max(whole - height, 0)
  }

  /// The rows with which everything is shown, for a snapshot: header, identity, panels and footer.
  func fullRows(width: Int) -> Int {
    guard let reading else { return 24 }
    if width < InstanceView.twoColumns {
      return 3
        + PanelCatalogue.all.reduce(0) {
          $0 + InstanceView.stackedRows($1, reading, width: width)
        }
    }
    let lower =
      max(
        PanelCatalogue.queues.rows(reading, width: width), PanelCatalogue.breakers.rows(reading, width: width)
      ) + 2
    return max(24, 3 + 16 + lower * 5 / 2 + 8)
  }
}
