import Exposition
import Glibc
import MPanel
import Telemetry

/// What is timed. Each gives something that depends on its work, so that none is optimised away.
enum Workload {
  /// The pace of memory: finding every line with memchr.
  static func lines(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard var place = buffer.baseAddress else { return 0 }
      var count = 0
      let end = place + buffer.count
      while place < end, let found = memchr(place, 10, end - place) {
        count += 1
        place = UnsafeRawPointer(found) + 1
      }
      return count
    }
  }

  /// A page never seen before.
  static func cold(_ bytes: [UInt8]) -> Int {
    var parser = Parser()
    return parser.parse(bytes, contentType: "text/plain; version=0.0.4").values.count
  }

  /// From bytes to what the instance view draws, for a target that has been watched for a while.
  struct Watching {
    var parser = Parser()
    var watch = Watch(
      target: Target(id: 0, name: "a", address: "a"), interval: .seconds(2), started: Moment(seconds: 0))
    var second = 0.0

    mutating func look(_ bytes: [UInt8]) -> Double {
      second += 2
      let at = Moment(seconds: 1000 + second, unixSeconds: 1_763_393_000 + second)
      let page = parser.parse(bytes, contentType: "text/plain; version=0.0.4")
      let exchange = Exchange(endpoint: .metrics, path: "/metrics", requestID: "id", started: at, status: 200)
      watch.take(Report(target: 0, exchange: exchange, outcome: .page(page), at: at))
      return watch.reading(at: at, window: .seconds(60)).latency.value?.requests ?? 0
    }
  }
}
