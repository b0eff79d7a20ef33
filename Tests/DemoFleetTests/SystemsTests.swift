import Testing

@testable import DemoFleet

@Suite("The five systems of a pretend mPanel")
struct SystemsTests {
  // MARK: - Circuit breakers

  @Test("four breakers, with mPanel's own settings")
  func configured() {
    let settings = CircuitBreaker.configured.map { "\($0.name) \($0.failuresToOpen) \(Int($0.openSeconds))" }
    #expect(settings == ["stripe 3 30", "twilio 5 60", "namesilo 3 120", "openai 5 30"])
  }

  @Test("opens at its number of failures, refuses, lets one probe through, and closes on its success")
  func opensAndCloses() {
    for template in CircuitBreaker.configured {
      var breaker = template
      for failure in 1...breaker.failuresToOpen {
        #expect(breaker.state == .closed, "\(breaker.name) after \(failure - 1) failures")
        let goesThrough = breaker.admits(at: Double(failure))
        #expect(goesThrough)
        breaker.finished(false, at: Double(failure))
      }
      let opened = Double(breaker.failuresToOpen)
      #expect(breaker.state == .open && breaker.trips == 1)
      let early = breaker.admits(at: opened + breaker.openSeconds - 0.1)
      #expect(!early)
      let probes = breaker.admits(at: opened + breaker.openSeconds)
      #expect(probes)
      #expect(breaker.state == .halfOpen)
      breaker.finished(true, at: opened + breaker.openSeconds)
      #expect(breaker.state == .closed)
    }
  }

  @Test("a probe that fails opens it again, for as long as the first time")
  func probeFails() {
    var breaker = CircuitBreaker.configured[0]
    for second in 1...3 { breaker.finished(false, at: Double(second)) }
    let probesFirst = breaker.admits(at: 33)
    #expect(probesFirst)
    breaker.finished(false, at: 33)
    #expect(breaker.state == .open && breaker.trips == 2)
    let earlyAgain = breaker.admits(at: 62.9)
    #expect(!earlyAgain)
    let probesAgain = breaker.admits(at: 63)
    #expect(probesAgain)
  }

  @Test("failures long ago do not count")
  func window() {
    var breaker = CircuitBreaker.configured[0]
    for second in [0.0, 61, 122, 183] { breaker.finished(false, at: second) }
    #expect(breaker.state == .closed)
  }

  @Test("backs off 1, 2, 4, 8 s, then gives up")
  func backoff() {
    let backoff = Backoff()
    #expect((1...5).map { backoff.wait(afterFailure: $0) } == [1, 2, 4, 8, nil])
    #expect(Backoff(attempts: 10).wait(afterFailure: 9) == 30)
  }

  // MARK: - Database

  @Test("a pool of two: the third client waits for the first that is done")
  func pool() {
    var pool = ConnectionPool(most: 2)
    let waits = [(0.0, 5.0), (0, 3), (1, 1)].map { pool.use(at: $0.0, for: $0.1) }
    #expect(waits == [0, 0, 2])
    #expect(pool.active == 2 && pool.waiting == 1 && pool.idle == 0)
    pool.settle(at: 3.5)
    #expect(pool.waiting == 0)
    pool.settle(at: 10)
    #expect(pool.active == 0 && pool.idle == 2)
  }

  @Test("the database is looked at every 30 s; in between the figures stand still; 80 % is a warning")
  func check() {
    var check = DatabaseCheck(first: 3)
    var pool = ConnectionPool(most: 10)
    for _ in 0..<7 { _ = pool.use(at: 0, for: 100) }
    let before = check.run(pool, at: 2)
    #expect(before == nil)
    #expect(check.stats.active == 0)
    let calm = check.run(pool, at: 3)
    #expect(calm == nil)
    #expect(check.stats == DatabaseCheck.Stats(total: 10, idle: 3, active: 7, waiting: 0))
    _ = pool.use(at: 4, for: 100)
    let between = check.run(pool, at: 32)
    #expect(between == nil)
    #expect(check.stats.active == 7)
    let warning = check.run(pool, at: 33)
    #expect(warning == "database pool at 8 of 10 connections, 0 waiting")
    #expect(check.stats.active == 8)
  }

  // MARK: - Rate limiter and request IDs

  @Test("100 requests in 15 minutes from one address, then 429 until the window ends")
  func limiter() {
    var limiter = RateLimiter()
    for request in 1...100 {
      let answer = limiter.count("1.2.3.4", at: 1000.5)
      #expect(answer.remaining == 100 - request && !answer.isLimited)
      #expect(answer.reset == 1901)
    }
    let tooMany = limiter.count("1.2.3.4", at: 1500)
    #expect(tooMany.isLimited && tooMany.remaining == 0 && tooMany.retryAfter == 401)
    let neighbour = limiter.count("5.6.7.8", at: 1500)
    #expect(!neighbour.isLimited)
    let afterwards = limiter.count("1.2.3.4", at: 1900.5)
    #expect(afterwards.remaining == 99)
  }

  @Test("a request's ID is taken letter for letter; without one it is a UUID of version 4")
  func requestID() {
    #expect(RequestID.of("abc <b>") == "abc <b>")
    for header in [nil, ""] as [String?] {
      let parts = RequestID.of(header).split(separator: "-").map(String.init)
      #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
      #expect(parts[2].hasPrefix("4"))
      #expect("89ab".contains(parts[3].prefix(1)))
    }
    #expect(RequestID.of(nil) != RequestID.of(nil))
  }

  // MARK: - Numbers

  @Test(
    "numbers are printed as JavaScript prints them",
    arguments: [
      (0.1 + 0.2, "0.30000000000000004"), (1e21, "1e+21"), (1e20, "100000000000000000000"),
      (1e-6, "0.000001"),
      (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (123.456, "123.456"), (-0.0, "0"), (5, "5"), (.nan, "Nan"),
      (.infinity, "+Inf"), (-.infinity, "-Inf"), (1e15, "1000000000000000"),
      (1.7976931348623157e308, "1.7976931348623157e+308"),
    ])
  func numbers(value: Double, text: String) {
    #expect(JavaScriptNumber.text(value) == text)
  }
}
