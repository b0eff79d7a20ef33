import MPanel
import SharedCases
import Telemetry
import Testing

@Suite("Business, messages and security")
struct BusinessTests {
  private func page(_ lines: String...) -> String {
    "# TYPE http_requests_total counter\nhttp_requests_total 1\n" + lines.joined(separator: "\n") + "\n"
  }

  private func signups(_ count: Int, plan: String = "plan") -> String {
    page("# TYPE user_signups_total counter", "user_signups_total{\(plan)=\"starter\"} \(count)")
  }

  @Test("a rare counter is counted: in the window, since mptop watches, and since the process began")
  func counts() throws {
    var recording = Recording()
    for (second, count) in [(0, 40), (30, 41), (60, 41), (90, 43), (120, 43)] {
      recording.take(signups(count), at: Double(second))
    }
    let at = Recording.moment(121)
    let tally = try #require(try recording.watch.business(at: at, window: .seconds(60)).signups.get().first)
    #expect(tally.name == "starter" && tally.total == 43 && tally.watched == 3 && tally.inWindow == 2)
    // As of the newest scrape.
    #expect(tally.lastAgo == .seconds(30))
  }

  @Test(
    "a pace is said once a minute was seen, an hour once there was one: nothing is made bigger than it was")
  func pace() throws {
    var recording = Recording()
    func tally(at second: Double) throws -> Tally {
      try #require(
        try recording.watch.business(at: Recording.moment(second), window: .seconds(60)).signups.get().first)
    }
    for second in stride(from: 0, through: 40, by: 10) {
      recording.take(signups(second / 10), at: Double(second))
    }
    let early = try tally(at: 40)
    #expect(early.watched == 4 && early.perMinute == nil && early.inHour == nil)
    for second in stride(from: 50, through: 7200, by: 10) {
      recording.take(signups(second / 10), at: Double(second))
      if second == 120 {
        let soon = try tally(at: 120)
        #expect(soon.perMinute == 6 && soon.inHour == nil)
      }
    }
    let late = try tally(at: 7200)
    // Minutes of the far past are kept as one: the hour is known to the minute.
    let inHour = try #require(late.inHour)
    #expect(late.watched == 720 && late.perMinute == 6 && (360...366).contains(inHour))
  }

  @Test("what was seen is since mptop began, however few steps charts keep")
  func seenSince() {
    var recording = Recording()
    for second in stride(from: 0, through: 8000, by: 2) { recording.take(signups(1), at: Double(second)) }
    let watch = recording.watch
    #expect(watch.trail.steps.count < 4001)
    #expect(watch.business(at: Recording.moment(8000), window: .seconds(60)).watchedFor == .seconds(8000))
  }

  @Test("the document's label names mean the same")
  func documentedLabels() throws {
    var recording = Recording()
    recording.take(signups(4, plan: "plan_type"), at: 0)
    let business = recording.watch.business(at: Recording.moment(0), window: .seconds(60))
    #expect(try business.signups.get().first?.name == "starter")
  }

  @Test("a label that comes up while watching has been counted from zero, and a restart loses nothing")
  func fromZeroAndRestarts() throws {
    func page(_ start: Int, _ counts: [String: Int]) -> String {
      self.page(
        "# TYPE process_start_time_seconds gauge", "process_start_time_seconds \(start)",
        "# TYPE auth_failures_total counter",
        counts.sorted { $0.key < $1.key }.map { "auth_failures_total{reason=\"\($0.key)\"} \($0.value)" }
          .joined(separator: "\n"))
    }
    var recording = Recording()
    recording.take(page(1000, ["expired_token": 5]), at: 0)
    recording.take(page(1000, ["expired_token": 6, "missing_token": 2]), at: 2)
    recording.take(page(2000, ["expired_token": 3]), at: 10)
    let found = try recording.watch.security(at: Recording.moment(10), window: .seconds(60)).authFailures
      .get()
    #expect(found.map(\.name) == ["expired_token", "missing_token"])
    #expect(found.map(\.watched) == [4, 2])
    // This process has not counted any missing token yet: that is not a zero.
    #expect(found.map(\.total) == [3, nil])
  }

  @Test("quiet for longer than usual: five times the median gap, once five rises were seen")
  func quiet() throws {
    var recording = Recording()
    var count = 0
    // A signup every 20 s until 100 s, then none.
    for second in stride(from: 0, through: 100, by: 2) {
      if second % 20 == 0, second > 0 { count += 1 }
      recording.take(signups(count), at: Double(second))
    }
    for second in stride(from: 102, through: 230, by: 2) {
      recording.take(signups(count), at: Double(second))
    }
    func quiet(at second: Double) throws -> Duration? {
      try recording.watch.business(at: Recording.moment(second), window: .seconds(60)).signups.get().first?
        .unusualQuiet
    }
    #expect(try quiet(at: 200) == nil)
    #expect(try quiet(at: 202) == .seconds(20))
  }

  @Test("while a scrape failed nothing was seen, and quiet is not known")
  func quietUnseen() throws {
    var recording = Recording()
    for second in stride(from: 0, through: 100, by: 10) {
      recording.take(signups(second), at: Double(second))
    }
    recording.take(.failure(.refused), of: .metrics, at: 110)
    recording.take(signups(100), at: 400)
    let business = recording.watch.business(at: Recording.moment(400), window: .seconds(60))
    #expect(try business.signups.get().first?.unusualQuiet == nil)
  }

  @Test("a burst is a minute with ten at least and four times the usual")
  func burst() throws {
    func failures(_ count: Int) -> String {
      page(
        "# TYPE auth_failures_total counter", "auth_failures_total{reason=\"invalid_credentials\"} \(count)")
    }
    var recording = Recording()
    var count = 0
    for second in stride(from: 0, through: 360, by: 10) {
      // Two a minute; twenty in the minute that ends at 300 s.
      if second % 30 == 0 { count += 1 }
      if second > 240, second <= 300 { count += 3 }
      recording.take(failures(count), at: Double(second))
    }
    func burst(at second: Double) throws -> CounterPast.Burst? {
      try recording.watch.security(at: Recording.moment(second), window: .seconds(60)).authFailures.get()
        .first?.burst
    }
    #expect(try burst(at: 240) == nil)
    let now = try #require(try burst(at: 300))
    #expect(now.count == 20 && now.usual == 2 && now.ago == .zero)
    #expect(try burst(at: 360)?.ago == .seconds(60))
  }

  @Test("what is sent has a share that arrived, whatever the words for it")
  func deliveries() throws {
    func mails(_ sent: Int, _ failed: Int) -> String {
      page(
        "# TYPE emails_sent_total counter", "emails_sent_total{template=\"welcome\",status=\"sent\"} \(sent)",
        "emails_sent_total{template=\"welcome\",status=\"failed\"} \(failed)")
    }
    var recording = Recording()
    recording.take(mails(100, 0), at: 0)
    func delivery(at second: Double) throws -> Delivery {
      try #require(
        try recording.watch.business(at: Recording.moment(second), window: .seconds(60)).emails.get().first)
    }
    // Nothing was seen yet: what the process says of all its life, and that it is that.
    #expect(try delivery(at: 0).success?.share == 1)
    #expect(try delivery(at: 0).success?.isWatched == false)
    recording.take(mails(103, 1), at: 2)
    let delivery = try delivery(at: 2)
    #expect(delivery.success?.share == 0.75 && delivery.success?.isWatched == true)
    #expect(delivery.watched == 4 && delivery.failedWatched == 1)
  }

  @Test("a stock build declares the families and sets none; a build without them exports nothing")
  func absent() throws {
    var recording = Recording()
    recording.take(page("# TYPE mpanel_user_signups_total counter"), at: 0)
    let business = recording.watch.business(at: Recording.moment(0), window: .seconds(60))
    #expect(business.signups.absence == .noSeries(family: "mpanel_user_signups_total"))
    #expect(business.revenue.absence == .notExported("this build exports no revenue"))
  }

  @Test("the recorded business page, with all its odd numbers", .enabled(if: SharedFolder.isPresent))
  func recorded() throws {
    var recording = Recording()
    try recording.take(recorded: "c/business/metrics_business", at: 0)
    let at = Recording.moment(0)
    let business = recording.watch.business(at: at, window: .seconds(60))
    let security = recording.watch.security(at: at, window: .seconds(60))
    #expect(try business.signups.get().map(\.total) == [14, 3, 1])
    #expect(try business.revenue.get().map(\.name) == ["USD hosting", "EUR domain", "USD ssl"])
    #expect(try business.revenue.get().map(\.total) == [1_499_900, 2398.5, 1e21])
    #expect(try business.invoices.get().count == 4)
    #expect(try business.provisioning.get().map(\.tally.total) == [10, 1])
    #expect(try business.emails.get().map(\.total) == [31, 120])
    #expect(try business.sms.get().first?.failedTotal == 9)
    #expect(try security.rateLimitHits.get().first?.total == 27)
    #expect(try security.authFailures.get().count == 3)
    #expect(try security.webhooks.get().first?.success?.share == 118.0 / 120)
  }

  @Test(
    "the documented dialect, text and OpenMetrics, is counted over the recorded scrapes",
    .enabled(if: SharedFolder.isPresent), arguments: ["scrape", "openmetrics"])
  func documented(kind: String) throws {
    var recording = Recording()
    for place in 0..<8 { try recording.take(recorded: "documented/\(kind)_0\(place)", at: Double(place * 2)) }
    let business = recording.watch.business(at: Recording.moment(14), window: .seconds(60))
    let signups = try #require(try business.signups.get().first)
    #expect(signups.name == "starter" && signups.watched > 0 && signups.watched <= signups.total ?? 0)
    #expect(try business.invoices.get().first?.name == "paid")
    #expect(try business.emails.get().first?.success?.share == 1)
    #expect(try business.provisioning.get().first?.percentiles.count == 3)
    let security = recording.watch.security(at: Recording.moment(14), window: .seconds(60))
    #expect(try security.webhooks.get().first?.name == "invoice.paid")
    #expect(try security.authFailures.get().first?.name == "invalid_token")
  }
}
