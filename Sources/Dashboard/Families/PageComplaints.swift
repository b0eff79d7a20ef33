import Drawing
import Exposition
import MPanel

/// What the parser could not read on the newest page, or left out, with the numbers of the lines.
struct PageComplaints {
  private let sentences: [(text: String, role: Role)]

  /// - Parameter excess: what of the page has no room in figures and charts.
  init(_ page: Page?, _ excess: Excess) {
    guard let page else {
      sentences = []
      return
    }
    var sentences: [(text: String, role: Role)] = []
    func say(_ count: Int, _ what: String, _ list: [Complaint], _ role: Role) {
      guard count > 0 else { return }
      sentences.append(("\(count) \(count == 1 ? "line" : "lines") \(what):", role))
      sentences += list.map { ("  \($0.words)", Role.plain) }
      if count > list.count { sentences.append(("  and \(count - list.count) more", .faint)) }
    }
    say(page.complaintCount, "not understood", page.complaints, .critical)
    if !page.leftOut.isEmpty {
      sentences.append(("left out: \(page.leftOut.words(Limits()))", .warning))
    }
    if !excess.isEmpty { sentences.append(("left out: \(excess.words)", .warning)) }
    if page.duplicateCount > 0 {
      let words = page.duplicateCount == 1 ? "line repeats" : "lines repeat"
      sentences.append(("\(page.duplicateCount) \(words) a series; the first counts", .warning))
    }
    say(page.warningCount, "understood against the rules of the format", page.warnings, .warning)
    self.sentences = sentences
  }

  func lines(width: Int) -> [(text: String, role: Role)] { sentences }

  func draw(on canvas: Canvas) {
    for (line, sentence) in sentences.prefix(canvas.height).enumerated() {
      let isLast = line == canvas.height - 1 && sentences.count > canvas.height
      let text = isLast ? "+\(sentences.count - line) more lines; a larger screen shows them" : sentence.text
      canvas.put(text, x: 0, y: line, role: isLast ? .faint : sentence.role, width: canvas.width)
    }
  }
}
