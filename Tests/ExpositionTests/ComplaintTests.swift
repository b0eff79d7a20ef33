import Exposition
import Testing

/// What is said of lines that cannot be read, and of those that can although the format does not allow them.
@Suite struct ComplaintTests {
  @Test(
    "a bad line is skipped, and the complaint names the line, the column and the rest of the line",
    arguments: [
      ("m{a=\"b} 1", 5, "the quote is not closed", #"\"b} 1"#),
      ("m{a=\"b\"", 8, "the brace is not closed", ""),
      ("m{a=b} 1", 5, "the label value is not quoted", "b} 1"),
      ("m{a 1", 5, "no '=' after the label name", "1"),
      ("m{,a=\"b\"} 1", 3, "no label name", #",a=\"b\"} 1"#),
      ("m{a=\"b\",,c=\"d\"} 1", 9, "two commas", #",c=\"d\"} 1"#),
      ("m{\"a\"} 1", 3, "a second metric name", #"\"a\"} 1"#),
      ("m{\"\"=\"x\"} 1", 3, "the label name is empty", #"\"\"=\"x\"} 1"#),
      ("{a=\"b\"} 1", 1, "no metric name", #"{a=\"b\"} 1"#),
      ("{\"\"} 1", 1, "the metric name is empty", #"{\"\"} 1"#),
      ("m", 2, "no value", ""),
      ("m{a=\"b\"}", 9, "no value", ""),
      ("m one", 3, "the value is not a number", "one"),
      ("m 0x1p-3", 3, "the value is not a number", "0x1p-3"),
      ("m 1_000", 3, "the value is not a number", "1_000"),
      ("m 1,5", 3, "the value is not a number", "1,5"),
      ("m 1 later", 5, "the timestamp is not a number", "later"),
      ("m 1 2 3", 7, "text after the sample", "3"),
      ("1m 1", 1, "no metric name", "1m 1"),
      ("\u{0}m 1", 1, "no metric name", #"\x00m 1"#),
      ("# TYPE m bogus", 10, "not a type of metric", "bogus"),
      ("# TYPE m", 9, "no type of metric", ""),
      ("# HELP 5 x", 8, "no metric name", "5 x"),
    ])
  func complaint(line: String, column: Int, message: String, excerpt: String) throws {
    for parser in [Parser(), plainParser()] {
      var parser = parser
      let page = parser.parse(
        Array("a 1\n\n# fine\n\(line)\nb 2\n".utf8), contentType: "text/plain; version=0.0.4")
      let complaint = try #require(page.complaints.first)
      #expect(complaint.line == 4 && complaint.column == column)
      #expect(complaint.message == message && complaint.excerpt == excerpt)
      #expect(page.complaintCount == 1 && page.values == [1, 2] && page.warningCount == 0)
    }
  }

  @Test(
    "an oddity is read and warned about, and refused by the strict verdict",
    arguments: [
      ("my.metric 1", 3, "a name with this byte belongs in quotes"),
      ("m{a-b=\"c\"} 1", 4, "a name with this byte belongs in quotes"),
      ("mé 1", 2, "a name with this byte belongs in quotes"),
      ("\"my.name\"{a=\"b\"} 1", 1, "a quoted name belongs inside the braces"),
      ("m{a=\"b\" c=\"d\"} 1", 9, "no ',' or '}' after the label"),
      ("m{a=\"b\",a=\"c\"} 1", 9, "the label name stands twice"),
      ("m 1 # note", 5, "a comment after the sample"),
    ])
  func warning(line: String, column: Int, message: String) throws {
    let lenient = page("\(line)\n")
    let warning = try #require(lenient.warnings.first)
    #expect(warning.line == 1 && warning.column == column && warning.message == message)
    #expect(lenient.values == [1] && lenient.complaintCount == 0 && lenient.warningCount == 1)
    #expect(!page("\(line)\n", .strict).isAccepted)
  }

  @Test("the first twenty complaints are kept and all are counted")
  func many() {
    let page = page(String(repeating: "m{ 1\n", count: 50) + "m 1\n")
    #expect(page.complaintCount == 50 && page.complaints.count == 20)
    #expect(page.complaints.map(\.line) == Array(1...20))
    #expect(page.values == [1])
  }

  @Test("an excerpt is at most sixty bytes and safe to print")
  func excerpt() {
    let line = "m{a=\"\u{1B}]52;c;\u{7}é" + String(repeating: "x", count: 100)
    let excerpt = page(line + "\n").complaints.first?.excerpt ?? ""
    #expect(excerpt.hasPrefix(#"\"\x1b]52;c;\x07\xc3\xa9xxx"#))
    #expect(excerpt.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
    #expect(excerpt.hasSuffix(String(repeating: "x", count: 60 - 12)))
  }

  @Test("a complaint reads as a sentence with its place")
  func words() {
    #expect(
      page("m one\n").complaints.first?.words == #"line 1, column 3: the value is not a number: "one""#)
  }

  @Test("OpenMetrics that ends without # EOF is read, with a warning that it may be cut short")
  func cutShort() {
    let page = openMetricsPage("# TYPE a gauge\na 1\n")
    #expect(page.values == [1] && page.complaintCount == 0)
    #expect(page.warnings.first?.message == "no # EOF: the page may be cut short")
    #expect(openMetricsPage("a 1\n", .strict).complaints.first?.line == 2)
  }

  @Test("lines may end with a carriage return, though not for the strict verdict")
  func carriageReturn() {
    let text = "# TYPE m counter\r\nm{a=\"b\"} 1\r\nm 2\r\n\r\n"
    #expect(page(text).values == [1, 2])
    #expect(page(text).table.families.first?.type == .counter)
    #expect(page(text).warningCount == 0)
    #expect(page(text, .strict).complaintCount == 4)
  }
}
