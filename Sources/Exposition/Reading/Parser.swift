/// Reads the pages of one target, one after another.
///
/// A steady target sends the same lines with other values. The parser keeps the last page; while only values differ,
/// only what has changed is read, and the table of series is used again.
package struct Parser: Sendable {
  package let verdict: Verdict
  package let limits: Limits
  /// Off in tests only, to compare what the shortcuts understand with what the whole grammar does.
  package var takesShortcuts = true
  /// Whether the last page is kept, to read the next one by what has changed. Without, a page takes some five times as
  /// long, which for hundreds of kilobytes is far less than a millisecond, and a fleet of thousands fits in memory.
  package var keepsPage = true {
    didSet { if !keepsPage { steady = nil } }
  }
  private var steady: SteadyPage?
  /// Of the last page.
  private var table: SeriesTable?

  package init(verdict: Verdict = .lenient, limits: Limits = Limits()) {
    self.verdict = verdict
    self.limits = limits
  }

  /// Reads a body. Never fails as a whole: what could not be read is in the page's complaints.
  package mutating func parse(_ body: [UInt8], contentType: String? = nil) -> Page {
    let grammar = Grammar(format: Format.detect(contentType: contentType, body: body), verdict: verdict)
    // Places are 32 bits wide; a body of 4 GiB is far beyond what scraping lets through.
    guard body.count < Int(UInt32.max) else { return Page(tooLarge: body.count, format: grammar.format) }
    if takesShortcuts, steady?.follow(body, grammar) == true, let page = steady?.page { return page }
    // Gone before the new page is read, so that two are not held at once.
    steady = nil
    var (page, spans) = Bytes.with(body) { bytes in
      PageReader(body, bytes, grammar: grammar, limits: limits, takesShortcuts: takesShortcuts).read()
    }
    if let table, table.lists(sameAs: page.table) {
      page.table = table
    } else if !keepsPage {
      page.table = page.table.packed()
    }
    table = page.table
    if let spans, grammar.isLenient, keepsPage {
      steady = SteadyPage(page, spans, body: body, grammar: grammar, limits: limits)
    }
    return page
  }
}
