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

  /// What is to be said of them, the fullest first; empty where none is on.
  var names: [[Span]] {
    guard let worst = loud.first else { return [] }
    let words = worst.alert?.words ?? worst.what
    let name = isOfOne ? "" : "\(ShortName.of(worst.instance, columns: 16)) "
    // The name in the table is shorter than words that need none beside them.
    let short = worst.alert.flatMap { $0.key.subject.isEmpty ? $0.key.rule : nil } ?? words
    let pieces = [words, short].map { Span("\(shape) \(name)\($0)\(more)", worst.severity.role) }
    return [[pieces[0], Span(" a lists", .faint)], [pieces[0]], [pieces[1]]]
  }

  /// How many they are, where there is no room for more.
  var count: [Span]? {
    loud.first.map { worst in
      [Span("\(shape) \(loud.count == 1 ? "1 alert" : "\(loud.count) alerts")", worst.severity.role)]
    }
  }

  private var shape: String { loud.first?.severity == .critical ? "✖" : "▲" }
  private var more: String { loud.count > 1 ? " +\(loud.count - 1)" : "" }
}
