import Exposition
import Testing

/// What stays the same from scrape to scrape.
@Suite struct SteadyTests {
  private static let text = """
    # HELP hits Requests
    # TYPE hits counter
    hits{route="/a"} 1
    hits{route="/b"} 20

    # TYPE lag gauge
    lag 0.5
    # the end

    """

  private func parse(_ parser: inout Parser, _ text: String) -> Page {
    parser.parse(Array(text.utf8), contentType: "text/plain; version=0.0.4")
  }

  @Test("the table is the same object while only values change, of whatever length")
  func sameTable() {
    var parser = Parser()
    let first = parse(&parser, Self.text)
    var text = Self.text
    for (old, new) in [
      ("1\n", "123456\n"), (" 20", " 7"), ("0.5", "Nan"), ("Nan", "1.25e-3"), ("123456", "1"),
    ] {
      text = text.replacing(old, with: new)
      let next = parse(&parser, text)
      #expect(next.table === first.table)
      #expect(next.everything == page(text).everything)
    }
    #expect(parse(&parser, text).table === first.table)
    // What was handed out before does not change.
    #expect(first.values == [1, 20, 0.5])
  }

  @Test("the table is the same object while only values change beside lines that gave no row")
  func sameTableBesideOddLines() {
    var parser = Parser()
    let first = parse(&parser, "a 1\na 2\na 3\nb 4\nm{ 1\nc 5\na 6\n")
    #expect(first.values == [1, 4, 5] && first.duplicateCount == 3 && first.complaintCount == 1)
    let text = "a 10\na 2\na 3\nb 40\nm{ 1\nc 50\na 6\n"
    let next = parse(&parser, text)
    #expect(next.table === first.table && next.values == [10, 40, 50])
    #expect(next.everything == page(text).everything)
  }

  @Test("a last line without a line feed may go on in the next scrape")
  func lastLine() {
    let lines = [
      "b 2", "b 25", "b 25\n", "b 25\nc 1", "b 25", "b 2 5", "b 2", "b", "b 2\n", "b 2\n\n", "b 2",
    ]
    var parser = Parser()
    for line in lines {
      #expect(parse(&parser, "a 1\n" + line).everything == page("a 1\n" + line).everything, "\(line)")
    }
  }

  @Test(
    "the table is another where a name, a label, a comment with meaning or the order changes",
    arguments: [
      ("/b", "/c"), ("lag 0.5", "lap 0.5"), ("Requests", "All requests"),
      ("TYPE lag gauge", "TYPE lag counter"),
      ("hits{route=\"/b\"} 20\n", ""), ("lag 0.5\n", "lag 0.5\nlog 1\n"), ("lag 0.5", "lag{a=\"b\"} 0.5"),
      ("hits{route=\"/a\"} 1\nhits{route=\"/b\"} 20\n", "hits{route=\"/b\"} 20\nhits{route=\"/a\"} 1\n"),
    ])
  func otherTable(old: String, new: String) {
    var parser = Parser()
    let first = parse(&parser, Self.text)
    let changed = Self.text.replacing(old, with: new)
    let next = parse(&parser, changed)
    #expect(next.table !== first.table)
    #expect(next.everything == page(changed).everything)
    #expect(parse(&parser, changed).table === next.table)
  }

  @Test(
    "the table is the same where blanks, blank lines, plain comments or bad lines change",
    arguments: [
      ("# the end", "# an end"), ("\n\n", "\n\n\n"), ("lag 0.5", "lag   0.5"), ("# the end\n", "m{ 1\n"),
      ("lag 0.5\n", "lag 0.5\r\n"),
    ])
  func sameSeries(old: String, new: String) {
    var parser = Parser()
    let first = parse(&parser, Self.text)
    let changed = Self.text.replacing(old, with: new)
    let next = parse(&parser, changed)
    #expect(next.table === first.table)
    #expect(next.complaints == page(changed).complaints)
    #expect(next.everything == page(changed).everything)
  }

  @Test("timestamps and exemplars come, change and go with their lines")
  func tails() {
    var parser = Parser()
    let lines = [
      "a_total 1", "a_total 1 5", "a_total 2 6", "a_total 2 6 # {id=\"x\"} 1", "a_total 3 6 # {id=\"y\"} 2 9",
      "a_total 4",
      "a_total 4 # {id=\"z\"} 1", "a_total 5",
    ]
    for line in lines {
      let text = "# TYPE a counter\n\(line)\nb 1\n# EOF\n"
      let type = "application/openmetrics-text"
      var fresh = plainParser()
      #expect(
        parser.parse(Array(text.utf8), contentType: type).everything
          == fresh.parse(Array(text.utf8), contentType: type).everything)
    }
  }

  @Test("complaints and warnings stay true while other lines change")
  func complaints() {
    var parser = Parser()
    for value in 1...5 {
      let text = "a \(value * 7)\nm{ 1\nmy.name \(value % 3)\nb \(value)\nb 1\n"
      #expect(parse(&parser, text).everything == page(text).everything)
    }
  }

  @Test("a page in the other format is read anew")
  func format() {
    var parser = Parser()
    let body = Array("a 1 5\n# EOF\n".utf8)
    #expect(parser.parse(body, contentType: "text/plain; version=0.0.4").timestamp(of: 0) == 5)
    #expect(parser.parse(body, contentType: "application/openmetrics-text").timestamp(of: 0) == 5000)
  }

  @Test("keys find a series again in another table, and can be kept without the page")
  func keys() {
    let (one, other) = (page(Self.text), page("x 1\n" + Self.text))
    var places: [SeriesKey: Int] = [:]
    for place in 0..<one.table.count { places[one.table.key(of: place).detached] = place }
    #expect((0..<other.table.count).map { places[other.table.key(of: $0)] } == [nil, 0, 1, 2])
    // Byte for byte as written.
    let (written, turned) = (page("m{a=\"1\",b=\"2\"} 1\n"), page("m{b=\"2\",a=\"1\"} 1\n"))
    #expect(written.table.key(of: 0) != turned.table.key(of: 0))
  }

  @Test("the strict verdict reads every page in full and hands out the same table all the same")
  func strict() {
    var parser = Parser(verdict: .strict)
    let first = parse(&parser, Self.text)
    #expect(first.isAccepted)
    let next = parse(&parser, Self.text.replacing(" 20", with: " 21"))
    #expect(next.table === first.table && next.values == [1, 21, 0.5])
  }
}
