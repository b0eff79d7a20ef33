import Drawing

/// Something that can be told to the palette by name.
package struct Instruction: Sendable {
  package var name: String
  /// How its argument is written: `NAME`, `[FILE]`; empty where it takes none.
  package var argument = ""
  /// What it does, as the help says it.
  package var words: String
  /// The key that does the same; empty where none does.
  package var key = ""
  /// What its argument can be, for completing it.
  var choices: @Sendable (State) -> [String] = { _ in [] }
  /// What one of them stands for; empty where its name says it all.
  var explain: @Sendable (_ choice: String) -> String = { _ in "" }
  /// Whether it may be done behind an open help: it is seen there too, or changes nothing on the screen.
  var leavesHelp = false
  /// Does it. The argument comes without blanks around it.
  var perform: @Sendable (inout State, _ argument: String) throws(Refusal) -> [Effect]
}
