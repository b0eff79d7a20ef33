import Drawing
import MPanel
import Telemetry

/// The keys that do something here, by what they are for, from the table that dispatches them; then what the states
/// mean, and when each sentence of the diagnosis is said. In two columns where there is room.
struct HelpView {
  let state: State
  let help: Help

  /// The columns of a label before its words.
  private static let label = 14
  /// Those of a diagnosis, whose names are longer.
  private static let diagnosis = 20
  /// The narrowest box that has two columns.
  private static let twoColumns = 100

  func draw(on canvas: Canvas) {
    let width = HelpView.width(canvas.width)
    let lines = lines(width: width)
    let height = min(canvas.height, max(lines.count, 1) + 2)
    let place = Rect(
      x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width: width, height: height)
    canvas.fill(place)
    let box = canvas.part(place)
    let inside = Frame(title: "Help", note: [note(lines.isEmpty)], foot: foot(lines.count, height - 2)).draw(
      on: box)
    if help.filter.isTyping {
      box.put([Span(" /", .focus), Span(help.filter.text), Span("_ ", .focus)], x: 2, y: box.height - 1)
    }
    for (row, line) in lines.dropFirst(help.scroll).prefix(inside.height).enumerated() {
      for (x, spans) in line { inside.put(spans, x: x + 1, y: row, width: inside.width - x - 2) }
    }
  }

  private func note(_ isEmpty: Bool) -> [Span] {
    guard !help.filter.isEmpty else { return [Span("/ searches   Esc closes", .faint)] }
    return [
      Span(isEmpty ? "nothing has" : "with", .warning), Span(" \(help.filter.text)   ", .warning),
      Span("Esc shows all", .faint),
    ]
  }

  private func foot(_ lines: Int, _ height: Int) -> [[Span]] {
    guard lines > height else { return [] }
    return [[Span("\(help.scroll + 1)–\(min(help.scroll + height, lines)) of \(lines) lines", .faint)]]
  }

  /// How far the help can be scrolled on a screen of this state's size.
  static func overflow(of state: State) -> Int {
    guard let help = state.help else { return 0 }
    // Header, footer and both edges of the frame.
    let lines = HelpView(state: state, help: help).lines(width: width(state.size.columns))
    return max(lines.count - max(state.size.rows - 4, 1), 0)
  }

  private static func width(_ columns: Int) -> Int {
    min(columns, columns >= twoColumns ? 156 : 84)
  }

  // MARK: - What it says

  private typealias Line = [(x: Int, spans: [Span])]

  private func lines(width: Int) -> [Line] {
    let isWide = width >= HelpView.twoColumns
    let columns = isWide ? (width - 6) / 2 : width - 4
    let blocks = blocks(columns: columns)
    guard isWide else { return joined(blocks).map { [(0, $0)] } }
    let whole = joined(blocks).count
    // The left column ends where it comes nearest to half.
    let split =
      blocks.indices.min {
        abs(2 * joined(Array(blocks[...$0])).count - whole)
          < abs(2 * joined(Array(blocks[...$1])).count - whole)
      } ?? 0
    let left = joined(Array(blocks.prefix(split + 1)))
    let right = joined(Array(blocks.dropFirst(split + 1)))
    return (0..<max(left.count, right.count)).map { row in
      (row < left.count ? [(0, left[row])] : []) + (row < right.count ? [(columns + 2, right[row])] : [])
    }
  }

  private func joined(_ blocks: [[[Span]]]) -> [[Span]] { Array(blocks.joined(separator: [[]])) }

  /// A title and its lines for each group of which the search leaves something.
  private func blocks(columns: Int) -> [[[Span]]] {
    var blocks: [[[Span]]] = []
    let keys = state.keys
    for group in KeyGroup.allCases {
      let rows = keys.filter {
        KeyGroup.of($0) == group
          && help.filter.admits("\(group.rawValue) \($0.label) \($0.words) \($0.footer ?? "")")
      }
      guard !rows.isEmpty else { continue }
      blocks.append(
        [[Span(group.rawValue, .label)]]
          + rows.flatMap { entry(Span($0.label, .focus), $0.words, columns: columns) })
    }
    let states = Condition.allCases.filter { help.filter.admits("states \($0.word) \($0.meaning)") }
    if !states.isEmpty {
      let title = [Span("states, best first", .label), Span("   mptop \(state.version)", .faint)]
      blocks.append(
        [title]
          + states.flatMap { condition in
            let lamp = condition.lamp
            return entry(Span("\(lamp.shape) \(lamp.word)", lamp.role), condition.meaning, columns: columns)
          })
    }
    let rules = DiagnosisTable.rows.filter {
      help.filter.admits("diagnosis \($0.id) \($0.when) \($0.example)")
    }
    if !rules.isEmpty {
      blocks.append(
        [[Span("diagnosis", .label), Span("   the first that holds is said", .faint)]]
          + rules.flatMap { entry(Span($0.id), $0.when, columns: columns, label: HelpView.diagnosis) })
    }
    return blocks
  }

  /// A label and its words, which go on below themselves where they are long.
  private func entry(
    _ label: Span, _ words: String, columns: Int, label width: Int = HelpView.label
  ) -> [[Span]] {
    func padding(_ used: Int) -> String { String(repeating: " ", count: max(width - used, 1)) }
    let wrapped = WrappedText.lines(words, width: max(columns - width, 12))
    return wrapped.enumerated().map { index, line in
      index == 0
        ? [label, Span(padding(label.text.unicodeScalars.count)), Span(line)]
        : [Span(padding(0)), Span(line)]
    }
  }
}
