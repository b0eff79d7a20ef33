import MPanel
import Testing

/// Pages that are not as an mPanel makes them: passed on by others, or with numbers that nothing can have.
@Suite("Odd pages")
struct OddPagesTests {
  private func plain(_ count: Int, prefix: String = "") -> String {
    """
    \(prefix)http_requests_total{method="GET",route="/a",status_code="200"} \(count)
    \(prefix)http_request_duration_seconds_bucket{le="1",method="GET",route="/a",status_code="200"} \(count)
    \(prefix)http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/a",status_code="200"} \(count)
    \(prefix)http_request_duration_seconds_sum{method="GET",route="/a",status_code="200"} \(count / 2)
    \(prefix)http_request_duration_seconds_count{method="GET",route="/a",status_code="200"} \(count)
    \(prefix)circuit_breaker_state{service="stripe"} 1
    \(prefix)queue_size{queue_name="emails",status="pending"} 7
    process_start_time_seconds 1000

    """
  }

  @Test("a page without a word on types and helps is read all the same", arguments: ["", "mpanel_"])
  func undeclared(prefix: String) throws {
    var recording = Recording()
    recording.take(plain(1000, prefix: prefix), at: 0)
    recording.take(plain(1020, prefix: prefix), at: 2)
    let reading = recording.reading(at: 2)
    #expect(try reading.traffic.get().total > 0)
    #expect(try reading.latency.get().percentiles.count == Latency.quantiles.count)
    #expect(try reading.queues.get().first?.pending == 7)
    #expect(try reading.breakers.get().map(\.name) == ["stripe"])
    #expect(reading.identity.dialect == (prefix.isEmpty ? .documented : .prefixed))
    #expect(reading.standing.condition != .badData)
  }

  @Test("a page of something else, told or not, is no mPanel's")
  func somethingElse() {
    for page in ["up 1\n", "# TYPE up gauge\nup 1\nprocess_start_time_seconds 5\n"] {
      var recording = Recording()
      recording.take(page, at: 0)
      #expect(recording.reading(at: 0).standing.condition == .badData)
    }
  }

  @Test("amounts below nothing, beyond all reason, and those that are no numbers are not shown")
  func oddAmounts() throws {
    for odd in ["-1", "Nan", "+Inf", "-Inf", "1e308"] {
      let more = """
        process_resident_memory_bytes \(odd)
        nodejs_heap_size_used_bytes \(odd)
        http_active_connections \(odd)
        queue_size{queue_name="sms",status="pending"} \(odd)
        queue_size{queue_name="sms",status="processing"} \(odd)

        """
      var recording = Recording()
      recording.take(plain(1000) + more, at: 0)
      recording.take(plain(1020) + more, at: 2)
      let reading = recording.reading(at: 2)
      #expect(reading.identity.residentBytes == nil && reading.identity.heapUsedBytes == nil, "\(odd)")
      #expect(try reading.traffic.get().inFlight == nil, "\(odd)")
      #expect(try reading.queues.get().map(\.name) == ["emails"], "\(odd)")
    }
  }

  @Test("jobs of one state are added up, and those that are done do not wait")
  func jobs() throws {
    let more = """
      queue_size{queue_name="sms",status="processing",worker="1"} 2
      queue_size{queue_name="sms",status="processing",worker="2"} 3
      queue_size{queue_name="sms",status="failed",worker="1"} 4
      queue_size{queue_name="sms",status="failed",worker="2"} 5
      queue_size{queue_name="sms",status="completed"} 9000
      queue_size{queue_name="sms",status="delayed"} 6

      """
    var recording = Recording()
    recording.take(plain(1000) + more, at: 0)
    let queue = try #require(try recording.reading(at: 0).queues.get().first { $0.name == "sms" })
    #expect(queue.processing == 5 && queue.failed == 9 && queue.pending == 6)
  }

  @Test("counters of more endpoints than can be told apart are added up, and cost other signals nothing")
  func manyCounters() throws {
    func page(_ hits: Int) -> String {
      let endpoints = (0..<1000).map { "rate_limit_hits_total{endpoint=\"/x\($0)\"} \(hits)" }
      return plain(1000 + hits)
        + (["# TYPE rate_limit_hits_total counter"] + endpoints).joined(separator: "\n")
        + "\n# TYPE auth_failures_total counter\nauth_failures_total{reason=\"password\"} \(hits)\n"
    }
    var recording = Recording()
    recording.take(page(5), at: 0)
    recording.take(page(7), at: 2)
    let security = recording.watch.security(at: Recording.moment(2), window: .seconds(60))
    let hits = try security.rateLimitHits.get()
    #expect(hits.map(\.watched).reduce(0, +) == 2000)
    #expect(hits.compactMap(\.total).reduce(0, +) == 7000)
    #expect(hits.last?.name == "all others" && hits.last?.watched == 1600)
    #expect(try security.authFailures.get().map(\.watched) == [2])
  }
}
