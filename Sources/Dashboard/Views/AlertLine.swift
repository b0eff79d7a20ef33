import Drawing
import MPanel

/// The alerts that are on and that nobody has acknowledged, for the first line: the worst in words and how many more.
struct AlertLine {
  private let loud: [Occurrence]
  private let isOfOne: Bool

  init(_ state: State) {
    isOfOne = state.watches.count == 1
    // Those of the instance that is shown are told below, with its figures.
    let shown = state.view == .instance && state.held == nil ? state.shownTarget : nil
    loud = state.view == .events ? [] : state.events.loudAlerts.filter { $0.target != shown }
  }

  /// The fullest first; empty where no alert is on.
  var pieces: [[Span]] {
    guard let worst = loud.first else { return [] }
    let role = worst.severity.role
    let shape = worst.severity == .critical ? "✖" : "▲"
    let more = loud.count > 1 ? " +\(loud.count - 1)" : ""
    let words = worst.alert?.words ?? worst.what
    let name = isOfOne ? "" : "\(ShortName.of(worst.instance, columns: 16)) "
    let count = loud.count == 1 ? "1 alert" : "\(loud.count) alerts"
    return [
      [Span("\(shape) \(name)\(words)\(more)", role), Span(" a lists", .faint)],
      [Span("\(shape) \(name)\(words)\(more)", role)],
      [Span("\(shape) \(count)", role)],
    ]
  }
}
