import Drawing

/// One thing that the doctor found: what it is, what it means, and what to do about it.
struct DoctorFinding: Sendable {
  enum Verdict: Sendable {
    case good, note, bad

    var shape: String {
      switch self {
      case .good: "●"
      case .note: "○"
      case .bad: "✖"
      }
    }
  }

  var verdict: Verdict
  var title: String
  var words: String
  var remedy: String?

  init(_ verdict: Verdict, _ title: String, _ words: String, remedy: String? = nil) {
    self.verdict = verdict
    self.title = title
    self.words = words
    self.remedy = remedy
  }

  /// Read at three in the morning on whatever terminal there is: nobody should have to scroll sideways.
  static let columns = 80
  private static let indent = 22

  /// `● keep-alive          closed when idle for 5 s` and what belongs to it below.
  var lines: [String] {
    let room = DoctorFinding.columns - DoctorFinding.indent
    var texts = WrappedText.lines(words, width: room)
    texts += remedy.map { WrappedText.lines("→ \($0)", width: room) } ?? []
    let head = "\(verdict.shape) \(title)"
    let padding = String(repeating: " ", count: max(DoctorFinding.indent - TextWidth.columns(head), 1))
    let blank = String(repeating: " ", count: DoctorFinding.indent)
    return texts.enumerated().map { $0.offset == 0 ? head + padding + $0.element : blank + $0.element }
  }
}
