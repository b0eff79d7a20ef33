import Exposition
import Testing

/// The table of docs/exposition.md: what either verdict makes of a page.
@Suite struct VerdictTests {
  enum Reading {
    case yes, warn, skip
  }

  /// A page, whether strict takes it, and what lenient makes of it.
  struct Row: Sendable {
    var text: String
    var strict: Bool
    var lenient: Reading
    var isOpenMetrics = false

    init(_ text: String, strict: Bool, _ lenient: Reading) {
      (self.text, self.strict, self.lenient) = (text, strict, lenient)
    }

    static func open(_ text: String, strict: Bool, _ lenient: Reading) -> Row {
      var row = Row(text, strict: strict, lenient)
      row.isOpenMetrics = true
      return row
    }
  }

  static let rows = [
    Row("m 1", strict: true, .yes), Row("m 1\r\n", strict: false, .yes), Row("  m 1\n", strict: true, .yes),
    Row("m 1 -5\n", strict: true, .yes), Row("m 1 +5\n", strict: false, .yes),
    Row("m 1 1.5\n", strict: false, .yes),
    Row("m +1\n", strict: true, .yes), Row("m .5\n", strict: true, .yes), Row("m Nan\n", strict: true, .yes),
    Row("m 1e309\n", strict: false, .yes), Row("m -NaN\n", strict: false, .yes),
    Row("m 0x1p-2\n", strict: false, .skip), Row("m 1_000\n", strict: false, .skip),
    Row("m{a=\"b\" c=\"d\"} 1\n", strict: false, .warn), Row("m{,} 1\n", strict: false, .skip),
    Row("m{a=\"b\",,c=\"d\"} 1\n", strict: false, .skip), Row("m{,a=\"b\"} 1\n", strict: false, .skip),
    Row("m{a=\"b\",} 1\n", strict: true, .yes), .open("m{a=\"b\",} 1\n# EOF\n", strict: false, .yes),
    .open("m{a=\"b\", c=\"d\"} 1\n# EOF\n", strict: true, .yes),
    Row("m{a=\"b\nc\"} 1\n", strict: false, .skip), Row("m{a=\"\\/\"} 1\n", strict: false, .yes),
    .open("m{a=\"\\/\"} 1\n# EOF\n", strict: true, .yes), Row("m{a=\"b\",a=\"c\"} 1\n", strict: false, .warn),
    Row("m{__name__=\"b\"} 1\n", strict: false, .yes), Row("\u{0}m 1\n", strict: false, .skip),
    Row("m{a=\"\u{0}\"} 1\n", strict: true, .yes), Row("my.metric 1\n", strict: false, .warn),
    Row("m-x 1\n", strict: false, .warn), Row("é 1\n", strict: false, .warn),
    Row("1m 1\n", strict: false, .skip),
    Row("m{b#c=\"d\"} 1\n", strict: false, .skip), Row("{\"\"} 1\n", strict: false, .skip),
    Row("m{\"\"=\"x\"} 1\n", strict: false, .skip), Row("\"m.x\"{a=\"b\"} 1\n", strict: false, .warn),
    Row("{a=\"b\",\"m.x\"} 1\n", strict: true, .yes), Row("# TYPE m COUNTER\n", strict: false, .yes),
    Row("# TYPE m info\n", strict: false, .yes), Row("# TYPE m counter x\n", strict: false, .yes),
    Row("#  TYPE   m   counter\n", strict: true, .yes), Row("# HELP m a\n# HELP m b\n", strict: false, .warn),
    Row("# TYPE m gauge\n# TYPE m gauge\n", strict: false, .warn),
    Row("m 1\n# TYPE m gauge\n", strict: false, .warn),
    Row("# TYPE m histogram\nm_bucket{le=\"x\"} 1\n", strict: false, .yes),
    Row("# TYPE m summary\nm{quantile=\"x\"} 1\n", strict: false, .yes),
    Row("# TYPE m histogram\nm_count -1\n", strict: false, .yes),
    Row("m 1 # {a=\"b\"} 1\n", strict: false, .yes),
    Row("m 1 # some words\n", strict: false, .warn), Row("m 1\nm 2\n", strict: true, .yes),
    .open("m 1\n# EOF\nn 1\n", strict: false, .yes), .open("m 1\n", strict: false, .warn),
    .open("m 1\n\n# EOF\n", strict: false, .yes),
    .open("# TYPE m counter\nm_total -1\n# EOF\n", strict: false, .yes),
    .open("# TYPE m gauge\nm 1 # {a=\"b\"} 1\n# EOF\n", strict: false, .yes),
    .open("# TYPE m histogram\nm_bucket{le=\"1\"} 1\n# EOF\n", strict: false, .yes),
  ]

  @Test("each line of the table of verdicts is decided as the table says", arguments: rows)
  func row(_ row: Row) {
    func page(_ verdict: Verdict) -> Page {
      row.isOpenMetrics ? openMetricsPage(row.text, verdict) : ExpositionTests.page(row.text, verdict)
    }
    #expect(page(.strict).isAccepted == row.strict, "\(page(.strict).complaints)")
    #expect(page(.strict).warningCount == 0)
    let lenient = page(.lenient)
    #expect((lenient.complaintCount > 0) == (row.lenient == .skip), "\(lenient.complaints)")
    #expect((lenient.warningCount > 0) == (row.lenient == .warn), "\(lenient.warnings)")
  }
}
