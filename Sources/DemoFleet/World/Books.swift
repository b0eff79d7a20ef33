/// What a process counts from its start: requests, business, messages, security, and what Node says of itself.
package struct Books: Sendable {
  struct RequestKey: Sendable, Hashable {
    var method: String
    var route: String
    var status: Int
  }

  private(set) var requestOrder: [RequestKey] = []
  private(set) var requests: [RequestKey: HistogramData] = [:]
  private(set) var signups = Counts()
  private(set) var revenue = Counts()
  private(set) var invoices = Counts()
  private(set) var emails = Counts()
  private(set) var sms = Counts()
  private(set) var rateLimitHits = Counts()
  private(set) var authFailures = Counts()
  private(set) var webhooks = Counts()
  private(set) var provisioning: [String: HistogramData] = [:]
  private(set) var provisioningOrder: [String] = []
  private(set) var collections: [String: HistogramData] = [:]
  private(set) var collectionOrder: [String] = []
  private(set) var cpuUser = 0.4
  private(set) var cpuSystem = 0.08
  private(set) var heapUsed = 41_000_000.0
  private(set) var lagMost = 0.0
  private(set) var lagCount = 0.0
  private let build: Build

  /// Counts by the values of one or two labels, in the order of their first use.
  struct Counts: Sendable {
    private(set) var order: [[String]] = []
    private var values: [[String]: Double] = [:]

    mutating func add(_ amount: Double = 1, _ labels: String...) {
      if values[labels] == nil { order.append(labels) }
      values[labels, default: 0] += amount
    }

    subscript(labels: [String]) -> Double { values[labels] ?? 0 }
  }

  init(build: Build) { self.build = build }

  mutating func served(method: String, path: String, status: Int, seconds: Double) {
    let key = RequestKey(method: method, route: path, status: status)
    if requests[key] == nil {
      requestOrder.append(key)
      requests[key] = HistogramData(bounds: build.requestBounds)
    }
    // mPanel measures with Date.now(): whole milliseconds.
    requests[key]?.observe((seconds * 1000).rounded(.down) / 1000)
  }

  mutating func request(_ route: Route, status: Int, seconds: Double, random: inout SeededRandom) {
    // From 93d5e7f on the router's mount prefix is lost; the document keeps it.
    var path = route.path
    if build == .stock || build == .patched || build == .legacy, path.hasPrefix("/api/") {
      let parts = path.split(separator: "/").dropFirst(2)
      path = "/" + parts.joined(separator: "/")
    }
    served(method: route.method, path: path, status: status, seconds: seconds)
    // Waiting for the database costs no processor time.
    cpuUser += 0.000_9 + min(seconds, 0.25) * 0.004
    cpuSystem += 0.000_15
    switch (route.path, status) {
    case ("/api/auth/login", 401):
      authFailures.add(1, random.chance(0.8) ? "invalid_credentials" : "expired_token")
    case ("/api/auth/2fa", 401): authFailures.add(1, "missing_token")
    case ("/api/invoices/:id/pay", 201):
      revenue.add(
        (5 + 40 * random.share()).rounded() * 100, random.chance(0.7) ? "USD" : "EUR",
        random.chance(0.6) ? "hosting" : "domain")
      invoices.add(1, "paid")
      webhooks.add(1, "invoice.paid", random.chance(0.98) ? "success" : "failed")
    case ("/api/invoices/:id/pay", _): invoices.add(1, "pending")
    case ("/api/services", 201):
      // Most services are of customers that are there already.
      if random.chance(0.15) { signups.add(1, ["starter", "business", "agency"][Int(random.share() * 3)]) }
      webhooks.add(1, "service.created", random.chance(0.98) ? "success" : "failed")
    case ("/wp-login.php", _) where random.chance(0.1): rateLimitHits.add(1, "/api/auth/login")
    default: break
    }
  }

  mutating func jobs(_ queue: String, done: Int, failed: Int, random: inout SeededRandom) {
    let templates = ["invoice", "welcome", "password_reset"]
    for index in 0..<(done + failed) {
      let word = index < done ? "success" : "failed"
      switch queue {
      case "email": emails.add(1, templates[Int(random.share() * 3)], word)
      case "sms": sms.add(1, random.chance(0.8) ? "2fa" : "alert", word)
      case "provisioning":
        let kind = ["hosting", "domain", "database"][Int(random.share() * 3)]
        if provisioning[kind] == nil {
          provisioningOrder.append(kind)
          provisioning[kind] = HistogramData(bounds: [1, 5, 10, 30, 60, 120, 300])
        }
        provisioning[kind]?.observe(2 + 30 * random.share() * random.share())
      default: break
      }
    }
  }

  /// Time passes: the heap fills and is collected, the event loop runs late now and then.
  mutating func passed(_ seconds: Double, requests count: Int, random: inout SeededRandom) {
    cpuUser += seconds * 0.012
    cpuSystem += seconds * 0.002
    lagMost = max(lagMost, 0.010_2 + 0.004 * random.share() * random.share() + Double(count) * 0.000_04)
    lagCount += seconds * 100
    heapUsed += seconds * (900_000 + 40_000 * Double(count))
    if heapUsed > 78_000_000 {
      heapUsed = 40_000_000 + 6_000_000 * random.share()
      collect("minor", 0.001 + 0.004 * random.share())
      if random.chance(0.15) { collect("major", 0.004 + 0.02 * random.share()) }
      if random.chance(0.1) { collect("incremental", 0.000_6) }
    }
  }

  private mutating func collect(_ kind: String, _ seconds: Double) {
    if collections[kind] == nil {
      collectionOrder.append(kind)
      collections[kind] = HistogramData(bounds: [0.001, 0.01, 0.1, 1, 2, 5])
    }
    collections[kind]?.observe(seconds)
  }

  /// prom-client forgets the event loop's delays with every look of anyone.
  mutating func forgetLag() {
    lagMost = 0
    lagCount = 0
  }

  mutating func limited(_ endpoint: String) { rateLimitHits.add(1, endpoint) }
}
