import Dashboard
import Drawing
import Exposition
import MPanel
import Telemetry

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ one: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Swift's package manager calls an executable's entry by this name, and libFuzzer's own `main` is then not linked.
@_cdecl("PageFuzzer_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments) { fuzz($0, $1) }
}

/// From bytes of a server to a screen: whatever they are, nothing traps, the shortcuts understand what the whole grammar
/// does, and memory stays in proportion (libFuzzer's `-rss_limit_mb`).
///
/// The first byte of the input chooses how the body is announced and how large the screen is. The rest is split at
/// bytes of 0xFE: one scrape each, 2 s apart.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let contentType = [nil, "text/plain; version=0.0.4", "application/openmetrics-text"][Int(choice) % 3]
  let bodies = input.dropFirst().split(separator: 0xFE, maxSplits: 4, omittingEmptySubsequences: false)
  var lenient = Parser()
  var state = PageFuzzer.state(size: Size(columns: 20 + Int(choice), rows: 5 + Int(choice) / 4))
  for (index, body) in bodies.enumerated() {
    let bytes = Array(body)
    let page = lenient.parse(bytes, contentType: contentType)
    var plain = Parser()
    plain.takesShortcuts = false
    let expected = plain.parse(bytes, contentType: contentType)
    precondition(PageFuzzer.agree(page, expected), "the shortcuts understand something else")
    var strict = Parser(verdict: .strict)
    precondition(
      strict.parse(bytes, contentType: contentType).values.count <= page.values.count + bytes.count)
    let at = PageFuzzer.moment(index)
    _ = state.apply(.report(PageFuzzer.report(.page(page), of: .metrics, at: at)), at: at)
    let health = HealthReport(body: bytes, status: 200)
    _ = state.apply(.report(PageFuzzer.report(.health(health), of: .health, at: at)), at: at)
    let grid = Screen.grid(of: state)
    precondition(grid.columns == state.size.columns)
  }
  _ = Snapshot.text(of: state)
  return 0
}

enum PageFuzzer {
  static func moment(_ index: Int) -> Moment {
    Moment(seconds: 1000 + 2 * Double(index), unixSeconds: 1_763_393_000 + 2 * Double(index))
  }

  static func state(size: Size) -> State {
    State(
      targets: [Target(id: 0, name: "fuzz", address: "127.0.0.1:2271")], interval: .seconds(2), size: size,
      now: moment(0), version: "0", clock: WallClock(offset: 0), themeNames: [])
  }

  static func report(_ outcome: Report.Outcome, of endpoint: Endpoint, at: Moment) -> Report {
    Report(
      target: 0, exchange: Exchange(endpoint: endpoint, path: "/", requestID: "id", started: at, status: 200),
      outcome: outcome, at: at)
  }

  /// Whether two pages say the same, bit for bit.
  static func agree(_ left: Page, _ right: Page) -> Bool {
    left.values.count == right.values.count && left.complaintCount == right.complaintCount
      && left.duplicateCount == right.duplicateCount
      && left.table.families.count == right.table.families.count
      && left.values.indices.allSatisfy { place in
        let values = (left.values[place], right.values[place])
        return (values.0.bitPattern == values.1.bitPattern || (values.0.isNaN && values.1.isNaN))
          && left.table.name(of: place) == right.table.name(of: place)
          && left.table.labels(of: place) == right.table.labels(of: place)
      }
  }
}
