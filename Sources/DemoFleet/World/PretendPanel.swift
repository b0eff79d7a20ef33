import Glibc

/// The inside of one pretend mPanel: traffic, pool, queues, breakers and business, advanced by a clock from outside.
///
/// The same seed and the same steps give the same pages, byte for byte.
package struct PretendPanel: Sendable {
  package let name: String
  package let build: Build
  let scenario: Scenario
  /// Seconds since the world began.
  package private(set) var now = 0.0
  /// When the scenario begins: before that nothing goes wrong, so that the world can settle.
  let storyStart: Double
  /// What the world's beginning was in seconds since 1970.
  let worldStart: Double
  /// When the process started, seconds since 1970.
  package private(set) var processStart: Double
  package private(set) var breakers = CircuitBreaker.configured
  private(set) var queues = JobQueue.all
  package internal(set) var pool = ConnectionPool(most: 20)
  package private(set) var check: DatabaseCheck
  package internal(set) var books: Books
  private var random: SeededRandom
  private var unfinished: [Unfinished] = []
  private var retries: [(at: Double, service: String, failure: Int)] = []
  private let backoff = Backoff()
  /// Whether it takes no more requests and begins no more jobs.
  package var isStopping = false
  /// Lines for the log that came up since they were last taken.
  package var logLines: [String] = []

  /// A request that is being answered.
  struct Unfinished: Sendable {
    var end: Double
    var route: Int
    var status: Int
    var seconds: Double
  }

  /// - Parameters:
  ///   - upSeconds: how long the process has run when the world begins.
  package init(
    name: String, build: Build, scenario: Scenario, seed: UInt64, worldStart: Double, upSeconds: Double,
    storyStart: Double = 0
  ) {
    self.name = name
    self.build = build
    self.scenario = scenario
    self.storyStart = storyStart
    self.worldStart = worldStart
    random = SeededRandom(
      seed: seed ^ name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    processStart = (worldStart - upSeconds).rounded(.down)
    check = DatabaseCheck(first: 3)
    books = Books(build: build)
  }

  /// Requests a second on average, by name.
  private static let paces = ["alpha": 62.0, "beta": 41, "gamma": 27, "delta": 18, "legacy": 9]

  /// Requests a second that come in on average at this time of the world.
  private var pace: Double {
    let slow: Double = 0.18 * sin(now / 17)
    let quick: Double = 0.08 * sin(now / 5.3)
    return (PretendPanel.paces[name] ?? 20) * (1 + slow + quick)
  }

  /// What is going wrong now.
  private var troubles: [Incident.Kind] {
    guard now >= storyStart else { return [] }
    let place = (now - storyStart).truncatingRemainder(dividingBy: Scenario.period)
    return scenario.incidents.filter { $0.instance == name && $0.start <= place && place < $0.end }.map(
      \.kind)
  }

  /// How many times as long queries take.
  private var databaseSlowness: Double {
    for case .slowDatabase(let factor) in troubles { return factor }
    return 1
  }

  /// The share of its work that the e-mail worker does.
  private var mailPace: Double {
    for case .slowMail(let share) in troubles { return share }
    return 1
  }

  /// How many passwords somebody tries a second.
  private var guesses: Double {
    for case .guessing(let perSecond) in troubles { return perSecond }
    return 0
  }

  private func isFailing(_ service: String) -> Bool {
    troubles.contains { if case .failing(service) = $0 { true } else { false } }
  }

  /// Whether the database answers.
  package var isDatabaseUp: Bool {
    !troubles.contains { if case .databaseDown = $0 { true } else { false } }
  }

  /// Whether a restart is scripted between two moments of the world.
  package func restarts(after earlier: Double, upTo later: Double) -> Bool {
    guard later >= storyStart else { return false }
    return scenario.incidents.contains { incident in
      guard incident.instance == name, case .restart = incident.kind else { return false }
      let periods = (max(earlier - storyStart, 0) / Scenario.period).rounded(.down)
      let first = storyStart + periods * Scenario.period + incident.start
      return (earlier < first && first <= later)
        || (earlier < first + Scenario.period && first + Scenario.period <= later)
    }
  }

  /// A new process: counters at zero, queues as they were (they live in Redis), breakers closed.
  package mutating func restart() {
    processStart = (worldStart + now).rounded(.down)
    books = Books(build: build)
    breakers = CircuitBreaker.configured
    pool = ConnectionPool(most: 20)
    check = DatabaseCheck(first: now + 1)
    unfinished = []
    retries = []
    isStopping = false
  }

  /// Lets time pass without a process being there.
  package mutating func pass(_ seconds: Double) { now += seconds }

  /// Lets time pass: steps of at most a quarter of a second.
  package mutating func advance(by seconds: Double) {
    var rest = max(seconds, 0)
    while rest > 1e-9 {
      let step = min(rest, 0.25)
      rest -= step
      tick(step)
    }
  }

  private mutating func tick(_ step: Double) {
    let from = now
    now += step
    finish()
    pool.settle(at: now)
    if !isStopping { for _ in 0..<random.poisson(pace * step) { begin(at: from + step * random.share()) } }
    guess(step)
    retry()
    work()
    books.passed(step, requests: unfinished.count, random: &random)
    if let warning = check.run(pool, at: now) { logLines.append("warn \(name): \(warning)") }
  }

  // MARK: - Requests

  private mutating func begin(at moment: Double) {
    var pick = random.share() * Route.totalWeight
    var place = 0
    while place < Route.all.count - 1, pick >= Route.all[place].weight {
      pick -= Route.all[place].weight
      place += 1
    }
    let route = Route.all[place]
    var seconds = route.median * exp(route.spread * random.normal())
    var status = random.chance(route.clientErrors) ? clientError(route) : route.method == "POST" ? 201 : 200
    if route.database > 0 {
      var hold = route.database * exp(0.6 * random.normal())
      let slowness = databaseSlowness
      if slowness > 1 { hold *= slowness * (0.6 + 0.8 * random.share()) }
      let wait = pool.use(at: moment, for: min(hold, 20))
      seconds += wait + hold
      // The pool gives up after ten seconds.
      if wait > 10 || !isDatabaseUp { status = 500 }
    } else if random.chance(0.000_4) {
      status = 500
    }
    if let service = route.service, status < 400 {
      if !call(service, at: moment) {
        status = 503
        seconds = min(seconds, 0.02)
      }
    }
    if let queue = route.queue, status < 400, random.chance(queue.share) { add(to: queue.name) }
    unfinished.append(Unfinished(end: moment + seconds, route: place, status: status, seconds: seconds))
  }

  /// Logins that fail one after another; of some the rate limiter hears.
  private mutating func guess(_ step: Double) {
    guard guesses > 0, let login = Route.all.firstIndex(where: { $0.path == "/api/auth/login" }) else {
      return
    }
    for _ in 0..<random.poisson(guesses * step) {
      unfinished.append(Unfinished(end: now + 0.08, route: login, status: 401, seconds: 0.08))
      if random.chance(0.2) { books.limited("/api/auth/login") }
    }
  }

  private func clientError(_ route: Route) -> Int {
    switch route.path {
    case "/api/auth/login", "/api/auth/2fa": 401
    case "/wp-login.php", "/api/customers/:id": 404
    default: 400
    }
  }

  private mutating func finish() {
    for one in unfinished where one.end <= now {
      books.request(Route.all[one.route], status: one.status, seconds: one.seconds, random: &random)
    }
    unfinished.removeAll { $0.end <= now }
  }

  /// Calls a service through its breaker. Whether it answered well.
  private mutating func call(_ service: String, at moment: Double, failure: Int = 0) -> Bool {
    guard let place = breakers.firstIndex(where: { $0.name == service }) else { return true }
    let before = breakers[place].state
    guard breakers[place].admits(at: moment) else { return false }
    let succeeded = !random.chance(isFailing(service) ? 0.97 : 0.002)
    breakers[place].finished(succeeded, at: moment)
    if breakers[place].state != before {
      logLines.append("warn \(name): circuit breaker \(service) \(before) -> \(breakers[place].state)")
    }
    if !succeeded, let wait = backoff.wait(afterFailure: failure + 1) {
      retries.append((moment + wait, service, failure + 1))
    }
    return succeeded
  }

  /// The calls that are tried again after their waiting.
  private mutating func retry() {
    let due = retries.filter { $0.at <= now }
    retries.removeAll { $0.at <= now }
    for one in due { _ = call(one.service, at: one.at, failure: one.failure) }
  }

  // MARK: - Jobs

  private mutating func add(to queue: String) {
    guard let place = queues.firstIndex(where: { $0.name == queue }) else { return }
    queues[place].add()
  }

  private mutating func work() {
    if random.chance(0.002) { add(to: "backup") }
    let mailPace = mailPace
    // A newsletter makes a bulk of e-mails while the mail server is slow.
    if mailPace < 1, random.chance(0.5) { add(to: "email") }
    for place in queues.indices {
      let (done, failed) = queues[place].work(
        until: now, pace: queues[place].name == "email" ? mailPace : 1, isStopping: isStopping,
        random: &random)
      books.jobs(queues[place].name, done: done, failed: failed, random: &random)
    }
  }

  /// Requests being answered, as the gauge says: the scrape that asks is one of them.
  package var inFlight: Int { unfinished.count + 1 }

  /// How long until the last job in work is done, seconds; nil where none is.
  package var runningJobSeconds: Double? {
    queues.compactMap(\.lastFinish).max().map { max($0 - now, 0) }
  }

  /// A request over the wire, mptop's own among them.
  package mutating func served(method: String, path: String, status: Int, seconds: Double) {
    books.served(method: method, path: path, status: status, seconds: seconds)
  }

  /// Takes a connection for a readiness check. Gives how long it has to wait for it, seconds.
  package mutating func waitForConnection() -> Double { pool.use(at: now, for: 0.004) }
}
