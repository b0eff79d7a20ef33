/// Which names and labels of every known build mean what: the only place where mptop knows a metric's name.
///
/// Panels, docs/metrics.md and the tests of the demo are derived from this table. Names and quirks are those of
/// running mPanels; where mPanel's document differs from the wire, the wire is right.
package struct SignalTable {
  package struct Row: Sendable {
    package var signal: Signal
    package var unit: String
    /// In the order of preference: a page that has series for an earlier name is not asked for a later one.
    package var names: [SignalName]
    package var dimensions: [Dimension]
    /// What the screen says, and why, where no name has a series.
    package var whenMissing: String
  }

  package static let rows = workRows + runtimeRows + businessRows + securityRows

  /// Requests, pool, queues, breakers, and what an instance says of itself.
  private static let workRows: [Row] = [
    Row(
      signal: .requestDuration, unit: "seconds, histogram",
      names: [SignalName("http_request_duration_seconds")],
      dimensions: [.method, .route, .status],
      whenMissing: "no request histogram: percentiles cannot be known"),
    Row(
      signal: .requests, unit: "requests, counter",
      // OpenMetrics names the family without its ending, and a registry switched to it and back does so with samples.
      names: [SignalName("http_requests_total"), SignalName("http_requests")],
      dimensions: [.method, .route, .status],
      whenMissing: "no request counter: traffic cannot be known"),
    Row(
      signal: .inFlight, unit: "requests, gauge",
      names: [SignalName("http_active_connections"), SignalName("active_connections")],
      dimensions: [],
      whenMissing: "requests in flight are left out"),
    Row(
      signal: .poolTotal, unit: "connections, gauge",
      names: [
        SignalName("db_pool_connections_total"), SignalName("db_pool_size_total"),
        SignalName("db_pool_size", where: ("state", "total")),
      ],
      dimensions: [],
      whenMissing: "this build exports no database pool"),
    Row(
      signal: .poolIdle, unit: "connections, gauge",
      names: [
        SignalName("db_pool_connections_idle"), SignalName("db_pool_size_idle"),
        SignalName("db_pool_size", where: ("state", "idle")),
      ],
      dimensions: [],
      whenMissing: "idle is total less active"),
    Row(
      signal: .poolActive, unit: "connections, gauge",
      names: [
        SignalName("db_pool_connections_active"), SignalName("db_pool_size_active"),
        SignalName("db_pool_size", where: ("state", "active")),
      ],
      dimensions: [],
      whenMissing: "this build exports no database pool"),
    Row(
      signal: .poolWaiting, unit: "clients, gauge",
      names: [SignalName("db_pool_connections_waiting"), SignalName("db_pool_size_waiting")],
      dimensions: [],
      whenMissing: "waiting clients are shown as not exported"),
    Row(
      signal: .poolSaturation, unit: "ratio of total to the most allowed, gauge",
      names: [SignalName("db_pool_saturation_ratio")],
      dimensions: [],
      whenMissing: "the most allowed is not known: saturation is active over total"),
    Row(
      signal: .queueDepth, unit: "jobs, gauge",
      names: [SignalName("queue_size")],
      dimensions: [.queue, .jobState],
      whenMissing: "this build exports no queue depth"),
    Row(
      signal: .breakerState, unit: "state, gauge",
      names: [SignalName("circuit_breaker_state")],
      dimensions: [.breaker],
      whenMissing: "this build exports no breaker state"),
    Row(
      signal: .startTime, unit: "seconds since 1970, gauge",
      names: [SignalName("process_start_time_seconds")],
      dimensions: [],
      whenMissing: "uptime comes from /api/health; a restart is told from a worker by nothing"),
    Row(
      signal: .residentMemory, unit: "bytes, gauge",
      names: [SignalName("process_resident_memory_bytes"), SignalName("nodejs_rss_bytes")],
      dimensions: [],
      whenMissing: "memory comes from /api/health"),
    Row(
      signal: .heapUsed, unit: "bytes, gauge",
      names: [SignalName("nodejs_heap_size_used_bytes"), SignalName("nodejs_heap_used_bytes")],
      dimensions: [],
      whenMissing: "heap is left out"),
    Row(
      signal: .nodeVersion, unit: "1, gauge",
      names: [SignalName("nodejs_version_info")],
      dimensions: [.version],
      whenMissing: "the version comes from /api/health"),
    Row(
      signal: .eventLoopLag, unit: "seconds, gauge; reset by every scrape of anyone",
      names: [SignalName("nodejs_eventloop_lag_p99_seconds")],
      dimensions: [],
      whenMissing: "event-loop lag is left out"),
  ]

  package static func row(_ signal: Signal) -> Row? { rows.first { $0.signal == signal } }
}
