import Exposition
import MPanel
import SharedCases
import Telemetry
import Testing

/// The recorded pages of every convention: stripe is open, twilio and namesilo are closed, openai is half-open, as far
/// as each can say so.
@Suite("Breakers in the conventions of others")
struct BreakerConventionsTests {
  private func recording(_ names: String...) throws -> Recording {
    var recording = Recording()
    for (place, name) in names.enumerated() {
      let bytes = try #require(SharedFolder.bytes("contract/recordings/breaker-dialects/\(name).body"))
      recording.take(page: bytes, at: Double(place * 2))
    }
    return recording
  }

  private func states(_ recording: Recording, at second: Double = 0) -> [String: BreakerState?] {
    let breakers = recording.reading(at: second).breakers.value ?? []
    return Dictionary(breakers.map { ($0.name, $0.state) }, uniquingKeysWith: { first, _ in first })
  }

  @Test(
    "gauges that say all", .enabled(if: SharedFolder.isPresent),
    arguments: [
      "mpanel_prefixed_name_label", "resilience4j_onehot", "service_0_05_1", "service_no_help_order",
      "spec_service_0_1_2",
    ])
  func gauges(name: String) throws {
    let found = states(try recording(name))
    #expect(found == ["stripe": .open, "twilio": .closed, "namesilo": .closed, "openai": .halfOpen])
  }

  @Test(
    "the enumeration of a Python client, text and OpenMetrics", .enabled(if: SharedFolder.isPresent),
    arguments: ["python_client_enum_real", "python_client_enum_real_openmetrics"])
  func enumerations(name: String) throws {
    #expect(states(try recording(name)) == ["stripe": .open, "twilio": .closed, "openai": .halfOpen])
  }

  @Test(
    "flags know open and not open", .enabled(if: SharedFolder.isPresent),
    arguments: ["binary_open", "hystrix_binary"])
  func flags(name: String) throws {
    let found = states(try recording(name))
    #expect(found == ["stripe": .open, "twilio": .closed, "namesilo": .closed, "openai": .closed])
  }

  @Test(
    "Envoy's flags are one breaker, open where any limit is reached, and which",
    .enabled(if: SharedFolder.isPresent))
  func envoy() throws {
    let breakers = try recording("envoy").reading(at: 0).breakers.get()
    #expect(breakers.map(\.name) == ["stripe"] && breakers.first?.state == .open)
    #expect(breakers.first?.detail == "rq_pending")
  }

  @Test(
    "opossum: open and closed follow from what was counted, from the first page on",
    .enabled(if: SharedFolder.isPresent))
  func opossum() throws {
    var recording = try recording("opossum_1_closed")
    #expect(states(recording) == ["stripe": .closed, "twilio": .closed])
    for (place, name) in ["opossum_2_open", "opossum_3_halfOpen", "opossum_4_closed_again"].enumerated() {
      recording.take(
        page: try #require(SharedFolder.bytes("contract/recordings/breaker-dialects/\(name).body")),
        at: Double(place * 2 + 2))
      // opossum never counts half-open: it is still open as far as can be known.
      #expect(states(recording, at: Double(place * 2 + 2))["stripe"] == (place < 2 ? .open : .closed))
    }
    #expect(try recording.reading(at: 6).breakers.get().first?.trips == 1)
    #expect(states(try self.recording("opossum_2_open"))["stripe"] == .open)
    #expect(states(try self.recording("opossum_4_closed_again"))["stripe"] == .closed)
    let fresh = try self.recording("opossum_0_before_any_call").reading(at: 0)
    #expect(fresh.breakers.absence == .noSeries(family: "circuit"))
  }

  @Test("Polly's events: two openings and one probe leave it open", .enabled(if: SharedFolder.isPresent))
  func polly() throws {
    #expect(states(try recording("polly_events")) == ["stripe": .open])
  }

  @Test("time spent in each state: what rises holds; one page alone cannot say")
  func timeInState() {
    func page(_ closed: Int, _ open: Int, _ half: Int) -> String {
      """
      # TYPE ft_circuitbreaker_state_total counter
      ft_circuitbreaker_state_total{method="pay",state="closed"} \(closed)
      ft_circuitbreaker_state_total{method="pay",state="open"} \(open)
      ft_circuitbreaker_state_total{method="pay",state="halfOpen"} \(half)

      """
    }
    var recording = Recording()
    recording.take(page(61, 30, 2), at: 0)
    #expect(states(recording) == ["pay": BreakerState?.none])
    recording.take(page(61, 32, 2), at: 2)
    #expect(states(recording, at: 2) == ["pay": .open])
    // Open at first, then probed, then closed again within two seconds.
    recording.take(page(62, 33, 3), at: 4)
    #expect(states(recording, at: 4) == ["pay": .closed])
  }

  @Test("requests by the state that they met")
  func requestsByState() {
    func page(_ closed: Int, _ open: Int) -> String {
      "# TYPE circuitbreaker_requests_total counter\ncircuitbreaker_requests_total{name=\"vault\",state=\"closed\"} "
        + "\(closed)\ncircuitbreaker_requests_total{name=\"vault\",state=\"open\"} \(open)\n"
    }
    var recording = Recording()
    recording.take(page(5, 0), at: 0)
    recording.take(page(9, 0), at: 2)
    #expect(states(recording, at: 2) == ["vault": .closed])
    recording.take(page(9, 3), at: 4)
    #expect(states(recording, at: 4) == ["vault": .open])
    // Nobody asked: it is still what it was.
    recording.take(page(9, 3), at: 6)
    #expect(states(recording, at: 6) == ["vault": .open])
  }

  @Test("after failed probes more openings than closings prove nothing, and calls decide")
  func ambiguous() {
    func page(opened: Int, closed: Int, rejected: Int, succeeded: Int) -> String {
      let events = [("open", opened), ("close", closed), ("reject", rejected), ("success", succeeded)]
      return "# TYPE circuit counter\n"
        + events.map { "circuit{name=\"stripe\",event=\"\($0.0)\"} \($0.1)\n" }.joined()
    }
    var recording = Recording()
    recording.take(page(opened: 5, closed: 2, rejected: 40, succeeded: 900), at: 0)
    #expect(states(recording) == ["stripe": BreakerState?.none])
    recording.take(page(opened: 5, closed: 2, rejected: 40, succeeded: 903), at: 2)
    #expect(states(recording, at: 2) == ["stripe": .closed])
  }

  @Test("a flip between two looks is a trip where it is counted, and the clock of the state begins anew")
  func missedFlips() throws {
    func page(opened: Int) -> String {
      """
      # TYPE circuit_breaker_state gauge
      circuit_breaker_state{service="stripe"} 0
      # TYPE circuit_breaker_trips_total counter
      circuit_breaker_trips_total{service="stripe"} \(opened)

      """
    }
    var recording = Recording()
    for second in stride(from: 0, through: 20, by: 2) { recording.take(page(opened: 4), at: Double(second)) }
    recording.take(page(opened: 6), at: 22)
    let breaker = try #require(try recording.reading(at: 25).breakers.get().first)
    #expect(breaker.state == .closed && breaker.trips == 2)
    #expect(breaker.lasting == .seconds(3) && breaker.sawBeginning)
  }

  @Test("two breakers of one name are told apart by the rest of their labels")
  func sameName() {
    var recording = Recording()
    recording.take(
      """
      # TYPE circuit_state gauge
      circuit_state{provider="openai",model="small"} 0
      circuit_state{provider="openai",model="large"} 1

      """, at: 0)
    #expect(states(recording) == ["openai": .closed, "openai large": .open])
  }

  @Test("the operator's own order is believed before the HELP")
  func ownOrder() throws {
    let page = """
      # HELP cb_state 0 CLOSED, 1 OPEN, 2 HALF_OPEN
      # TYPE cb_state gauge
      cb_state{name="stripe"} 1

      """
    var recording = Recording()
    recording.watch.target.breakerOrder = try BreakerOrder("0=closed, 1=half-open, 2=open")
    recording.take(page, at: 0)
    #expect(states(recording) == ["stripe": .halfOpen])
    // Taken back while it runs.
    recording.watch.target.breakerOrder = nil
    recording.take(page, at: 2)
    #expect(states(recording, at: 2) == ["stripe": .open])
  }

  @Test(
    "an order that cannot be meant is refused by its word",
    arguments: [
      ("0=closed,1=opne", "‘opne’"), ("closed=0,1=open", "‘closed=0’"), ("0=closed,0=open", "0 has two"),
      ("0=closed", "fewer than two"), ("", "fewer than two"), ("0=closed,nan=open", "‘nan=open’"),
    ])
  func refusedOrders(text: String, words: String) {
    #expect {
      try BreakerOrder(text)
    } throws: { error in
      "\(error)".firstRange(of: words) != nil
    }
  }

  @Test("what is not of breakers is left alone, whatever it is called")
  func others() {
    let names: [(String, MetricType)] = [
      ("circuit_perf", .summary), ("resilience4j_circuitbreaker_calls_total", .counter),
      ("short_circuits_total", .counter),
      ("envoy_cluster_circuit_breakers_default_remaining_cx", .gauge), ("cbx_state", .gauge),
      ("http_requests_total", .counter),
    ]
    for (name, type) in names {
      #expect(
        BreakerConvention(family: name, type: type, help: "", labels: ["name", "kind"]) == nil, "\(name)")
    }
  }
}
