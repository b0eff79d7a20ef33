import Exposition
import Testing

/// What a page may cost.
@Suite struct LimitsTests {
  @Test("samples beyond the limit are left out, and said to be")
  func samples() {
    let limits = Limits(samples: 100)
    let page = page((0..<150).map { "m{n=\"\($0)\"} \($0)\n" }.joined(), limits: limits)
    #expect(page.values == (0..<100).map(Double.init))
    #expect(page.leftOutCount == 50 && page.leftOut.samples == 50 && page.complaintCount == 0)
    #expect(page.leftOut.words(limits) == "50 samples beyond the limit of 100")
  }

  @Test("a sample with too many labels, or too long a name or value, is left out alone")
  func sizes() {
    let limits = Limits(labels: 2, nameBytes: 5, valueBytes: 8)
    let text = """
      a{x="1",y="2"} 1
      a{x="1",y="2",z="3"} 2
      a{x="12345678"} 3
      a{x="123456789"} 4
      abcdef 5
      abcde 6
      a{abcdef="1"} 7
      a{x="\\\\\\\\\\\\\\\\\\\\"} 8
      # TYPE abcdef gauge
      # TYPE abcde gauge

      """
    for parser in [Parser(limits: limits), plainParser(limits: limits)] {
      var parser = parser
      let page = parser.parse(Array(text.utf8), contentType: "text/plain; version=0.0.4")
      #expect(page.values == [1, 3, 6])
      #expect(page.leftOut.labels == 1 && page.leftOut.values == 2 && page.leftOut.names == 2)
      #expect(page.table.families.map(\.name) == ["abcde"] && page.leftOut.families == 1)
    }
  }

  @Test("families beyond the limit are left out, and their samples kept")
  func families() {
    let page = page((0..<9).map { "# TYPE f\($0) gauge\nf\($0) 1\n" }.joined(), limits: Limits(families: 3))
    #expect(page.table.families.count == 3 && page.leftOut.families == 6 && page.values.count == 9)
    #expect(page.table.family(of: 2) == 2 && page.table.family(of: 3) == nil)
  }

  @Test("what was left out reads as a sentence")
  func words() {
    var leftOut = LeftOut()
    #expect(leftOut.isEmpty && leftOut.words(Limits()).isEmpty)
    leftOut.samples = 12
    leftOut.labels = 1
    leftOut.families = 2
    #expect(
      leftOut.words(Limits())
        == "12 samples beyond the limit of 200000, 1 sample with more than 64 labels, "
        + "2 families beyond the limit of 20000")
  }

  @Test("mPanel's longest route labels are within the limits")
  func routes() {
    let path = "/" + String(repeating: "x", count: 16_383)
    let page = page("m{route=\"\(path)\",a=\"1\"} 1\nm{route=\"\(path)\",a=\"2\"} 2\n")
    #expect(page.values == [1, 2] && page.table.label("route", of: 1) == path)
  }

  /// Each of these takes minutes if anything about it grows with the square of its length.
  @Test("pages made to be slow are read in passing", arguments: 0..<9)
  func hostile(kind: Int) {
    let many = 50_000
    let text =
      switch kind {
      case 0: "m{" + (0..<many).map { "l\($0)=\"\"," }.joined() + "} 1\n"
      case 1: "m{" + String(repeating: "a=\"1\",", count: many) + "} 1\n"
      case 2: "m{a=\"" + String(repeating: "\\\\", count: many)
      case 3: String(repeating: "m{a=\"\n", count: many)
      case 4: String(repeating: "m 1\n", count: many)
      case 5: "m " + String(repeating: "1", count: many) + "\n"
      case 6: (0..<many).map { "# TYPE n\($0) gauge\n" }.joined()
      case 7: (0..<many / 4).map { "n\($0)_bucket_sum_count{a=\"1\",b=\"\($0)\"} 1\n" }.joined()
      default:
        String(repeating: "{", count: many) + String(repeating: "\"", count: many) + "\n"
          + String(repeating: " ", count: many)
      }
    for verdict in [Verdict.lenient, .strict] {
      var parser = Parser(verdict: verdict)
      let once = parser.parse(Array(text.utf8), contentType: "text/plain; version=0.0.4")
      let again = parser.parse(Array(text.utf8), contentType: "text/plain; version=0.0.4")
      #expect(once.values.count == again.values.count && once.values.count <= Limits().samples)
    }
  }
}
