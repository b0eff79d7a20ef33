import MPanel
import Telemetry
import Testing

@Suite("Breakers in every convention")
struct BreakerTests {
  private func states(_ text: String) -> [String: BreakerState?] {
    var recording = Recording()
    recording.take("# TYPE http_requests_total counter\nhttp_requests_total 1\n\(text)\n", at: 0)
    let breakers = recording.reading(at: 0).breakers.value ?? []
    return Dictionary(uniqueKeysWithValues: breakers.map { ($0.name, $0.state) })
  }

  @Test("without an order in its HELP, 0 is closed, 1 open and 2 half-open, as mPanel documents")
  func documented() {
    let found = states(
      """
      # TYPE circuit_breaker_state gauge
      circuit_breaker_state{service="stripe"} 0
      circuit_breaker_state{service="twilio"} 1
      circuit_breaker_state{service="openai"} 2
      """)
    #expect(found == ["stripe": .closed, "twilio": .open, "openai": .halfOpen])
  }

  @Test("an order in the HELP decides what 1 means")
  func helpDecides() {
    let found = states(
      """
      # HELP mpanel_circuit_breaker_state State of the breaker: 0=closed, 1=half-open, 2=open
      # TYPE mpanel_circuit_breaker_state gauge
      mpanel_circuit_breaker_state{name="stripe"} 1
      mpanel_circuit_breaker_state{name="twilio"} 2
      """)
    #expect(found == ["stripe": .halfOpen, "twilio": .open])
  }

  @Test("a series a state: the one that is 1 holds")
  func oneHot() {
    let found = states(
      """
      # TYPE circuit_breaker_state gauge
      circuit_breaker_state{name="stripe",state="closed"} 0
      circuit_breaker_state{name="stripe",state="open"} 1
      circuit_breaker_state{name="stripe",state="half_open"} 0
      """)
    #expect(found == ["stripe": .open])
  }

  @Test("a number that no order knows is neither open nor closed, and is kept to be shown")
  func unknown() throws {
    var recording = Recording()
    recording.take(
      "# TYPE circuit_breaker_state gauge\ncircuit_breaker_state{service=\"stripe\"} 7\n", at: 0)
    let breaker = try #require(recording.reading(at: 0).breakers.value?.first)
    #expect(breaker.state == nil)
    #expect(breaker.unknownValue == 7)
  }

  @Test("a change that was seen has a time, a countdown by the documented settings, and counts as a trip")
  func lasting() throws {
    func page(_ state: Int) -> String {
      "# TYPE http_requests_total counter\nhttp_requests_total 1\n"
        + "# TYPE circuit_breaker_state gauge\ncircuit_breaker_state{service=\"stripe\"} \(state)\n"
    }
    var recording = Recording()
    recording.take(page(0), at: 0)
    var breaker = try #require(recording.reading(at: 1).breakers.value?.first)
    #expect(!breaker.sawBeginning && breaker.lasting == .seconds(1))
    recording.take(page(1), at: 10)
    breaker = try #require(recording.reading(at: 15).breakers.value?.first)
    #expect(breaker.sawBeginning && breaker.lasting == .seconds(5) && breaker.trips == 1)
    // stripe stays open for 30 s: 25 s are left.
    #expect(breaker.probeIn == .seconds(25))
    #expect(recording.reading(at: 15).findings.map(\.words) == ["stripe OPEN"])
    recording.take(.failure(.refused), of: .metrics, at: 20)
    recording.take(page(0), at: 30)
    breaker = try #require(recording.reading(at: 31).breakers.value?.first)
    // What happened while nothing was read was not seen.
    #expect(!breaker.sawBeginning)
  }

  @Test("a new process has new breakers: what the old ones did is no longer how long they last")
  func restart() throws {
    func page(start: Int) -> String {
      "# TYPE http_requests_total counter\nhttp_requests_total 1\n"
        + "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds \(start)\n"
        + "# TYPE circuit_breaker_state gauge\ncircuit_breaker_state{service=\"stripe\"} 0\n"
    }
    var recording = Recording()
    recording.take(page(start: 1000), at: 0)
    recording.take(page(start: 2000), at: 60)
    let breaker = try #require(recording.reading(at: 62).breakers.value?.first)
    #expect(breaker.lasting == .seconds(2) && !breaker.sawBeginning && breaker.trips == 0)
  }
}
