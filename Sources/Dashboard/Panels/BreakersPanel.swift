import Drawing
import MPanel
import Telemetry

/// ```
/// ╭ Breakers ──────────────────────────── 1 open ╮
/// │ stripe   ✖ OPEN        12 s  probe in 18 s   │
/// │ twilio   ● CLOSED    > 3m 02s ▁▁▁▁▁▁▁▁▁▁▁▁▁▁ │
/// ```
package struct BreakersPanel: Panel {
  package let title = "Breakers"
  package let appetite = PanelAppetite.table

  package func rows(_ reading: Reading, width: Int) -> Int { max(reading.breakers.value?.count ?? 2, 2) + 1 }

  package func absence(_ reading: Reading) -> Absence? { reading.breakers.absence }

  package func note(_ reading: Reading) -> [[Span]] {
    guard let breakers = reading.breakers.value else { return [] }
    let open = breakers.count { $0.state?.isOpen == true }
    return [[open > 0 ? Span("\(open) open", .critical) : Span("none open", .good)]]
  }

  static func lamp(_ breaker: Breaker) -> Lamp {
    switch breaker.state {
    case .closed: Lamp(.good, BreakerState.closed.word)
    case .open, .forcedOpen: Lamp(.critical, breaker.state?.word ?? "OPEN")
    case .halfOpen: Lamp(.warning, BreakerState.halfOpen.word)
    case .disabled: Lamp(.unknown, BreakerState.disabled.word)
    case nil: Lamp(.unknown, breaker.unknownValue.map { "?\(Figure.significant($0))" } ?? "UNKNOWN")
    }
  }

  /// One mark a step: high for open, half for half-open, low for closed.
  static func mark(_ state: BreakerState) -> StateStrip.Step {
    switch state {
    case .closed: StateStrip.Step(height: 0, role: .good)
    case .open, .forcedOpen: StateStrip.Step(height: 1, role: .critical)
    case .halfOpen: StateStrip.Step(height: 0.5, role: .warning)
    case .disabled: StateStrip.Step(height: nil, role: .faint)
    }
  }

  private static let table = Table([
    Table.Column("breaker", width: 9, align: .left, priority: 0),
    Table.Column("state", width: 11, align: .left, priority: 0),
    Table.Column("for", width: 8, priority: 1),
    Table.Column("next", width: 10, align: .left, priority: 2),
    Table.Column("trips", width: 5, priority: 4),
    Table.Column("", width: 6, align: .left, priority: 3, grows: true),
  ])

  package func draw(_ reading: Reading, on canvas: Canvas) {
    // Open ones first: with more breakers than rows, those are the ones to see.
    let breakers = (reading.breakers.value ?? []).enumerated().sorted {
      let open = ($0.element.state?.isOpen == true, $1.element.state?.isOpen == true)
      return open.0 != open.1 ? open.0 : $0.offset < $1.offset
    }.map(\.element)
    let axis = TimeAxis(reading)
    let inside = canvas.part(Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height))
    let hasTrips = BreakersPanel.table.fit(inside.width).contains { $0.index == 4 }
    let lines = BreakersPanel.table.lines(rows: breakers.count, on: inside, most: 3)
    BreakersPanel.table.draw(on: inside, rows: breakers.count, lines: lines) { row, column, cell in
      let breaker = breakers[row]
      switch column {
      case 0: cell.put(breaker.name, x: 0, y: 0, width: cell.width)
      case 1: cell.put([BreakersPanel.lamp(breaker).span], x: 0, y: 0, width: cell.width)
      case 2:
        let lasting = Figure.span(breaker.lasting.seconds)
        cell.put(
          breaker.sawBeginning ? [Span(lasting)] : [Span("≥", .faint), Span(lasting)], x: 0, y: 0,
          width: cell.width,
          align: .right)
      case 3: cell.put(next(breaker, saysTrips: !hasTrips), x: 0, y: 0, width: cell.width)
      case 4: TallyCells.count(Double(breaker.trips), on: cell)
      default:
        let states = reading.trail.states(of: breaker.name, columns: axis.columns(cell.width))
        StateStrip(states.map { $0.map(BreakersPanel.mark) }).draw(on: cell)
        axis.drawMarks(through: cell)
      }
    }
  }

  private func next(_ breaker: Breaker, saysTrips: Bool) -> [Span] {
    if let detail = breaker.detail { return [Span(detail, .warning)] }
    if let probeIn = breaker.probeIn {
      return probeIn > .zero
        ? [Span("probe \(Figure.span(probeIn.seconds))", .warning)] : [Span("retry due", .warning)]
    }
    if breaker.state == .halfOpen { return [Span("probing", .warning)] }
    return saysTrips && breaker.trips > 0
      ? [Span("\(breaker.trips) trip\(breaker.trips == 1 ? "" : "s")", .faint)] : []
  }
}
