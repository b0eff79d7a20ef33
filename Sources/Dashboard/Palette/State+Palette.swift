import Drawing

extension State {
  /// What the line of the palette could become: names, or the arguments of the one that was named.
  var candidates: [Candidate] {
    guard let line = palette?.completed else { return [] }
    guard let blank = line.firstIndex(of: " ") else { return names(with: line) }
    let name = String(line[..<blank])
    guard let instruction = InstructionTable.row(named: name) else { return [] }
    let begun = line[blank...].drop { $0 == " " }.lowercased()
    return State.ranked(instruction.choices(self), by: begun) { $0 }.map { choice in
      Candidate(line: "\(name) \(choice)", name: choice, words: instruction.explain(choice))
    }
  }

  private func names(with begun: String) -> [Candidate] {
    State.ranked(InstructionTable.rows, by: begun.lowercased()) { $0.name }.map { row in
      Candidate(
        line: row.argument.isEmpty ? row.name : row.name + " ", name: row.name, argument: row.argument,
        words: row.words, key: row.key)
    }
  }

  /// Those that begin so, then those of which a later word does; where there are none, those that have it anywhere.
  private static func ranked<One>(_ all: [One], by begun: String, name: (One) -> String) -> [One] {
    let first = all.filter { name($0).lowercased().hasPrefix(begun) }
    let later = all.filter { one in
      let words = name(one).lowercased().split { $0 == "-" || $0 == " " }
      return words.dropFirst().contains { $0.hasPrefix(begun) } && !begun.isEmpty
        && !name(one).lowercased().hasPrefix(begun)
    }
    guard first.isEmpty, later.isEmpty else { return first + later }
    return all.filter { name($0).lowercased().firstRange(of: begun) != nil }
  }

  /// A key while the palette is open; nil for one that means what it means everywhere.
  mutating func takeInPalette(_ key: Key) -> [Effect]? {
    guard palette != nil else { return nil }
    switch key {
    case .escape: palette = nil
    case .enter: return run()
    case .tab, .backTab:
      let candidates = candidates
      palette?.complete(among: candidates, by: key == .tab ? 1 : -1)
    case .up, .down:
      let history = commandHistory
      palette?.recall(history, by: key == .up ? 1 : -1)
    case .control("c"), .control("z"), .control("l"): return nil
    default:
      if palette?.take(key) == false, key == .backspace { palette = nil }
    }
    return []
  }

  /// Does what the line says. Where that cannot be done it stays, with the reason.
  private mutating func run() -> [Effect] {
    guard let line = palette?.text else { return [] }
    let words = line.split(separator: " ", maxSplits: 1)
    guard let name = words.first.map({ $0.lowercased() }) else {
      palette = nil
      return []
    }
    do throws(Instruction.Refusal) {
      let row = try State.instruction(named: name)
      let argument = words.count > 1 ? State.trimmed(words[1]) : ""
      let open = palette
      palette = nil
      do throws(Instruction.Refusal) {
        let effects = try row.perform(&self, argument)
        if !row.leavesHelp { help = nil }
        let said = argument.isEmpty ? name : "\(name) \(argument)"
        commandHistory = commandHistory.filter { $0 != said }.suffix(49) + [said]
        return effects
      } catch {
        palette = open
        throw error
      }
    } catch {
      palette?.problem = error.words
      return []
    }
  }

  /// The instruction of that name, or the only one that begins so.
  private static func instruction(named name: String) throws(Instruction.Refusal) -> Instruction {
    if let exact = InstructionTable.row(named: name) { return exact }
    let begun = InstructionTable.rows.filter { $0.name.hasPrefix(name) }.sorted {
      $0.name.count < $1.name.count
    }
    // q is quit, though quit-keeping-frame begins so too: the one that all others go on from.
    guard let shortest = begun.first, begun.allSatisfy({ $0.name.hasPrefix(shortest.name) }) else {
      throw .unknown("command", name, among: InstructionTable.rows.map(\.name))
    }
    return shortest
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
