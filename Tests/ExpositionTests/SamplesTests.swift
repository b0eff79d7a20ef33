import Exposition
import Testing

@Suite struct SamplesTests {
  @Test("names and labels come with their escapes resolved, and unknown escapes as they are")
  func escapes() {
    let page = page(#"{"a\"b\n",x="\\ \" \n \/ \d","y.z"="é"} 1"# + "\n")
    #expect(page.table.name(of: 0) == "a\"b\n")
    #expect(
      page.table.labels(of: 0) == [
        Label(name: "x", value: "\\ \" \n \\/ \\d"), Label(name: "y.z", value: "é"),
      ])
    #expect(page.table.label("y.z", of: 0) == "é" && page.table.label("y", of: 0) == nil)
  }

  @Test("a label that differs from the one above behind a backslash is read right")
  func escapesBelowEachOther() {
    let values = [
      #"x\n"#, #"x\\"#, #"x\""#, #"x\"y"#, #"x\\\""#, #"x\\n"#, "x", #"x\\\n\\"#, #"\\"#, #"\""#, "",
    ]
    let text = values.map { #"m{a="\#($0)",b="1"} 1"# + "\n" }.joined()
    var plain = plainParser()
    let expected = plain.parse(Array(text.utf8), contentType: "text/plain; version=0.0.4")
    #expect(expected.values.count == values.count)
    #expect(page(text).everything == expected.everything)
    // The quote behind the backslash does not end the value, though what follows looks as if it did.
    let open = page(#"m{a="x\\",b="1"} 1"# + "\n" + #"m{a="x\",b="1"} 2"# + "\n")
    #expect(open.values == [1] && open.complaints.map(\.line) == [2])
  }

  @Test("le may be the first label, a value may be empty, and braces may be empty")
  func labels() {
    let page = page("m{le=\"+Inf\",a=\"\"} 1\nm{} 2\nm {a=\"1\",} 3\n")
    #expect(page.table.labels(of: 0) == [Label(name: "le", value: "+Inf"), Label(name: "a", value: "")])
    #expect(page.table.labels(of: 1) == [])
    #expect(page.table.labels(of: 2) == [Label(name: "a", value: "1")])
    #expect(page.values == [1, 2, 3])
  }

  @Test("control bytes, carriage returns and bytes that are no UTF-8 stay inside a label")
  func bytes() {
    var parser = Parser()
    let page = parser.parse(Array("m{a=\"x\r\u{1B}\0\"} 1\nm{a=\"".utf8) + [0xFF] + Array("\"} 2\n".utf8))
    #expect(page.table.label("a", of: 0) == "x\r\u{1B}\0")
    #expect(page.table.label("a", of: 1) == "\u{FFFD}")
    #expect(page.values == [1, 2])
  }

  @Test("of a series that stands twice the first counts, in whatever order its labels stand")
  func repeated() {
    let text =
      "m{a=\"1\",b=\"2\"} 1\nn 5\nm{b=\"2\",a=\"1\"} 2\nm{a=\"1\",b=\"2\",} 3\nm{a=\"2\",b=\"1\"} 4\nn 6\n"
    let page = page(text)
    #expect(page.values == [1, 5, 4])
    #expect(page.duplicateCount == 3 && page.complaintCount == 0)
    #expect(page.table.name(of: 2) == "m" && page.table.label("a", of: 2) == "2")
  }

  @Test("timestamps are milliseconds in the text format and seconds in OpenMetrics")
  func timestamps() {
    let text = page("a 1 1395066363000\nb 2\nc 3 -5\nd 4 1.5\n")
    #expect((0..<4).map { text.timestamp(of: $0) } == [1_395_066_363_000, nil, -5, 1.5])
    #expect(page("a 1\n").timestamp(of: 0) == nil)
    let open = openMetricsPage("a 1 1395066363.25\n# EOF\n")
    #expect(open.timestamp(of: 0) == 1_395_066_363_250)
  }

  @Test("exemplars are read where there are any")
  func exemplars() {
    let page = openMetricsPage(
      "# TYPE a counter\na_total 1\n# TYPE h histogram\nh_bucket{le=\"1\"} 2 3 # {id=\"x\\\"y\",b=\"z\"} 0.5 4\n# EOF\n"
    )
    #expect(page.exemplars.map(\.series) == [1])
    #expect(page.exemplars.first?.labels == [Label(name: "id", value: "x\"y"), Label(name: "b", value: "z")])
    #expect(page.exemplars.first?.value == 0.5 && page.exemplars.first?.timestamp == 4000)
    #expect(page.timestamp(of: 1) == 3000)
    let text = "h_bucket{le=\"1\"} 2 # {id=\"x\"} 0.5\n"
    #expect(ExpositionTests.page(text).exemplars.count == 1)
    #expect(ExpositionTests.page(text, .strict).complaints.first?.message == "an exemplar in the text format")
  }

  @Test("the format is what the Content-Type says, else what the page shows")
  func formats() {
    func format(_ type: String?, _ body: String) -> Format {
      Format.detect(contentType: type, body: Array(body.utf8))
    }
    #expect(format("Application/OpenMetrics-Text; version=1.0.0", "a 1\n") == .openMetrics)
    #expect(format("text/plain; version=0.0.4", "a 1\n# EOF\n") == .text)
    #expect(format(nil, "a 1\n# EOF\n") == .openMetrics && format("text/plain", "a 1\n# EOF") == .openMetrics)
    #expect(format(nil, "# UNIT a_s s\na_s 1\n") == .openMetrics)
    #expect(format(nil, "a 1\n#EOF\n") == .text && format(nil, "b# EOF") == .text && format(nil, "") == .text)
  }

  @Test("a last line without a line feed counts")
  func lastLine() {
    #expect(page("a 1\nb 2").values == [1, 2])
    #expect(page("a 1\nb{c=\"d\"} 2.5e3").values == [1, 2500])
    #expect(page("# TYPE a gauge").table.families.first?.type == .gauge)
    #expect(page("").values.isEmpty && page("\n\n").values.isEmpty)
  }
}
