import Drawing
import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite("Times of day")
struct WallClockTests {
  /// Central Europe in 2025: 26 October 03:00 became 02:00, and 30 March 02:00 became 03:00.
  private static let autumn = 1_761_440_400
  private static let spring = 1_743_296_400
  private static let clock = WallClock([
    WallClock.Offset(from: autumn, seconds: 3600), WallClock.Offset(from: 0, seconds: 3600),
    WallClock.Offset(from: spring, seconds: 7200),
  ])

  @Test("a time is written as the clocks showed it then, whatever they show now")
  func written() {
    let (autumn, spring) = (Double(WallClockTests.autumn), Double(WallClockTests.spring))
    let clock = WallClockTests.clock
    #expect(clock.time(spring - 1) == "01:59:59" && clock.time(spring) == "03:00:00")
    #expect(clock.time(autumn - 1) == "02:59:59" && clock.time(autumn) == "02:00:00")
    #expect(clock.zone(autumn - 1) == "+02:00" && clock.zone(autumn) == "+01:00")
    #expect(
      clock.date(autumn - 3 * 3600 - 1) == "2025-10-25" && clock.date(autumn - 3 * 3600) == "2025-10-26")
    // Before all that is known it is as it was then.
    #expect(clock.time(-3600) == "00:00:00")
  }

  @Test(
    "a time of day is the last one that was: of an hour that is there twice the second, of one that is not the day before's",
    arguments: [
      // 26 October, 04:00 after the change: 02:30 came twice, 01:30 once, 04:30 yesterday.
      (autumn + 7200, "02:30", autumn + 1800), (autumn + 7200, "01:30", autumn - 5400),
      (autumn + 7200, "04:30", autumn - 81_000),
      // In the second 02:15 the last 02:30 was that of before the change.
      (autumn + 900, "02:30", autumn - 1800),
      // 30 March, 04:00: there was no 02:30, but a day before.
      (spring + 3600, "02:30", spring - 84_600), (spring + 3600, "01:30", spring - 1800),
      (spring + 3600, "03:30", spring + 1800),
    ])
  func read(now: Int, text: String, expected: Int) throws {
    let moment = Moment(seconds: 100_000, unixSeconds: Double(now) + 0.25)
    let found = try NamedMoment.read(text, now: moment, clock: WallClockTests.clock)
    #expect(abs(found.unixSeconds - Double(expected)) < 0.001, "\(found.unixSeconds - Double(now))")
  }

  @Test("when a process began is said by the clocks of then")
  func began() throws {
    let began = MadeUpPanel.epoch - 274_000
    var play = Play(["alpha"], size: Size(columns: 200, rows: 60))
    play.state = State(
      targets: [Target(id: 0, name: "alpha", address: "127.0.0.1:1")], interval: .seconds(2),
      size: Size(columns: 200, rows: 60), now: Play.moment(0), version: "0",
      clock: WallClock([
        WallClock.Offset(from: 0, seconds: 7200),
        WallClock.Offset(from: saturating(began + 60), seconds: 3600),
      ]), themeNames: [])
    play.run(MadeUpPanel(), until: 4)
    play.press(.character("4"), at: 5)
    #expect(play.shows("since 2025-11-14 13:16:40 +02:00"), "\(play)")
  }
}
