import MPanel
import Testing

@testable import Scraping

@Suite("Queries for Prometheus")
struct PromQLTextTests {
  @Test("every name of the table is asked for, a histogram by its samples")
  func names() {
    let query = PromQLText.signals(["mpanel"])
    for row in SignalTable.rows {
      for name in row.names {
        #expect(
          query.firstRange(of: row.isHistogram ? "\(name.family)_bucket" : name.family) != nil,
          "\(name.family)")
      }
    }
    #expect(query.hasPrefix(#"{__name__=~"up|scrape_duration_seconds|(mpanel_)?("#))
    #expect(query.hasSuffix(#",job=~"mpanel"}"#))
  }

  @Test("every row of the table says what type its families have")
  func types() {
    for row in SignalTable.rows { #expect(row.type != .untyped, "\(row.signal)") }
  }

  @Test("names of jobs and instances mean themselves, whatever is in them")
  func escaping() {
    let query = PromQLText.signals([#"a.b"c"#], instances: ["x:1", #"y\z"#])
    #expect(query.hasSuffix(#",job=~"a\\.b\"c",instance=~"x:1|y\\\\z"}"#))
    #expect(FormText.encoded(#"a{b="ü"}[1m] +&"#) == "a%7Bb%3D%22%C3%BC%22%7D%5B1m%5D%20%2B%26")
  }

  @Test(
    "a server is an address or a URL, with a path in front or pasted from the browser",
    arguments: [
      ("mon", "Prometheus at http://mon:9090"), ("mon:80", "Prometheus at http://mon:80"),
      ("http://mon:9090/", "Prometheus at http://mon:9090"),
      ("https://mon/prometheus/", "Prometheus at https://mon/prometheus"),
      ("http://mon:9090/graph", "Prometheus at http://mon:9090"),
      ("http://mon:9090/api/v1/query", "Prometheus at http://mon:9090"),
    ])
  func server(word: String, words: String) throws {
    #expect(try PrometheusServer(word: word).words == words)
  }

  @Test(
    "several servers, a name or a password are refused", arguments: ["a:1-3", "x=mon:9090", "http://u:p@mon"])
  func wrong(word: String) {
    #expect(throws: TargetError.self) { try PrometheusServer(word: word) }
  }
}
