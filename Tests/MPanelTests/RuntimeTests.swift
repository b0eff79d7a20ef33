import MPanel
import SharedCases
import Telemetry
import Testing

@Suite("The runtime of an instance")
struct RuntimeTests {
  private static func page(
    second: Int, start: Int = 1000, mean: String = "0.0101", least: String = "0.01", pauses: Int = 0
  ) -> String {
    // Each second brings 0.25 s of user time and 0.05 s of system time.
    """
    # TYPE process_cpu_user_seconds_total counter
    process_cpu_user_seconds_total \(Double(second) / 4)
    # TYPE process_cpu_system_seconds_total counter
    process_cpu_system_seconds_total \(Double(second) / 20)
    # TYPE process_start_time_seconds gauge
    process_start_time_seconds \(start)
    # TYPE process_resident_memory_bytes gauge
    process_resident_memory_bytes 1000
    # TYPE process_open_fds gauge
    process_open_fds 90
    # TYPE process_max_fds gauge
    process_max_fds 100
    # TYPE nodejs_eventloop_lag_min_seconds gauge
    nodejs_eventloop_lag_min_seconds \(least)
    # TYPE nodejs_eventloop_lag_mean_seconds gauge
    nodejs_eventloop_lag_mean_seconds \(mean)
    # TYPE nodejs_eventloop_lag_p99_seconds gauge
    nodejs_eventloop_lag_p99_seconds 0.02
    # TYPE nodejs_active_handles gauge
    nodejs_active_handles{type="Server"} 1
    nodejs_active_handles{type="Socket"} 8
    # TYPE nodejs_gc_duration_seconds histogram
    nodejs_gc_duration_seconds_bucket{le="0.001",kind="minor"} 0
    nodejs_gc_duration_seconds_bucket{le="0.01",kind="minor"} \(pauses)
    nodejs_gc_duration_seconds_bucket{le="+Inf",kind="minor"} \(pauses)
    nodejs_gc_duration_seconds_sum{kind="minor"} \(Double(pauses) / 250)
    nodejs_gc_duration_seconds_count{kind="minor"} \(pauses)

    """
  }

  private func watched(_ pages: [(second: Int, text: String)]) -> (Recording, Runtime) {
    var recording = Recording()
    for page in pages { recording.take(page.text, at: Double(page.second)) }
    let last = Recording.moment(Double(pages.last?.second ?? 0))
    return (recording, recording.watch.runtime(at: last, window: .seconds(60)))
  }

  @Test("processor time is a share of one core over the window")
  func processor() throws {
    let (_, runtime) = watched((0...30).map { ($0 * 2, RuntimeTests.page(second: $0 * 2)) })
    let processor = try runtime.processor.get()
    #expect(abs(processor.user - 0.25) < 0.005 && abs(processor.system - 0.05) < 0.001)
  }

  @Test("one page alone gives levels and no rates")
  func firstScrape() {
    let (_, runtime) = watched([(0, RuntimeTests.page(second: 0))])
    #expect(runtime.processor.absence == .firstScrape)
    #expect(runtime.collections.absence == .firstScrape)
    #expect(runtime.process.shareOfFiles == 0.9)
    #expect(runtime.process.handles?.total == 9)
    #expect(runtime.process.handles?.types.first?.name == "Socket")
  }

  @Test(
    "what Node says where it measured nothing is no figure",
    arguments: [("Nan", "0.01"), ("0.01", "9223372036.854776"), ("Nan", "9223372036.854776")])
  func sentinels(mean: String, least: String) {
    let (recording, runtime) = watched([(0, RuntimeTests.page(second: 0, mean: mean, least: least))])
    #expect(runtime.eventLoop.absence == .notSampled)
    // Nor does it get into the identity line or the chart.
    #expect(recording.reading(at: 0).identity.eventLoopLag == nil)
  }

  @Test("garbage collection: pauses, their share of the time, and the bucket of the longest")
  func collections() throws {
    let pages = (0...30).map { ($0 * 2, RuntimeTests.page(second: $0 * 2, pauses: $0 * 2)) }
    let (_, runtime) = watched(pages)
    let minor = try #require(try runtime.collections.get().first)
    // One pause of 4 ms a second.
    #expect(abs(minor.count - 60) < 1.5 && abs(minor.share - 0.004) < 0.000_1)
    #expect(minor.longestUpTo == 0.01)
    #expect(abs((minor.mean ?? 0) - 0.004) < 1e-9)
  }

  @Test("restarts are counted in what mptop has seen")
  func restarts() {
    let (_, runtime) = watched([
      (0, RuntimeTests.page(second: 90)), (2, RuntimeTests.page(second: 92)),
      (10, RuntimeTests.page(second: 1, start: 2000)),
    ])
    #expect(runtime.process.restarts == [Recording.moment(10)])
    #expect(runtime.process.watchedFor == .seconds(10))
  }

  @Test("nothing is said of an instance that never answered")
  func silent() {
    var recording = Recording()
    recording.take(.failure(.refused), of: .metrics, at: 0)
    let runtime = recording.watch.runtime(at: Recording.moment(0), window: .seconds(60))
    #expect(runtime.memory.value == nil && runtime.spaces.value == nil && runtime.processor.value == nil)
  }

  @Test("a recorded page fills every part", .enabled(if: SharedFolder.isPresent))
  func recorded() throws {
    var recording = Recording()
    for place in 0..<3 { try recording.take(recorded: "c/series/scrape_0\(place)", at: Double(place * 2)) }
    let runtime = recording.watch.runtime(at: Recording.moment(4), window: .seconds(60))
    #expect(try runtime.spaces.get().map(\.name).contains("large_object"))
    #expect(try runtime.memory.get().heapUsed ?? 0 > 1_000_000)
    #expect(try runtime.eventLoop.get().mean ?? 0 > 0.009)
    #expect(try runtime.collections.get().contains { $0.kind == "minor" })
    #expect(runtime.process.resources?.types.isEmpty == false && runtime.process.node == "v20.20.2")
  }

  @Test("scrapes back to back have sentinels that are not drawn", .enabled(if: SharedFolder.isPresent))
  func backToBack() throws {
    var recording = Recording()
    try recording.take(recorded: "c/metrics_back_to_back_3", at: 0)
    let runtime = recording.watch.runtime(at: Recording.moment(0), window: .seconds(60))
    #expect(runtime.eventLoop.absence == .notSampled)
  }
}
