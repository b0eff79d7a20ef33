/// From a request to its answer, in the order of mPanel's own middleware.
struct PanelAnswers {
  var panel: PretendPanel
  var limiter = RateLimiter()

  init(panel: PretendPanel) { self.panel = panel }

  /// Seconds since 1970 in the pretend world.
  var unixSeconds: Double { panel.worldStart + panel.now }

  mutating func answer(
    method: String, uri: String, origin: String?, requestID: String, address: String
  ) -> PanelAnswer {
    let path = String(uri.prefix { $0 != "?" })
    if let origin {
      // An origin that is not on the list ends as an error on every path, the metrics too.
      return failed(requestID, origin)
    }
    guard method == "GET" || method == "HEAD" else { return PanelAnswer(status: 404, json: Self.notFound) }
    let isLimited = path == "/api" || path.hasPrefix("/api/")
    var limits: [(String, String)] = []
    if isLimited {
      let answer = limiter.count(address, at: unixSeconds)
      limits = [
        ("X-RateLimit-Limit", String(RateLimiter.limit)), ("X-RateLimit-Remaining", String(answer.remaining)),
        ("X-RateLimit-Reset", String(answer.reset)),
      ]
      if answer.isLimited {
        panel.books.limited(path)
        var tooMany = PanelAnswer(
          status: 429, contentType: "text/html; charset=utf-8",
          body: Array("Too many requests from this IP, please try again later.".utf8))
        tooMany.headers = powered + limits + [("Retry-After", String(answer.retryAfter))]
        return tooMany
      }
    }
    var answer = endpoint(path)
    answer.headers = powered + limits + answer.headers
    return answer
  }

  private static let notFound = #"{"error":"Route not found"}"#

  private var powered: [(String, String)] {
    panel.build == .legacy ? [] : [("X-API-Version", "v1"), ("X-Powered-By", "mPanel")]
  }

  private mutating func endpoint(_ path: String) -> PanelAnswer {
    let isLegacy = panel.build == .legacy
    switch path.lowercased() {
    case panel.build.metricsPath, panel.build.metricsPath + "/":
      var answer = PanelAnswer(
        status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8", body: panel.metricsPage())
      answer.isChunked = !isLegacy
      return answer
    case "/": return PanelAnswer(status: 200, json: Self.root)
    case "/api/health": return PanelAnswer(status: 200, json: isLegacy ? legacyHealth : health)
    case "/api/ready" where !isLegacy: return ready()
    case "/api/live" where !isLegacy:
      return PanelAnswer(
        status: 200, json: #"{"status":"alive","timestamp":"\#(HTTPDate(unixSeconds).iso)"}"#)
    default: return PanelAnswer(status: 404, json: Self.notFound)
    }
  }

  private static let root =
    #"{"name":"MPanel API","version":"v1","description":"A pretend mPanel","documentation":"/api/docs","#
    + #""health":"/api/health","metrics":"/api/metrics"}"#

  private var legacyHealth: String {
    #"{"status":"healthy","timestamp":"\#(HTTPDate(unixSeconds).iso)","version":"v1"}"#
  }

  /// The word is always "healthy": the real one says so with its database down and its breakers open.
  private var health: String {
    let uptime = max(Int(unixSeconds - panel.processStart), 0)
    let resident = Int(panel.residentBytes / 1_048_576)
    let heap = Int(panel.books.heapUsed / 1_048_576)
    let features = [
      "billing", "hosting", "dns", "email", "databases", "sms", "webhooks", "ai", "graphql", "websockets",
      "white-label", "rbac",
    ]
    return
      #"{"status":"healthy","timestamp":"\#(HTTPDate(unixSeconds).iso)","version":"v1","uptime":\#(uptime),"#
      + #""uptimeHuman":"\#(Self.human(uptime))","memory":{"rss":\#(resident),"heapTotal":\#(heap + heap / 4),"#
      + #""heapUsed":\#(heap),"external":2,"unit":"MB"},"cpu":{"user":\#(Int(panel.books.cpuUser * 1000)),"#
      + #""system":\#(Int(panel.books.cpuSystem * 1000)),"unit":"ms"},"system":{"platform":"linux","arch":"x64","#
      + #""nodeVersion":"v\#(PretendPanel.nodeVersion)","hostname":"\#(panel.name)","cpus":4,"totalMemory":8,"#
      + #""freeMemory":3,"unit":"GB"},"features":["\#(features.joined(separator: "\",\""))"]}"#
  }

  /// `3d 4h 2m 1s`, parts that are zero left out, but for the seconds.
  private static func human(_ seconds: Int) -> String {
    let parts = [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m")]
    return (parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" } + ["\(seconds % 60)s"]).joined(separator: " ")
  }

  /// Asks the database: a full pool makes it wait, ten seconds at most.
  private mutating func ready() -> PanelAnswer {
    guard panel.isDatabaseUp else {
      return PanelAnswer(
        status: 503, json: #"{"status":"not ready","error":"connect ECONNREFUSED 127.0.0.1:5432"}"#)
    }
    let wait = panel.waitForConnection()
    guard wait <= 10 else {
      var answer = PanelAnswer(
        status: 503, json: #"{"status":"not ready","error":"timeout exceeded when trying to connect"}"#)
      answer.delay = 10
      return answer
    }
    var answer = PanelAnswer(
      status: 200, json: #"{"status":"ready","timestamp":"\#(HTTPDate(unixSeconds).iso)"}"#)
    answer.delay = wait + 0.004
    return answer
  }

  private func failed(_ requestID: String, _ origin: String) -> PanelAnswer {
    PanelAnswer(
      status: 500,
      json:
        #"{"error":"Error","message":"An error occurred","requestId":"\#(Self.escaped(requestID))","timestamp":"\#(HTTPDate(unixSeconds).iso)"}"#
    )
  }

  /// A text between quotes of JSON.
  private static func escaped(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": plain += "\\\(scalar)"
      case _ where scalar.value < 32: plain += " "
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }
}
