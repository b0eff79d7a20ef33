import Exposition
import MPanel
import Scraping
import Testing

@Suite struct OutcomeTests {
  private func outcome(
    _ endpoint: Endpoint, _ status: Int, type: String = "application/json", _ body: String,
    headers: [(name: String, value: String)] = [], wait: Double? = nil
  ) -> Report.Outcome {
    var parser = Parser()
    let response = Response(
      status: status, headers: [("Content-Type", type)] + headers, body: Array(body.utf8),
      wireBytes: body.utf8.count)
    return Report.Outcome(response, to: endpoint, wait: wait, parser: &parser)
  }

  private func failure(_ outcome: Report.Outcome) -> ScrapeFailure? {
    guard case .failure(let failure) = outcome else { return nil }
    return failure
  }

  private static let prometheus = "text/plain; version=0.0.4; charset=utf-8"

  @Test("a page of metrics is parsed, bad lines and all")
  func page() {
    guard case .page(let page) = outcome(.metrics, 200, type: Self.prometheus, "# TYPE a gauge\na 1\nb\n")
    else {
      Issue.record("no page")
      return
    }
    #expect(page.values == [1])
    #expect(page.complaintCount == 1)
  }

  @Test("the status is believed before the body")
  func statusFirst() {
    #expect(
      failure(outcome(.metrics, 500, type: Self.prometheus, "Error generating metrics"))
        == .status(500, excerpt: "Error generating metrics"))
    #expect(failure(outcome(.metrics, 401, type: "text/plain", "a 1\n")) == .unauthorised(status: 401))
    #expect(
      failure(outcome(.metrics, 403, type: "text/html", "<title>no</title>")) == .unauthorised(status: 403))
    #expect(
      failure(outcome(.metrics, 429, type: "text/html", "later", wait: 812)) == .limited(waitSeconds: 812))
    #expect(failure(outcome(.health, 429, type: "text/html", "later")) == .limited(waitSeconds: nil))
    #expect(failure(outcome(.metrics, 204, type: "text/plain", "")) == .status(204, excerpt: ""))
    #expect(failure(outcome(.ready, 304, type: "text/plain", "")) == .status(304, excerpt: ""))
  }

  @Test("a redirect names its target, which may hold anything")
  func redirects() {
    let place = "http://login.example.org/\u{1B}[2J"
    #expect(
      failure(outcome(.metrics, 302, type: "", "", headers: [("Location", place)]))
        == .redirected(to: #"http://login.example.org/\u{1B}[2J"#))
    #expect(failure(outcome(.ready, 307, type: "", "")) == .redirected(to: ""))
  }

  @Test("shutting down is told from being not ready, and from other 503s", arguments: Endpoint.allCases)
  func drains(endpoint: Endpoint) {
    let drain = #"{"error":"Server is shutting down","retry_after":30}"#
    #expect(failure(outcome(endpoint, 503, drain)) == .draining(retryAfterSeconds: 30))
    #expect(
      failure(
        outcome(endpoint, 503, type: "text/html", "<html><head><title>503 Backend fetch failed</title>"))
        == .status(503, excerpt: "503 Backend fetch failed"))
  }

  @Test("a 503 from a probe is an answer")
  func notReady() {
    guard
      case .probe(false, "connect ECONNREFUSED") = outcome(
        .ready, 503, #"{"status":"not ready","error":"connect ECONNREFUSED"}"#),
      case .probe(true, nil) = outcome(.ready, 200, #"{"status":"ready"}"#),
      case .health(let health) = outcome(.health, 503, #"{"status":"unhealthy"}"#)
    else {
      Issue.record("not an answer")
      return
    }
    #expect(!health.isGood)
  }

  @Test(
    "a login page, an empty body or JSON is no page of metrics",
    arguments: [
      ("text/html", "<!doctype html><title>Sign in</title>", "Sign in"), (prometheus, "", ""),
      (prometheus, " \n", ""),
      ("text/plain", "\n<html>", "<html>"), ("application/json", #"{"message":"hello"}"#, "hello"),
      (prometheus, #"{"error":"x"}"#, "x"), ("text/plain", "%$&/()\n", "%$&/()"),
    ])
  func notMetrics(type: String, body: String, excerpt: String) {
    #expect(
      failure(outcome(.metrics, 200, type: type, body)) == .notMPanel(contentType: type, excerpt: excerpt))
  }

  @Test(
    "a login page or an empty body is no answer of a probe either",
    arguments: [Endpoint.health, .ready, .live])
  func notProbes(endpoint: Endpoint) {
    #expect(
      failure(outcome(endpoint, 200, type: "text/html", "<html>"))
        == .notMPanel(contentType: "text/html", excerpt: "<html>"))
    #expect(failure(outcome(endpoint, 200, "")) == .notMPanel(contentType: "application/json", excerpt: ""))
  }
}
