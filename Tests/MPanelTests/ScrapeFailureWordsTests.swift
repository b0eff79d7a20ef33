import MPanel
import Testing

@Suite struct ScrapeFailureWordsTests {
  @Test(
    "every failure has a short sentence of its own",
    arguments: [
      (ScrapeFailure.refused, "connection refused"),
      (.timedOut(after: .seconds(2)), "no answer within 2 s"),
      (.timedOut(after: .seconds(2), partly: true), "only a part of the answer within 2 s"),
      (.timedOut(after: .milliseconds(500)), "no answer within 0.5 s"),
      (.nameNotFound(host: "web-9"), "no address for web-9"),
      (.draining(retryAfterSeconds: 30), "shutting down, back in 30 s or so"),
      (.limited(waitSeconds: 812), "429: asked to wait 13 m 32 s"),
      (.limited(waitSeconds: 7200), "429: asked to wait 2 h"),
      (.limited(waitSeconds: nil), "429: too many requests"),
      (.limited(waitSeconds: .infinity), "429: asked to wait for ever"),
      (.unauthorised(status: 401), "401: asks for a login"),
      (.status(500, excerpt: "boom"), "HTTP status 500: boom"),
      (.notHTTP(excerpt: "SSH-2.0-x"), "not an HTTP server: SSH-2.0-x"),
      (.tooLarge(limitBytes: 16 << 20), "more than 16 MiB, given up"),
      (
        .notMPanel(contentType: "text/html", excerpt: "<title>"),
        "a web page, not what mPanel gives here: <title>"
      ),
      (.notMPanel(contentType: nil, excerpt: ""), "an empty answer"),
    ] as [(ScrapeFailure, String)])
  func words(failure: ScrapeFailure, words: String) {
    #expect(failure.words == words)
  }

  @Test("an excerpt shows control bytes written out and is never longer than sixty bytes")
  func excerpts() {
    #expect(CleanText.excerpt(Array("\r\n SSH-2.0\u{1B}[2J\r\n".utf8)) == "SSH-2.0\\u{1B}[2J")
    #expect(CleanText.excerpt([UInt8](repeating: 0xFF, count: 500)).utf8.count <= 60)
    #expect(CleanText.excerpt([UInt8](repeating: 65, count: 57)).utf8.count == 57)
    #expect(CleanText.excerpt([UInt8](repeating: 65, count: 58)).hasSuffix("…"))
    #expect(CleanText.excerpt([]).isEmpty)
  }

  @Test("what a program prints keeps its lines, and JSON its meaning")
  func pages() {
    let hostile = "a\tb\u{1B}[2J\r\n\u{9B}é日\u{202E}\n"
    #expect(CleanText.lines(hostile) == "a\tb\\u{1B}[2J\\r\n\\u{9B}é日\\u{202E}\n")
    #expect(
      CleanText.json("{\"é\":\"\u{9B}\u{E0001}\u{202E}\"}\n") == #"{"é":"\u009B\uDB40\uDC01\u202E"}"# + "\n")
  }
}
