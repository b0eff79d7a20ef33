import Exposition
import Testing

@Suite struct FamilyTests {
  @Test("a family without samples is listed: the build knows it and nothing set it")
  func empty() {
    let page = page("# HELP queue_size Jobs\n# TYPE queue_size gauge\n\n# TYPE a counter\na 1\n")
    #expect(page.table.families.map(\.name) == ["queue_size", "a"])
    #expect(page.table.families.map(\.type) == [.gauge, .counter])
    #expect(page.table.families.map(\.help) == ["Jobs", ""])
    #expect(page.table.count == 1 && page.table.family(of: 0) == 1)
  }

  @Test("samples belong to the family of their name, or of their name without a suffix that its type has")
  func suffixes() {
    let page = openMetricsPage(
      """
      # TYPE h histogram
      h_bucket{le="1"} 1
      h_sum 1
      h_count 1
      h_created 1
      h_total 1
      # TYPE s summary
      s{quantile="0.5"} 1
      s_sum 1
      s_bucket 1
      # TYPE c counter
      c_total 1
      c_created 1
      c_sum 1
      # TYPE i info
      i_info 1
      # TYPE g gaugehistogram
      g_bucket{le="1"} 1
      g_gsum 1
      g_gcount 1
      # EOF

      """)
    let families = page.table.families.map(\.name)
    let owners = (0..<page.table.count).map { page.table.family(of: $0).map { families[$0] } ?? "-" }
    #expect(owners == ["h", "h", "h", "h", "-", "s", "s", "-", "c", "c", "-", "i", "g", "g", "g"])
  }

  @Test("a gauge that ends in _total is a family of its own, and a counter needs no _total")
  func totals() {
    let page = page(
      "# TYPE active_total gauge\nactive_total 3\n# TYPE hits counter\nhits 4\n# TYPE active gauge\n")
    #expect(page.table.families.map(\.name) == ["active_total", "hits", "active"])
    #expect(page.table.family(of: 0) == 0 && page.table.family(of: 1) == 1)
    #expect(!MetricType.gauge.counts(sample: "active_total", family: "active_total"))
  }

  @Test("metadata may come behind the samples and apart from them")
  func late() {
    let page = page("a_bucket{le=\"1\"} 1\nb 1\n# TYPE a histogram\n# TYPE b gauge\n")
    #expect(page.table.family(of: 0) == 0 && page.table.family(of: 1) == 1)
    #expect(page.warnings.map(\.message) == ["a TYPE after the family's samples"])
  }

  @Test("of repeated metadata the first counts, with a warning")
  func repeated() {
    let page = page("# HELP m one\n# HELP m two\n# TYPE m gauge\n# TYPE m counter\nm 1\n")
    #expect(page.table.families == [Family(name: "m", type: .gauge, help: "one")])
    #expect(page.warnings.map(\.line) == [2, 4])
  }

  @Test("help, unit and quoted names come with their escapes resolved")
  func escapes() {
    let text = page(#"# HELP "a\"b" one\ntwo\\three\"four\x"# + "\n")
    #expect(text.table.families.first?.name == "a\"b")
    // The text format knows no \" in a HELP.
    #expect(text.table.families.first?.help == "one\ntwo\\three\\\"four\\x")
    let open = openMetricsPage("# HELP a_seconds one\\\"two\n# UNIT a_seconds seconds\n# EOF\n")
    #expect(open.table.families == [Family(name: "a_seconds", help: "one\"two", unit: "seconds")])
  }

  @Test(
    "comments that look like metadata are none",
    arguments: ["#TYPE m counter", "# TYPEm counter", "# HELPFUL", "# TYPES m", "#", "# ", "# HELP", "# EOF"])
  func comments(line: String) {
    let page = page("\(line)\nm 1\n")
    #expect(page.table.families.isEmpty && page.complaintCount == 0 && page.values == [1])
  }

  @Test("lenient takes any case and any blanks of a type; strict takes what the format says")
  func types() {
    for line in ["# TYPE m COUNTER", "#  TYPE\tm   counter ", "# TYPE m counter extra"] {
      #expect(page(line + "\n").table.families.first?.type == .counter, "\(line)")
    }
    #expect(page("#  TYPE   m   counter\n", .strict).isAccepted)
    #expect(!page("# TYPE m COUNTER\n", .strict).isAccepted)
    #expect(!page("# TYPE m unknown\n", .strict).isAccepted)
    #expect(page("# TYPE m stateset\n").table.families.first?.type == .stateset)
  }
}
