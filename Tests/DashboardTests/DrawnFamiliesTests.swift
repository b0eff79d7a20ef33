import Drawing
import Exposition
import MPanel
import SharedCases
import Testing

@testable import Dashboard

/// No place without a recording that fills it: what mPanels really sent is played, then played again with the values
/// of one family changed, or without it; some view other than Metrics must tell the difference.
@Suite("Every family has a place on the screen")
struct DrawnFamiliesTests {
  /// Pages that follow one another; a single one is played twice.
  private static let recordings = [
    ["documented/scrape_00", "documented/scrape_04", "documented/scrape_07"],
    ["c/business/metrics_business", "c/business/metrics_business"],
    ["c/pool/metrics_pool_050pct", "c/pool/metrics_pool_085pct"],
    ["c/queue/metrics_queue_4", "c/queue/metrics_queue_5_growing"],
    ["c/series/scrape_00", "c/series/scrape_05", "c/series/scrape_09"],
    ["c/metrics_event_loop_blocked_3s", "c/metrics_event_loop_blocked_3s"],
    ["legacy/series/scrape_00", "legacy/series/scrape_06"],
    ["registry/default_registry_pool_exhausted", "registry/default_registry_pool_exhausted"],
  ]

  private static let views: [View] = [.runtime, .business, .security, .instance, .fleet, .routes]

  private static func text(_ name: String) -> String? {
    let path = "contract/recordings/\(name)"
    if let bytes = SharedFolder.bytes("\(path).body") { return String(decoding: bytes, as: UTF8.self) }
    guard let bytes = SharedFolder.bytes("\(path).http"),
      let mark = bytes.firstRange(of: Array("\r\n\r\n".utf8))
    else { return nil }
    return String(decoding: bytes[mark.upperBound...], as: UTF8.self)
  }

  /// The pages played 2 s apart.
  private func play(_ pages: [String]) -> Play {
    var play = Play(["recorded"], size: Size(columns: 200, rows: 60))
    for (place, page) in pages.enumerated() { play.page(page, at: Double(2 * place)) }
    return play
  }

  private func screen(_ view: View, _ play: Play) -> String {
    var play = play
    play.state.view = view
    return play.screen.plainText
  }

  /// Whether some view shows other pages otherwise.
  private func differs(_ pages: [String], from screens: [View: String]) -> Bool {
    let play = play(pages)
    return DrawnFamiliesTests.views.contains { screen($0, play) != screens[$0] }
  }

  /// Whether a line of a page is a sample of a family.
  private func isSample(_ line: Substring, of name: SignalName) -> Bool {
    let own = SignalName.unprefixed(String(line.prefix { $0 != "{" && $0 != " " }))
    guard own.hasPrefix(name.family) else { return false }
    guard ["", "_bucket", "_sum", "_count"].contains(own.dropFirst(name.family.count)) else { return false }
    return name.selecting.map { line.firstRange(of: "\($0.label)=\"\($0.value)\"") != nil } ?? true
  }

  private func without(_ name: SignalName, _ page: String) -> String {
    page.split(separator: "\n").filter { !isSample($0, of: name) }.joined(separator: "\n") + "\n"
  }

  /// Three times the value and a little more with each page, so that levels and rises differ.
  private func changed(_ name: SignalName, _ page: String, place: Int) -> String {
    page.split(separator: "\n").map { line in
      guard isSample(line, of: name), let space = line.lastIndex(of: " "),
        let value = Double(line[line.index(after: space)...])
      else { return String(line) }
      return "\(line[...space])\(value * 3 + 7 * Double(place + 1))"
    }.joined(separator: "\n") + "\n"
  }

  @Test("a changed or missing value of each is seen, from a recording", .enabled(if: SharedFolder.isPresent))
  func seen() throws {
    var drawn: Set<Signal> = []
    var recorded: Set<Signal> = []
    for names in DrawnFamiliesTests.recordings {
      let pages = try names.map { try #require(DrawnFamiliesTests.text($0), "\($0)") }
      let play = play(pages)
      let before = Dictionary(uniqueKeysWithValues: DrawnFamiliesTests.views.map { ($0, screen($0, play)) })
      for row in SignalTable.rows where !drawn.contains(row.signal) {
        for name in row.names {
          guard pages[0].split(separator: "\n").contains(where: { isSample($0, of: name) }) else { continue }
          recorded.insert(row.signal)
          let altered = pages.enumerated().map { changed(name, $1, place: $0) }
          if differs(altered, from: before) || differs(pages.map { without(name, $0) }, from: before) {
            drawn.insert(row.signal)
            break
          }
        }
      }
    }
    for signal in Signal.allCases {
      #expect(recorded.contains(signal), "\(signal.rawValue) is in no recording")
      #expect(!recorded.contains(signal) || drawn.contains(signal), "\(signal.rawValue) is on no screen")
    }
  }
}
