import Drawing
import MPanel

/// Every instruction of the palette: completion, help and docs/keys.md come from here. Those with an argument are
/// declared; the rest are the commands of ``KeyTable``, by name.
package struct InstructionTable {
  package static let rows: [Instruction] = withArguments + commands

  package static func row(named name: String) -> Instruction? { rows.first { $0.name == name } }

  private static let withArguments: [Instruction] = [
    Instruction(
      name: "view", argument: "NAME", words: "show a view", choices: { _ in View.allCases.map(\.name) },
      explain: { name in View.allCases.first { $0.name == name }?.subject ?? "" }
    ) { state, argument throws(Instruction.Refusal) in
      state.show(try choice("view", argument, among: View.allCases.map { ($0.name, $0) }))
      return []
    },
    Instruction(
      name: "instance", argument: "NAME", words: "show an instance",
      choices: { $0.shownWatches.map(\.target.name) }
    ) { state, argument throws(Instruction.Refusal) in
      let watches = state.shownWatches
      let place = try choice(
        "instance", argument, among: watches.indices.map { (watches[$0].target.name, $0) })
      state.shown = place
      if !state.view.isOfOneInstance { state.show(.instance) }
      return []
    },
    Instruction(
      name: "goto", argument: "WHEN", words: "show a moment: -3m, -1h10m, 15:20, now",
      choices: { _ in ["now", "-1m", "-5m", "-15m"] }
    ) { state, argument throws(Instruction.Refusal) in
      try state.show(moment: NamedMoment.read(argument, now: state.now, clock: state.clock))
      return []
    },
    Instruction(
      name: "filter", argument: "[WORDS]",
      words: "rows with these words (or regexes); !word leaves out; none: all"
    ) { state, argument throws(Instruction.Refusal) in
      guard View.lists.contains(state.view) else {
        throw Instruction.Refusal("the \(state.view.name) view has no rows to filter")
      }
      guard state.hasList(state.scene) else {
        throw Instruction.Refusal("what is open has no rows to filter; Esc goes back to the list")
      }
      state.list.filter = Filter(argument)
      return []
    },
    Instruction(
      name: "sort", argument: "NAME", words: "sort the rows", choices: { $0.scene.sortNames }
    ) { state, argument throws(Instruction.Refusal) in
      let names = state.scene.sortNames
      guard !names.isEmpty else { throw Instruction.Refusal("the \(state.view.name) view is not sorted") }
      state.list.sort = try choice("order", argument, among: names.indices.map { (names[$0], $0) })
      return []
    },
    Instruction(
      name: "window", argument: "TIME", words: "rates and percentiles over this time",
      choices: { _ in Window.allCases.map(\.name) }
    ) { state, argument throws(Instruction.Refusal) in
      state.use(try choice("window", argument, among: Window.allCases.map { ($0.name, $0) }))
      return []
    },
    Instruction(
      name: "every", argument: "SECONDS", words: "ask for the metrics this often, 0.5 to 300 s",
      choices: { _ in State.intervals.map { "\($0.components.seconds)" } }, leavesHelp: true
    ) { state, argument throws(Instruction.Refusal) in
      guard !argument.isEmpty else {
        throw Instruction.Refusal("no time was named: 0.5 to 300 s, as 5 or 1m")
      }
      guard let seconds = Double(argument) ?? NamedMoment.span(argument[...]), (0.5...300).contains(seconds)
      else {
        throw Instruction.Refusal("‘\(argument)’ is not a number of seconds from 0.5 to 300, nor 1m to 5m")
      }
      return state.ask(every: .milliseconds(saturating(seconds * 1000)))
    },
    Instruction(
      name: "layout", argument: "NAME", words: "arrange the panels of the view",
      choices: { $0.layouts(of: $0.view).map(\.name) }
    ) { state, argument throws(Instruction.Refusal) in
      let all = state.layouts(of: state.view)
      guard !all.isEmpty else {
        throw Instruction.Refusal("the \(state.view.name) view is not made of panels")
      }
      state.use(layout: try choice("layout", argument, among: all.indices.map { (all[$0].name, $0) }))
      return []
    },
    Instruction(
      name: "theme", argument: "NAME", words: "use a theme", choices: { $0.themeNames }, leavesHelp: true
    ) { state, argument throws(Instruction.Refusal) in
      let names = state.themeNames
      state.theme = try choice("theme", argument, among: names.indices.map { (names[$0], $0) })
      return []
    },
    Instruction(
      name: "glyphs", argument: "NAME", words: "draw with blocks, Braille or ASCII",
      choices: { _ in Glyphs.allCases.map(\.rawValue) }, leavesHelp: true
    ) { state, argument throws(Instruction.Refusal) in
      state.glyphs = try choice("kind of glyphs", argument, among: Glyphs.allCases.map { ($0.rawValue, $0) })
      return []
    },
    Instruction(
      name: "set", argument: "NAME VALUE", words: "mouse on or off, axis log or linear",
      choices: { _ in Switch.all.map(\.name) }
    ) { state, argument throws(Instruction.Refusal) in
      try choice("setting", argument, among: Switch.all.map { ($0.name, $0) }).turn(&state)
    },
    Instruction(
      name: "target", argument: "add ADDRESS | remove NAME", words: "watch one more address, or one less",
      choices: { ["add "] + $0.watches.map { "remove \($0.target.name)" } }
    ) { state, argument throws(Instruction.Refusal) in
      guard !argument.isEmpty else {
        throw Instruction.Refusal("nothing was named: target add ADDRESS or target remove NAME")
      }
      let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
      let verb = try choice(
        "change of targets", words.first ?? "", among: [("add", true), ("remove", false)])
      let name = words.count > 1 ? words[1] : ""
      if verb {
        guard !name.isEmpty else {
          throw Instruction.Refusal("target add needs an address: HOST:PORT, a URL or NAME=URL")
        }
        return [.addTarget(name)]
      }
      guard state.watches.count > 1 else { throw Instruction.Refusal("the only target cannot be removed") }
      return [
        .removeTarget(
          id: try choice("target", name, among: state.watches.map { ($0.target.name, $0.target.id) }))
      ]
    },
    Instruction(
      name: "save", argument: "[FILE]", words: "save what is on the screen, to a file of this name", key: "s",
      leavesHelp: true
    ) { state, argument throws(Instruction.Refusal) in
      guard !argument.isEmpty else { return state.perform(.snapshot) }
      return [.saveAs(text: Snapshot.text(of: state), path: argument)]
    },
  ]

  /// What keys do, by the names of their commands; without a word for it where the table above has that.
  private static let commands: [Instruction] = Command.allCases.compactMap { command in
    guard let row = KeyTable.rows.first(where: { $0.command == command }), command != .palette,
      !withArguments.contains(where: { $0.name == command.name })
    else { return nil }
    return Instruction(
      name: command.name, words: row.words, key: row.label, leavesHelp: command.leavesHelp
    ) {
      state, argument throws(Instruction.Refusal) in
      guard argument.isEmpty else {
        throw Instruction.Refusal("\(command.name) takes no argument, not ‘\(argument)’")
      }
      guard state.keys.contains(where: { $0.command == command }) else {
        throw Instruction.Refusal(idle(row, in: state))
      }
      return state.perform(command)
    }
  }

  /// Why a command does nothing now.
  private static func idle(_ row: KeyTable.Row, in state: State) -> String {
    let name = row.command.name
    if !row.views.isEmpty, !row.views.contains(state.view) {
      let views = View.allCases.filter(row.views.contains).map(\.name)
      return
        "\(name) does nothing in the \(state.view.name) view; it works in \(views.joined(separator: ", "))"
    }
    switch row.command {
    case .now, .later, .minuteLater: return "\(name) does nothing: the screen shows now already"
    case .nextInstance, .previousInstance: return "\(name) does nothing: there is but one instance"
    default: return "\(name) does nothing here: there is nothing to do it with"
    }
  }

  /// The value of a word; a beginning that only one has will do.
  private static func choice<Value>(
    _ what: String, _ word: String, among all: [(name: String, value: Value)]
  ) throws(Instruction.Refusal) -> Value {
    let bare = word.lowercased()
    if let exact = all.first(where: { $0.name.lowercased() == bare }) { return exact.value }
    let begun = all.filter { !bare.isEmpty && $0.name.lowercased().hasPrefix(bare) }
    guard begun.count == 1 else { throw .unknown(what, word, among: all.map(\.name)) }
    return begun[0].value
  }
}

extension Command {
  /// As the palette names it: `next-instance`, `routes`.
  package var name: String {
    if let view { return view.name }
    return rawValue.reduce(into: "") { name, letter in
      name += letter.isUppercase ? "-\(letter.lowercased())" : "\(letter)"
    }
  }
}
