import Glibc

/// Serves pretend targets on loopback, runs the program on them, and prints what it cost and how well it kept time.
@main struct Load {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    do throws(Options.Complaint) {
      if words.first == "routes" {
        try RouteLoad(RouteOptions(Array(words.dropFirst()))).run()
      } else {
        try run(try Options(words))
      }
    } catch {
      print("load: \(error.words)")
      exit(2)
    }
  }

  private static func run(_ options: Options) throws(Options.Complaint) {
    raiseFileLimit()
    signal(SIGPIPE, SIG_IGN)
    let server = try PretendServer(options)
    let addresses = (0..<options.targets).map(server.address)
    let start = seconds()
    let end = start + options.warmUp + options.seconds
    guard !options.program.isEmpty else {
      server.serve(until: end)
      report(server, options, from: start + options.warmUp, until: end)
      return
    }
    let watched = try Watched(options.program, ["-d", "\(options.interval)"] + options.arguments + addresses)
    // The terminal has a thread of its own, so that the server never waits for it.
    nonisolated(unsafe) let handle = watched
    nonisolated(unsafe) var cost: Cost?
    let thread = Worker { cost = Cost(of: handle, options) }
    server.serve(until: end + 1)
    thread.join()
    cost?.report()
    report(server, options, from: start + options.warmUp, until: end)
  }

  private static func report(
    _ server: PretendServer, _ options: Options, from start: Double, until end: Double
  ) {
    let verdict = Verdict(server.targets, interval: options.interval, from: start, until: end)
    let share = verdict.polls > 0 ? Double(verdict.late) / Double(verdict.polls + verdict.late) * 100 : 0
    print(
      "polls        \(verdict.polls), late \(verdict.late) (\(rounded(share)) %), overlaps \(verdict.overlaps)"
    )
    print(
      "delay        p50 \(rounded(verdict.delay(0.5) * 1000)) ms, p99 \(rounded(verdict.delay(0.99) * 1000)) ms, most \(rounded(verdict.delay(1) * 1000)) ms behind the beat"
    )
    print("burst        \(verdict.worstBurst) in one second, fair is \(verdict.fairBurst)")
    print("connections  \(server.mostConnections) at most at once, \(server.opened) opened in all")
    print("probes       \(verdict.mostProbes) of one target at most")
  }

  static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// As many connections as the system lets us have.
  private static func raiseFileLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
