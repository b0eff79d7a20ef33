import Drawing
import MPanel

/// What is going on with an instance, in one sentence across the panels.
package struct Diagnosis: Sendable, Hashable {
  /// The rule that found it.
  package var rule: String
  package var severity: Condition.Severity
  /// What it comes to: `payments stalled: stripe open 40 s`.
  package var head: String
  /// What bears it out, the most telling first.
  package var figures: [String]

  /// As much of it as a line holds: figures are left out from the end, the head stays.
  package func text(width: Int) -> String {
    var text = head
    for figure in figures {
      let longer = "\(text), \(figure)"
      guard TextWidth.columns(longer) <= width else { break }
      text = longer
    }
    return text
  }
}
