import Exposition
import MPanel
import Telemetry

/// A small mPanel whose every figure follows from the second, so that a golden screen can be checked by hand.
///
/// Each second brings 40 requests of 0–10 ms, 8 of 10–100 ms and 2 of 100 ms–1 s; in trouble 10 more of 1–10 s, of
/// which 5 end with status 500. In trouble, too, the pool is at 19 of 20 with 4 waiting, `email` gains 2 jobs a
/// second, and the breaker of Stripe is open.
struct MadeUpPanel {
  /// The second at which trouble begins; nil for never.
  var troubleFrom: Int?
  /// Whether the build exports breakers, queues with series, and a pool that is ever set.
  var isPatched = true

  static let boundaries = ["0.01", "0.1", "1", "10", "+Inf"]
  static let epoch = 1_763_393_000.0

  func page(second: Int) -> String {
    let bad = troubleFrom.map { max(second - $0, 0) } ?? 0
    let isInTrouble = troubleFrom.map { second >= $0 } ?? false
    let total = 50 * second + 10 * bad
    let cumulative = [40 * second, 48 * second, 50 * second, total, total]
    var lines = [
      "# TYPE http_request_duration_seconds histogram"
    ]
    for (bound, count) in zip(MadeUpPanel.boundaries, cumulative) {
      lines.append(
        #"http_request_duration_seconds_bucket{le="\#(bound)",method="GET",route="/api/users",status="200"} \#(count)"#
      )
    }
    lines += [
      #"http_request_duration_seconds_sum{method="GET",route="/api/users",status="200"} \#(second + 20 * bad)"#,
      #"http_request_duration_seconds_count{method="GET",route="/api/users",status="200"} \#(total)"#,
      "# TYPE http_requests_total counter",
      #"http_requests_total{method="GET",route="/api/users",status="200"} \#(49 * second + 5 * bad)"#,
      #"http_requests_total{method="GET",route="/api/users",status="404"} \#(second)"#,
      #"http_requests_total{method="GET",route="/api/users",status="500"} \#(5 * bad)"#,
      "# TYPE http_active_connections gauge", "http_active_connections 7",
      "# TYPE process_start_time_seconds gauge", "process_start_time_seconds \(MadeUpPanel.epoch - 274_000)",
      "# TYPE process_resident_memory_bytes gauge", "process_resident_memory_bytes 161480704",
      "# TYPE nodejs_version_info gauge",
      #"nodejs_version_info{version="v22.21.1",major="22",minor="21",patch="1"} 1"#,
    ]
    lines += isPatched ? patched(second: second, bad: bad, isInTrouble: isInTrouble) : stock
    return lines.joined(separator: "\n") + "\n"
  }

  private func patched(second: Int, bad: Int, isInTrouble: Bool) -> [String] {
    let active = isInTrouble ? 19 : 5
    var lines = [
      "# TYPE db_pool_size_total gauge", "db_pool_size_total 20", "# TYPE db_pool_size_idle gauge",
      "db_pool_size_idle \(20 - active)", "# TYPE db_pool_size_active gauge", "db_pool_size_active \(active)",
      "# TYPE db_pool_connections_waiting gauge", "db_pool_connections_waiting \(isInTrouble ? 4 : 0)",
      "# TYPE queue_size gauge",
      #"queue_size{queue_name="email",status="pending"} \#(12 + 2 * bad)"#,
      #"queue_size{queue_name="email",status="processing"} 4"#,
      #"queue_size{queue_name="email",status="failed"} 0"#,
      #"queue_size{queue_name="backup",status="pending"} 0"#,
      #"queue_size{queue_name="backup",status="processing"} 1"#,
      #"queue_size{queue_name="backup",status="failed"} 2"#,
      "# HELP circuit_breaker_state Circuit breaker state (0=CLOSED, 1=OPEN, 2=HALF_OPEN)",
      "# TYPE circuit_breaker_state gauge",
    ]
    for service in ["stripe", "twilio", "namesilo", "openai"] {
      lines.append(
        #"circuit_breaker_state{service="\#(service)"} \#(service == "stripe" && isInTrouble ? 1 : 0)"#)
    }
    return lines
  }

  /// As a stock build sends it: the pool is never set, the queues have no series, and breakers are not exported.
  private var stock: [String] {
    [
      "# TYPE mpanel_db_pool_size gauge", #"mpanel_db_pool_size{state="total"} 0"#,
      #"mpanel_db_pool_size{state="idle"} 0"#, #"mpanel_db_pool_size{state="active"} 0"#,
      "# TYPE mpanel_queue_size gauge",
    ]
  }
}
