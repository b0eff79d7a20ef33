/// The valid word that an unknown one was probably meant to be.
package enum Nearest {
  /// The one that it begins, else the one that takes the fewest letters to get to. nil where none is near: more than
  /// two letters, or half of the word, would have to change.
  package static func word(to unknown: String, among words: [String]) -> String? {
    let begun = words.filter { $0.hasPrefix(unknown) }
    if unknown.count > 1, begun.count == 1 { return begun[0] }
    let best = words.map { ($0, distance(Array(unknown), Array($0))) }.min { $0.1 < $1.1 }
    guard let best, best.1 <= max(2, unknown.count / 3), best.1 < unknown.count else { return nil }
    return best.0
  }

  /// `; did you mean ‘…’?`, or nothing.
  package static func question(_ unknown: String, among words: [String]) -> String {
    word(to: unknown, among: words).map { "; did you mean ‘\($0)’?" } ?? ""
  }

  /// How many letters have to be added, removed or changed (Levenshtein).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let cost = min(diagonal + (letter == other ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[right.count]
  }
}
