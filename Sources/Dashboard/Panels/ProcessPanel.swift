import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Process ───────────────────── Node v22.21.1 ╮
/// │ up        3d 4h since 2025-11-14 11:16:02 +01:00   │
/// │ restarts  none seen in 12m 20s               │
/// │ files     35 of 20000  0.18 %                │
/// │ handles   9: Socket 8, Server 1              │
/// ╰──────────────────────────────────────────────╯
/// ```
package struct ProcessPanel: Panel {
  package let title = "Process"
  package let appetite = PanelAppetite.line

  package init() {}

  package func rows(_ reading: Reading, width: Int) -> Int {
    reading.runtime.map { lines($0, reading, width: width).count } ?? 6
  }

  package func absence(_ reading: Reading) -> Absence? {
    guard let runtime = reading.runtime else { return .waiting }
    // Without a page nothing is known of the process.
    if case .failure(let absence) = runtime.memory, runtime.process.started == nil { return absence }
    return nil
  }

  package func note(_ reading: Reading) -> [[Span]] {
    reading.runtime?.process.node.map { [[Span("Node ", .faint), Span($0)]] } ?? []
  }

  /// Requests of libuv last for microseconds: most of the time there is none.
  package func foot(_ reading: Reading) -> [Span] {
    guard let requests = reading.runtime?.process.requests else { return [] }
    return [Span("requests of Node ", .faint)] + active(requests)
  }

  private func lines(_ runtime: Runtime, _ reading: Reading, width: Int) -> [(word: String, spans: [Span])] {
    let process = runtime.process
    var lines: [(String, [Span])] = []
    if let files = files(process, reading) { lines.append(("files", files)) }
    lines.append(("restarts", restarts(process, reading)))
    lines.append(("up", up(process, width: width, zone: reading.offsetAtStart)))
    let active = [("handles", process.handles), ("resources", process.resources)]
    if width < 50 {
      // What they are has no room: how many there are says whether they leak.
      let counts = active.compactMap { word, active in active.map { (word, Figure.count($0.total)) } }
      if !counts.isEmpty {
        let spans = counts.map { [Span($0.1), Span(" \($0.0)", .faint)] }
        lines.append(("active", Array(spans.joined(separator: [Span("  ")]))))
      }
    } else {
      for (word, active) in active {
        if let active { lines.append((word, self.active(active))) }
      }
    }
    return lines
  }

  private func up(_ process: Runtime.Process, width: Int, zone: Int) -> [Span] {
    var spans = [Span(Figure.span(process.uptime?.seconds))]
    if let started = process.started {
      let clock = WallClock(offset: zone)
      let time = width >= 50 ? " \(clock.time(started)) \(clock.zone(started))" : ""
      spans.append(Span(" since \(clock.date(started))\(time)", .faint))
    }
    return spans
  }

  private func restarts(_ process: Runtime.Process, _ reading: Reading) -> [Span] {
    let watched = Figure.span(process.watchedFor.seconds)
    guard let last = process.restarts.last else {
      return [Span("none"), Span(" seen in \(watched)", .faint)]
    }
    return [
      Span(Figure.count(Double(process.restarts.count)), .warning),
      Span(" seen in \(watched), last ", .faint),
      Span("\(Figure.span((reading.at - last).seconds)) ago", .warning),
    ]
  }

  private func files(_ process: Runtime.Process, _ reading: Reading) -> [Span]? {
    guard let open = process.openFiles else { return nil }
    let share = process.shareOfFiles
    let role: Role =
      switch reading.severity(of: "open-files") {
      case .critical: .critical
      case .warning: .warning
      default: .plain
      }
    guard let most = process.mostFiles, let share else { return [Span(Figure.count(open))] }
    return [
      Span(Figure.count(open), role), Span(" of \(Figure.count(most)) allowed  ", .faint),
      Span(Figure.percent(share).text, role),
    ]
  }

  private func active(_ active: Runtime.Active) -> [Span] {
    let types = active.types.map { "\($0.name) \(Figure.count($0.count))" }.joined(separator: ", ")
    return [Span(Figure.count(active.total)), Span(types.isEmpty ? "" : "  \(types)", .faint)]
  }

  package func draw(_ reading: Reading, on canvas: Canvas) {
    guard let runtime = reading.runtime else { return }
    for (row, line) in lines(runtime, reading, width: canvas.width).enumerated() where row < canvas.height {
      canvas.put(line.word, x: 1, y: row, role: .label)
      canvas.put(line.spans, x: 11, y: row, width: max(canvas.width - 12, 0))
    }
  }
}
