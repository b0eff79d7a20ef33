/// A page whose series come, go, change places and names, as random numbers will have it.
struct ChangingPage {
  private var noise: Noise
  /// The labels of requests, and what was counted.
  private var requests: [(labels: String, count: Int)] = []
  private var queues: [String] = []
  private var number = 0
  private var prefix = ""
  private var bounds = ["0.1", "1", "+Inf"]
  private var hasCounter = true
  private var started = 1000

  init(seed: UInt64) { noise = Noise(state: seed) }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &noise) == 0 }

  /// What the next scrape finds.
  mutating func next() -> String {
    for _ in 0..<Int.random(in: 0...6, using: &noise) { add() }
    if chance(4) { remove(upTo: 5) }
    if chance(12) { remove(upTo: requests.count) }
    if chance(10) { requests.shuffle(using: &noise) }
    if chance(25) { prefix = prefix.isEmpty ? "mpanel_" : "" }
    if chance(25) { hasCounter.toggle() }
    if chance(20), bounds.count < 8 { bounds.insert("\(Int.random(in: 2...900, using: &noise))", at: 2) }
    if chance(25) { restart() }
    if chance(5) { queues.append("queue\(queues.count)") }
    if chance(8) { queues = [] }
    for place in requests.indices where chance(3) { requests[place].count += 1 }
    return text
  }

  private mutating func add() {
    number += 1
    let path =
      [
        "/api/r\(number % 9)", "/old/\(number)", "/metrics", "/api/health", "/:id", "/api/ready",
      ].randomElement(using: &noise) ?? ""
    let status = ["200", "404", "401", "500"].randomElement(using: &noise) ?? ""
    let labels = "method=\"GET\",route=\"\(path)\",status_code=\"\(status)\""
    if !requests.contains(where: { $0.labels == labels }) { requests.append((labels, number % 3)) }
  }

  private mutating func remove(upTo most: Int) {
    for _ in 0..<Int.random(in: 0...most, using: &noise) {
      if let place = requests.indices.randomElement(using: &noise) { requests.remove(at: place) }
    }
  }

  private mutating func restart() {
    started += 1
    requests = requests.prefix(2).map { ($0.labels, 0) }
  }

  private var text: String {
    let histogram = "\(prefix)http_request_duration_seconds"
    var lines = [
      "# TYPE process_start_time_seconds gauge", "process_start_time_seconds \(started)",
      "# TYPE \(histogram) histogram",
    ]
    for (place, one) in requests.enumerated() {
      // A bound may be missing here and there.
      for (order, bound) in bounds.enumerated() where bounds.count < 5 || (place + order) % 7 > 0 {
        lines.append("\(histogram)_bucket{le=\"\(bound)\",\(one.labels)} \(one.count)")
      }
      lines.append("\(histogram)_sum{\(one.labels)} \(one.count)")
      lines.append("\(histogram)_count{\(one.labels)} \(one.count)")
    }
    if hasCounter {
      lines.append("# TYPE \(prefix)http_requests_total counter")
      for one in requests { lines.append("\(prefix)http_requests_total{\(one.labels)} \(one.count)") }
    }
    lines.append("# TYPE queue_size gauge")
    for queue in queues { lines.append("queue_size{queue_name=\"\(queue)\",status=\"pending\"} 1") }
    lines.append("# TYPE wait_seconds summary")
    for queue in queues.suffix(2) {
      for quantile in ["0.5", "0.9", "0.99"].suffix(queues.count % 4) {
        lines.append("wait_seconds{queue_name=\"\(queue)\",quantile=\"\(quantile)\"} 1")
      }
      lines.append("wait_seconds_count{queue_name=\"\(queue)\"} \(number)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
