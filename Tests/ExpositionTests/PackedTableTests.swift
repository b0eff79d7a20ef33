import Testing

@testable import Exposition

/// A table in little room says what the one with the body says.
@Suite struct PackedTableTests {
  private func packing() -> Parser {
    var parser = Parser()
    parser.keepsPage = false
    return parser
  }

  /// A histogram of so many routes, as mPanel writes it.
  private func text(routes: Int, value: Int = 1) -> String {
    "# HELP http_request_duration_seconds Duration of HTTP requests in seconds\n"
      + "# TYPE http_request_duration_seconds histogram\n"
      + (0..<routes).map { route in
        ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"].map {
          "http_request_duration_seconds_bucket{le=\"\($0)\",method=\"GET\",route=\"/api/things/\(route)/:id\","
            + "status_code=\"200\"} \(value)\n"
        }.joined()
      }.joined()
  }

  @Test("it is the same object for as long as a target lists the same, and another one when it does not")
  func same() {
    var parser = packing()
    let first = parser.parse(Array(text(routes: 3).utf8)).table
    let next = parser.parse(Array(text(routes: 3, value: 7).utf8))
    #expect(next.table === first && next.values.allSatisfy { $0 == 7 })
    #expect(parser.parse(Array(text(routes: 4).utf8)).table !== first)
  }

  @Test("names, labels, keys and places are the same, whichever of two tables is packed", arguments: 1...40)
  func alike(seed: UInt64) {
    var random = SeededRandom(seed &+ 5000)
    let texts = [random.pageText(), random.pageText() + text(routes: Int(seed) % 5)]
    var (listed, packed): ([SeriesTable], [SeriesTable]) = ([], [])
    for text in texts + [random.nextScrape(of: texts[1])] {
      var plain = Parser()
      var packing = packing()
      listed.append(plain.parse(Array(text.utf8)).table)
      packed.append(packing.parse(Array(text.utf8)).table)
    }
    for (listed, packed) in zip(listed, packed) {
      #expect(listed.lists(sameAs: packed) && packed.lists(sameAs: listed))
      for place in 0..<listed.count {
        #expect(listed.name(of: place) == packed.name(of: place))
        #expect(listed.key(of: place) == packed.key(of: place))
        #expect(listed.labels(of: place).map(\.value) == packed.labels(of: place).map(\.value))
        #expect(
          listed.places(ofSample: listed.name(of: place)) == packed.places(ofSample: listed.name(of: place)))
      }
    }
    let expected = listed[2].places(inStepWith: listed[1])
    #expect(packed[2].places(inStepWith: packed[1]) == expected)
    #expect(listed[2].places(inStepWith: packed[1]) == expected)
    #expect(packed[2].places(inStepWith: listed[1]) == expected)
  }

  @Test("the text of a histogram takes less than an eighth of the page")
  func room() {
    let body = Array(text(routes: 30).utf8)
    var parser = packing()
    let table = parser.parse(body).table
    #expect(table.count == 360 && table.heldBytes < body.count / 8, "\(table.heldBytes) of \(body.count)")
  }
}
