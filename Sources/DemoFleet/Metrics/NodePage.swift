/// What prom-client's default metrics say of Node.
extension PretendPanel {
  func nodeMetrics(_ text: inout MetricsText) {
    processMetrics(&text)
    eventLoopMetrics(&text)
    handleMetrics(&text)
    heapMetrics(&text)
    text.family("nodejs_version_info", "gauge", "Node.js version info.")
    let version = PretendPanel.nodeVersion
    let parts = version.split(separator: ".").map(String.init)
    text.sample(
      1, [("version", "v\(version)"), ("major", parts[0]), ("minor", parts[1]), ("patch", parts[2])])
    text.family(
      "nodejs_gc_duration_seconds", "histogram",
      "Garbage collection duration by kind, one of major, minor, incremental or weakcb.")
    for kind in books.collectionOrder {
      if let data = books.collections[kind] { text.histogram(data, [("kind", kind)]) }
    }
  }

  static let nodeVersion = "22.21.1"

  var residentBytes: Double { (books.heapUsed + 84_000_000).rounded() }

  private func processMetrics(_ text: inout MetricsText) {
    func micro(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }
    text.gauge(
      "process_cpu_user_seconds_total", "Total user CPU time spent in seconds.", micro(books.cpuUser),
      type: "counter")
    text.gauge(
      "process_cpu_system_seconds_total", "Total system CPU time spent in seconds.", micro(books.cpuSystem),
      type: "counter")
    text.gauge(
      "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.",
      micro(books.cpuUser + books.cpuSystem), type: "counter")
    text.gauge(
      "process_start_time_seconds", "Start time of the process since unix epoch in seconds.", processStart)
    text.gauge("process_resident_memory_bytes", "Resident memory size in bytes.", residentBytes)
    text.gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.", 1_054_380_032)
    text.gauge("process_heap_bytes", "Process heap size in bytes.", (books.heapUsed * 1.6).rounded())
    text.gauge("process_open_fds", "Number of open file descriptors.", Double(31 + inFlight))
    text.gauge("process_max_fds", "Maximum number of open file descriptors.", 20_000)
  }

  private func eventLoopMetrics(_ text: inout MetricsText) {
    // Nothing was sampled since the last look: what Node then says is 2^63 nanoseconds, and no mean.
    let isFresh = books.lagCount < 1
    let most = isFresh ? 0 : books.lagMost
    let rows: [(String, String, Double)] = [
      ("", "Lag of event loop in seconds.", isFresh ? 0 : most - 0.01),
      ("_min", "The minimum recorded event loop delay.", isFresh ? 9_223_372_036.854_776 : 0.010_027_008),
      ("_max", "The maximum recorded event loop delay.", most),
      (
        "_mean", "The mean of the recorded event loop delays.", isFresh ? .nan : 0.010_11 + (most - 0.01) / 20
      ),
      (
        "_stddev", "The standard deviation of the recorded event loop delays.",
        isFresh ? .nan : (most - 0.01) / 6
      ),
      ("_p50", "The 50th percentile of the recorded event loop delays.", isFresh ? 5.11e-7 : 0.010_108_927),
      (
        "_p90", "The 90th percentile of the recorded event loop delays.",
        isFresh ? 5.11e-7 : 0.010_2 + (most - 0.01) / 4
      ),
      (
        "_p99", "The 99th percentile of the recorded event loop delays.",
        isFresh ? 5.11e-7 : 0.010_1 + (most - 0.01) / 1.2
      ),
    ]
    for (suffix, help, value) in rows { text.gauge("nodejs_eventloop_lag\(suffix)_seconds", help, value) }
  }

  private func handleMetrics(_ text: inout MetricsText) {
    let sockets = Double(4 + inFlight)
    text.family(
      "nodejs_active_resources", "gauge",
      "Number of active resources that are currently keeping the event loop alive, grouped by async resource type."
    )
    text.sample(1, [("type", "TCPServerWrap")])
    text.sample(sockets, [("type", "TCPSocketWrap")])
    text.sample(6, [("type", "Timeout")])
    text.gauge("nodejs_active_resources_total", "Total number of active resources.", sockets + 7)
    text.family(
      "nodejs_active_handles", "gauge",
      "Number of active libuv handles grouped by handle type. Every handle type is C++ class name.")
    text.sample(1, [("type", "Server")])
    text.sample(sockets, [("type", "Socket")])
    text.gauge("nodejs_active_handles_total", "Total number of active handles.", sockets + 1)
    text.family(
      "nodejs_active_requests", "gauge",
      "Number of active libuv requests grouped by request type. Every request type is C++ class name.")
    // A look-up of a name or a file is under way now and then.
    let isBusy = Int(now / 7) % 2 == 1
    if isBusy { text.sample(1, [("type", "GetAddrInfoReqWrap")]) }
    text.gauge("nodejs_active_requests_total", "Total number of active requests.", isBusy ? 1 : 0)
  }

  private func heapMetrics(_ text: inout MetricsText) {
    let used = books.heapUsed.rounded()
    text.gauge(
      "nodejs_heap_size_total_bytes", "Process heap size from Node.js in bytes.", (used * 1.25).rounded())
    text.gauge("nodejs_heap_size_used_bytes", "Process heap size used from Node.js in bytes.", used)
    text.gauge("nodejs_external_memory_bytes", "Node.js external memory size in bytes.", 2_331_082)
    let megabyte = 1_048_576.0
    // The new space is emptied with every small collection, so it is what comes and goes.
    let new = used.truncatingRemainder(dividingBy: 8 * megabyte)
    let spaces: [(name: String, used: Double, step: Double)] = [
      ("read_only", 0, megabyte), ("new", new, 16 * megabyte), ("old", (used - new) * 0.93, 4 * megabyte),
      ("code", (used - new) * 0.03, megabyte / 2), ("shared", 0, megabyte),
      ("trusted", (used - new) * 0.01, megabyte / 4),
      ("new_large_object", 0, megabyte), ("large_object", (used - new) * 0.03, megabyte / 4),
      ("code_large_object", 0, megabyte), ("shared_large_object", 0, megabyte),
      ("trusted_large_object", 0, megabyte),
    ]
    func size(_ space: (name: String, used: Double, step: Double)) -> Double {
      (space.used / space.step).rounded(.up) * space.step
    }
    let rows: [(String, String, ((name: String, used: Double, step: Double)) -> Double)] = [
      ("total", "Process heap space size total from Node.js in bytes.", size),
      ("used", "Process heap space size used from Node.js in bytes.", { $0.used.rounded() }),
      (
        "available", "Process heap space size available from Node.js in bytes.",
        { size($0) - $0.used.rounded() }
      ),
    ]
    for (word, help, bytes) in rows {
      text.family("nodejs_heap_space_size_\(word)_bytes", "gauge", help)
      for space in spaces { text.sample(bytes(space), [("space", space.name)]) }
    }
  }
}
