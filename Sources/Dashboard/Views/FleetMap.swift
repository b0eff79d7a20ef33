import Drawing
import MPanel

/// The states of a fleet whose rows do not fit: a cell an instance, in the order in which they were named, so that
/// each stays where it is. A click selects, the worst where a cell stands for several.
///
/// ```
///  map  · 988 UP  ▲ 9 DEGRADED  ✖ 3 DOWN   ▶ selected  bright: in the table
///  ··········▲············✖······················▶·········
/// ```
struct FleetMap {
  let briefs: [Brief]
  let selected: Int?
  /// The places whose rows the table shows.
  let shown: Set<Int>

  /// The lines of cells it takes, at most `most`; then a cell stands for several.
  func lines(width: Int, most: Int) -> Int {
    width > 0 ? min((briefs.count + width - 1) / width, most) : 0
  }

  /// How many instances a cell stands for.
  private func share(_ canvas: Canvas) -> Int {
    let cells = max(canvas.width * (canvas.height - 1), 1)
    return max((briefs.count + cells - 1) / cells, 1)
  }

  func draw(on canvas: Canvas) {
    guard canvas.height > 1, canvas.width > 10, !briefs.isEmpty else { return }
    let share = share(canvas)
    canvas.put(title(share), x: 0, y: 0, width: canvas.width)
    for (cell, first) in stride(from: 0, to: briefs.count, by: share).enumerated() {
      let places = first..<min(first + share, briefs.count)
      let worst = places.map { briefs[$0].standing.condition }.max() ?? .up
      let lamp = worst.lamp
      let spokesman = places.first { briefs[$0].standing.condition == worst } ?? first
      let (x, y) = (cell % canvas.width, 1 + cell / canvas.width)
      let isSelected = selected.map(places.contains) ?? false
      // Those that are well are the background on which the others stand out.
      canvas.set(isSelected ? "▶" : worst == .up ? "·" : lamp.shape, x: x, y: y, role: lamp.role)
      canvas.offer(
        .row(FleetView.row(of: briefs[spokesman].target.id)), in: Rect(x: x, y: y, width: 1, height: 1))
      if isSelected || places.contains(where: shown.contains) {
        canvas.paint(Rect(x: x, y: y, width: 1, height: 1), role: isSelected ? .focus : .selected)
      }
    }
  }

  private func title(_ share: Int) -> [Span] {
    [
      Span("map  ", .label), Span("▶", .focus), Span(" selected  ", .faint), Span("·", .selected),
      Span(" in the table", .faint),
      Span(share > 1 ? "  a cell is the worst of \(share)" : "", .faint),
    ]
  }
}
