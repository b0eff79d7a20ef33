import Drawing
import Telemetry
import Testing

@testable import Dashboard
@testable import MPanel

@Suite("Events")
struct EventsTests {
  /// Trouble from 40 s to 80 s: stripe opens, the pool fills, the queue grows.
  private func play(_ size: Size = Size(columns: 120, rows: 40)) -> Play {
    var play = Play(["alpha", "beta"], size: size)
    play.run(MadeUpPanel(troubleFrom: 40), as: 0, until: 70)
    play.run(MadeUpPanel(), as: 1, until: 48)
    for second in stride(from: 50, through: 70, by: 2) {
      play.report(.failure(.refused), of: .metrics, from: 1, at: Double(second))
    }
    return play
  }

  private func kinds(_ play: Play) -> [String] {
    play.state.events.all.map { "\($0.kind.rawValue) \($0.instance) \($0.what)" }
  }

  @Test("what changed is listed once, in its order; that an instance is up at first is no news")
  func derived() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 40), until: 70)
    #expect(
      kinds(play).prefix(5) == [
        "state alpha UP → DEGRADED", "breaker alpha stripe CLOSED → OPEN", "alert alpha stripe OPEN",
        "alert alpha 4 waiting for the pool", "alert alpha pool 95 %",
      ])
    #expect(play.state.events.all.first?.at == Play.moment(40))
    #expect(play.state.events.all.filter { $0.kind == .state }.count == 1)
  }

  @Test("the same reports give the same events")
  func replayed() { #expect(play().state.events.all == play().state.events.all) }

  @Test("a state lasts until the next, an alert until it ends, and both tell for how long")
  func lasting() throws {
    var play = play()
    let down = try #require(play.state.events.all.last { $0.kind == .state && $0.instance == "beta" })
    #expect(down.what == "UP → DOWN")
    #expect(down.reason == "connection refused")
    #expect(down.length(at: Play.moment(70)) == .seconds(20))
    play.page(MadeUpPanel().page(second: 72), from: 1, at: 72)
    #expect(play.state.events.occurrence(down.id)?.ended == Play.moment(72))
    let alert = try #require(play.state.events.all.first { $0.alert?.key.rule == "down" })
    #expect(alert.ended == Play.moment(72))
    #expect(kinds(play).last == "state beta DOWN → UP")
  }

  @Test("a change for the good tells how long the trouble lasted, and counts no further")
  func over() throws {
    var play = Play(["alpha"])
    let closed = #"{service="stripe"} 0"#
    play.run(MadeUpPanel(), until: 20)
    for second in stride(from: 22, through: 40, by: 2) {
      let page = MadeUpPanel().page(second: second)
      play.page(
        second < 32 ? page.replacing(closed, with: #"{service="stripe"} 1"#) : page, at: Double(second))
    }
    let flips = play.state.events.all.filter { $0.kind == .breaker }
    #expect(flips.map(\.what) == ["stripe CLOSED → OPEN", "stripe OPEN → CLOSED"])
    let states = play.state.events.all.filter { $0.kind == .state }
    #expect(states.map(\.what) == ["UP → DEGRADED", "DEGRADED → UP"])
    for event in flips + states {
      #expect(!event.isRunning, "\(event.what)")
      #expect(event.length(at: Play.moment(40)) == .seconds(10), "\(event.what)")
      #expect(event.length(at: Play.moment(400)) == .seconds(10), "\(event.what)")
      #expect(event.requestID == "id")
    }
  }

  @Test("of what was so when it was first seen nobody knows for how long; what takes no time has no length")
  func unknownLength() throws {
    var play = Play(["alpha"])
    play.page(
      MadeUpPanel().page(second: 0).replacing(#"{service="stripe"} 0"#, with: #"{service="stripe"} 1"#), at: 0
    )
    play.page(MadeUpPanel().page(second: 2), at: 2)
    let flip = try #require(play.state.events.all.first { $0.kind == .breaker })
    #expect(flip.what == "stripe OPEN → CLOSED" && flip.length(at: Play.moment(60)) == nil)
    play.press(.character("m"), at: 3)
    let mark = try #require(play.state.events.all.last)
    #expect(mark.kind == .mark && mark.length(at: Play.moment(60)) == nil && mark.requestID == nil)
  }

  @Test("an alert lasts from when its figure was past the line, not from when that had lasted long enough")
  func heldFirst() throws {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 20), until: 60)
    let pool = try #require(play.state.events.all.first { $0.alert?.key.rule == "pool" })
    #expect(pool.began == Play.moment(20) && pool.at == Play.moment(30))
    #expect(pool.length(at: Play.moment(60)) == .seconds(40))
    // Back in time, what it came to later is not known.
    #expect(pool.seen(at: Play.moment(40)).alert == nil)
  }

  @Test(
    "looking back, an alert and its page have the figures of that moment, the severity of then, and no later worst"
  )
  func figuresOfThen() throws {
    var play = Play(["alpha"])
    func pool(_ active: Int, at second: Int) {
      play.page(
        MadeUpPanel(troubleFrom: 20).page(second: second)
          .replacing("db_pool_size_active 19", with: "db_pool_size_active \(active)")
          .replacing("db_pool_size_idle 1", with: "db_pool_size_idle \(20 - active)"), at: Double(second))
    }
    for second in stride(from: 0, through: 60, by: 2) { pool(17, at: second) }
    for second in stride(from: 62, through: 120, by: 2) { pool(20, at: second) }
    let alert = try #require(play.state.events.all.first { $0.alert?.key.rule == "pool" })
    #expect(alert.severity == .critical)
    play.press(.character("7"), at: 121)
    play.state.list.open(EventsView.row(of: alert.id))
    func facts() -> [String] {
      play.screen.plainText.split(separator: "\n").map { $0.filter { !" │".contains($0) } }
    }
    #expect(facts().contains("now100%") && facts().contains("atworst100%"), "\(play)")
    play.state.show(moment: Play.moment(50))
    #expect(facts().contains("then85%") && facts().contains("atworst85%untilthen"), "\(play)")
    #expect(play.state.seen(alert).severity == .warning)
    // Held at now, it stays what it was though more comes.
    play.press(.character("0"), .character(" "), at: 121)
    pool(19, at: 122)
    #expect(facts().contains("then100%"), "\(play)")
    // Before it happened there is nothing to tell.
    play.state.show(moment: Play.moment(10))
    #expect(play.shows("this had not happened yet at 15:23:30"))
  }

  @Test("alerts of rates end where several processes answer in turn: of those there are no rates")
  func severalProcesses() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 20), until: 60)
    func isOn(_ rule: String) -> Bool {
      play.state.events.loudAlerts.contains { $0.alert?.key.rule == rule }
    }
    #expect(isOn("latency-p99"))
    for second in stride(from: 62, through: 120, by: 2) {
      let panel = second % 4 == 0 ? MadeUpPanel(troubleFrom: 20) : MadeUpPanel()
      play.page(panel.page(second: second), at: Double(second))
    }
    #expect(isOn("several-processes") && !isOn("latency-p99") && !isOn("latency-p95") && !isOn("errors"))
  }

  @Test("errors that begin or end are a reason to ask whether the database is there")
  func readiness() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 20)
    var asked: [Double] = []
    var failed = 0
    for second in stride(from: 22, through: 140, by: 2) {
      if second < 60 { failed += 40 }
      play.page(
        MadeUpPanel().page(second: second)
          .replacing(#"status="500"} 0"#, with: #"status="500"} \#(failed)"#), at: Double(second))
      if play.effects.contains(.askReadiness(target: 0)) { asked.append(Double(second)) }
    }
    #expect(asked.count >= 2, "\(asked)")
    #expect(asked.first.map { $0 < 60 } == true && asked.last.map { $0 > 60 } == true, "\(asked)")
  }

  @Test("DOWN becomes an alert with time alone, and a failed scrape ends no alert of the figures")
  func ticks() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 10), until: 40)
    let before = play.state.events.loudAlerts.count
    play.report(.failure(.refused), of: .metrics, at: 42)
    #expect(play.state.events.loudAlerts.count == before)
    for second in 43...46 { play.apply(.tick, at: Double(second)) }
    #expect(play.state.events.loudAlerts.count == before)
    play.apply(.tick, at: 47)
    #expect(play.state.events.loudAlerts.count == before + 1)
  }

  @Test("alerts are watched while the screen is held, which shows what was known then")
  func held() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 20)
    play.press(.character(" "), .character("7"), at: 20)
    for second in stride(from: 22, through: 40, by: 2) {
      play.page(MadeUpPanel(troubleFrom: 22).page(second: second), at: Double(second))
    }
    #expect(!play.state.events.loudAlerts.isEmpty)
    // The first line alone tells that something has begun since.
    #expect(
      play.screen.plainText.split(separator: "\n").allSatisfy {
        $0.firstRange(of: "stripe") == nil || $0.firstRange(of: "now ✖ stripe OPEN") != nil
      })
    play.press(.character(" "), at: 40)
    #expect(play.shows("stripe CLOSED → OPEN"))
  }

  @Test("a mark is listed, a target that comes or goes is too, and what ran of it is over")
  func marksAndTargets() {
    var play = play()
    play.press(.character("m"), at: 71)
    #expect(play.state.events.all.last?.what == "mark 1")
    #expect(play.shows("mark 1 at"))
    play.apply(
      .targets([play.state.watches[0].target, Target(id: 7, name: "new", address: "127.0.0.1:9")]), at: 72)
    #expect(kinds(play).suffix(2) == ["target beta removed", "target new added"])
    #expect(!play.state.events.all.contains { $0.instance == "beta" && $0.isRunning })
  }

  @Test("a lists the alerts alone, A quiets one, and a key of a view goes back to all")
  func acknowledging() {
    var play = play()
    play.press(.character("a"), at: 71)
    #expect(play.shows("Alerts") && play.shows("stripe OPEN") && !play.shows("UP → DOWN"))
    let count = play.state.events.loudAlerts.count
    play.press(.character("A"), at: 71)
    #expect(play.state.events.loudAlerts.count == count - 1)
    #expect(play.shows("on, seen"))
    play.press(.character("7"), at: 71)
    #expect(play.shows("UP → DOWN"))
  }

  @Test("Enter opens an event with its figures then, and its request ID alone on a line; Esc goes back")
  func opened() {
    var play = play()
    play.press(.character("7"), .down, .enter, at: 71)
    #expect(play.shows("figures then") && play.shows("queue email"))
    #expect(
      play.screen.plainText.split(separator: "\n").contains { $0.filter { !" │".contains($0) } == "id" })
    play.press(.escape, at: 71)
    #expect(play.shows("worst") || play.shows("newest first"))
  }

  @Test("the list is bounded, and what is over goes before what runs")
  func bounded() {
    var book = EventBook()
    let target = Target(id: 0, name: "alpha", address: "")
    book.add(.state, "UP → DOWN", severity: .critical, at: Moment(seconds: 0), of: target, lasts: true)
    for number in 1...1500 {
      book.add(.restart, "\(number)", severity: .good, at: Moment(seconds: Double(number)), of: target)
    }
    #expect(book.all.count == EventBook.capacity)
    #expect(book.all.first?.what == "UP → DOWN")
    #expect(book.all.last?.what == "1500")
    #expect(book.occurrence(1500)?.what == "1499")
  }

  @Test(
    "the bell rings once an alert and not more often than every ten seconds; the command gets the environment"
  )
  func effects() {
    var play = Play(["alpha"])
    play.state.preferences.alerts.bell = .critical
    play.state.preferences.alerts.command = ["notify", "now"]
    var notices: [AlertNotice] = []
    for second in stride(from: 0, through: 60, by: 2) {
      play.page(MadeUpPanel(troubleFrom: 20).page(second: second), at: Double(second))
      notices += play.effects.compactMap { if case .alert(let notice) = $0 { notice } else { nil } }
    }
    #expect(notices.first?.environment["MPTOP_ALERT"] == "breaker")
    #expect(notices.first?.environment["MPTOP_SUBJECT"] == "stripe")
    #expect(notices.first?.environment["MPTOP_STATE"] == "raised")
    #expect(notices.first?.environment["MPTOP_INSTANCE"] == "alpha")
    #expect(notices.allSatisfy { $0.command == ["notify", "now"] })
    // stripe at 20 s and the pool at 30 s; the waiting clients came with the first.
    // The latency was a warning, and rings when it is critical.
    let rings = notices.filter(\.rings).compactMap { $0.environment["MPTOP_WORDS"] }
    #expect(rings == ["stripe OPEN", "pool 95 %", "p95 6.2 s"])
    #expect(
      Set(notices.compactMap { $0.environment["MPTOP_ALERT"] }).isSuperset(of: ["pool", "pool-waiting"]))
  }

  @Test("however many alerts there are, a minute sees no more than twenty commands")
  func rateLimit() {
    var delivery = AlertDelivery()
    var settings = AlertSettings()
    settings.command = ["notify"]
    let alert = Alert(
      key: Alert.Key(rule: "pool", subject: ""), severity: .warning, words: "pool 85 %", unit: .share,
      value: 0.85,
      peak: 0.85, began: Moment(seconds: 0))
    let target = Target(id: 0, name: "alpha", address: "")
    var started = 0
    for second in 0..<59 {
      let change = EventBook.AlertChange(alert: alert, turn: second.isMultiple(of: 2) ? .ended : .raised)
      started +=
        delivery.effects(
          of: change, target: target, requestID: nil, settings, at: Moment(seconds: Double(second))
        ).count
    }
    #expect(started == AlertDelivery.mostCommands)
  }

  @Test(
    "the events and the alerts, at three sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
  func goldens(size: Size) throws {
    var play = play(size)
    play.press(.character("m"), .character("7"), at: 71)
    play.apply(.tick, at: 80)
    try Golden.check(play.screen, "events-\(size.columns)x\(size.rows)")
    play.press(.character("a"), at: 80)
    try Golden.check(play.screen, "alerts-\(size.columns)x\(size.rows)")
    play.press(.enter, at: 80)
    try Golden.check(play.screen, "event-\(size.columns)x\(size.rows)")
  }
}
