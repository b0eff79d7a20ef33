import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Probes ───────────────────────────────────── budget 97/100 of /api ╮
/// │ ● metrics  311 series       4.2 ms   2 s ago                       │
/// │ ● health   healthy           12 ms  41 s ago                       │
/// ```
package struct ProbesPanel: Panel {
  package let title = "Probes"
  package let appetite = PanelAppetite.line
  package let tellsAges = true

  /// One line where everything fits side by side, else a line a probe.
  package func rows(_ reading: Reading, width: Int) -> Int {
    if reading.target.source != nil { return sourceLines(reading).count }
    return detail(reading, width: width) == nil ? reading.probes.count : 1
  }

  package func absence(_ reading: Reading) -> Absence? { nil }

  package func note(_ reading: Reading) -> [[Span]] {
    if reading.target.source != nil { return sourceNote(reading) }
    var pieces: [[Span]] = []
    if let bytes = reading.cost.pageBytes, let duration = reading.cost.scrapeDuration {
      pieces.append([
        Span(
          "a look costs \(Figure.bytes(Double(bytes)).text), \(Figure.latency(duration.seconds).text)", .faint
        )
      ])
    }
    if let budget = reading.cost.budget, let limit = budget.limit, let remaining = budget.remaining {
      let isLow = remaining * 4 < limit
      pieces.append([Span("/api budget ", .faint), Span("\(remaining)/\(limit)", isLow ? .warning : .plain)])
    }
    if let restraint = reading.cost.restraint { pieces.append([Span(words(restraint), .warning)]) }
    return pieces
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard reading.target.source == nil else {
      for (row, line) in sourceLines(reading).enumerated() where row < canvas.height {
        canvas.put(line, x: 1, y: row, width: max(canvas.width - 2, 0))
      }
      return
    }
    if canvas.height < reading.probes.count, let detail = detail(reading, width: canvas.width + 2) {
      drawSideBySide(reading, detail, on: canvas)
      return
    }
    for (row, probe) in reading.probes.enumerated() where row < canvas.height {
      let right = canvas.width >= 44 ? 22 : 0
      canvas.put(name(probe) + words(probe, reading), x: 1, y: row, width: max(canvas.width - 2 - right, 0))
      guard right > 0 else { continue }
      canvas.put(.latency(probe.latency?.seconds), x: canvas.width - 22, y: row, width: 9, unit: 2)
      if let age = probe.age {
        canvas.put(
          "\(Figure.span(age.seconds)) ago", x: canvas.width - 12, y: row, role: .faint, width: 11,
          align: .right)
      }
    }
  }

  /// In equal places where these are wide enough, so that nothing moves as words change; else one after another.
  private func drawSideBySide(_ reading: Reading, _ detail: Detail, on canvas: Canvas) {
    let texts = reading.probes.map { brief($0, reading, detail) }
    let place = canvas.width / max(texts.count, 1)
    let isRoomy = texts.allSatisfy { $0.width() + 2 <= place }
    var x = 1
    for (index, text) in texts.enumerated() {
      if isRoomy { x = index * place + 1 }
      x += canvas.put(text, x: x, y: 0) + ProbesPanel.gap
    }
  }

  private static let gap = 3

  /// What stands side by side beside the words, as far as there is room.
  enum Detail: CaseIterable {
    case all, age, none
    /// How many series there are is left out too.
    case least
    /// And with what health is contradicted.
    case short
  }

  /// The most with which all probes fit side by side in one line; nil where not even the words do.
  private func detail(_ reading: Reading, width: Int) -> Detail? {
    Detail.allCases.first { detail in
      let texts = reading.probes.map { brief($0, reading, detail).width() }
      return texts.reduce(0) { $0 + $1 + ProbesPanel.gap } <= width - 4 + ProbesPanel.gap
    }
  }
}
