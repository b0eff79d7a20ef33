import Dashboard
import Telemetry
import Testing

@Suite struct PaceTests {
  private static func moment(_ milliseconds: Double) -> Moment { Play.moment(milliseconds / 1000) }

  @Test("nothing is painted that nobody is owed, and the first frame does not wait")
  func first() {
    var pace = Pace()
    #expect(!pace.isDue(at: PaceTests.moment(0)))
    pace.owe()
    #expect(pace.isDue(at: PaceTests.moment(0)))
  }

  @Test("frames come ten a second at most, however much comes in")
  func tenASecond() {
    var pace = Pace()
    var frames = 0
    for millisecond in 0..<1000 {
      pace.owe()
      guard pace.isDue(at: PaceTests.moment(Double(millisecond))) else { continue }
      pace.painted(
        from: PaceTests.moment(Double(millisecond)), until: PaceTests.moment(Double(millisecond) + 1))
      frames += 1
    }
    #expect(frames == 10)
  }

  @Test("a frame that takes long is followed by twenty times as long a rest, of two seconds at most")
  func rest() {
    var pace = Pace()
    pace.painted(from: PaceTests.moment(0), until: PaceTests.moment(30))
    pace.owe()
    #expect(!pace.isDue(at: PaceTests.moment(599)))
    #expect(pace.isDue(at: PaceTests.moment(601)))
    pace.painted(from: PaceTests.moment(1000), until: PaceTests.moment(2000))
    pace.owe()
    #expect(!pace.isDue(at: PaceTests.moment(2999)))
    #expect(pace.isDue(at: PaceTests.moment(3001)))
  }

  @Test("who waits for events wakes when an owed frame is due, and else not before")
  func waking() {
    var pace = Pace()
    pace.painted(from: PaceTests.moment(0), until: PaceTests.moment(1))
    #expect(pace.rest(.seconds(1), at: PaceTests.moment(40)) == .seconds(1))
    pace.owe()
    let rest = pace.rest(.seconds(1), at: PaceTests.moment(40))
    #expect(rest > .milliseconds(59) && rest < .milliseconds(61))
    #expect(pace.rest(.milliseconds(10), at: PaceTests.moment(40)) == .milliseconds(10))
    // Never zero, which would be no rest at all.
    #expect(pace.rest(.seconds(1), at: PaceTests.moment(500)) == .milliseconds(1))
  }

  @Test("what was painted is owed no longer")
  func paid() {
    var pace = Pace()
    pace.owe()
    pace.painted(from: PaceTests.moment(0), until: PaceTests.moment(1))
    #expect(!pace.isDue(at: PaceTests.moment(5000)))
  }
}
