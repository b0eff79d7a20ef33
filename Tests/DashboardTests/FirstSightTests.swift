import Drawing
import MPanel
import Testing

@testable import Dashboard

/// What an operator sees of a fleet before a key was pressed.
@Suite("The first sight of a fleet")
struct FirstSightTests {
  private func play(_ count: Int) -> Play {
    var play = Play((0..<count).map { "node-\($0)" }, size: Size(columns: 80, rows: 24))
    for target in 0..<count {
      let text = MadeUpPanel(troubleFrom: target == count - 1 ? 0 : nil).page(second: 2)
      play.page(text, from: target, at: 2)
    }
    play.report(.failure(.refused), of: .metrics, from: count - 2, at: 4)
    return play
  }

  @Test("where not all rows fit, the worst is on top and selected, whichever was named first")
  func worst() {
    let play = play(30)
    let lines = play.screen.plainText.split(separator: "\n")
    #expect(lines[3].firstRange(of: "▶ node-28") != nil, "\(lines[3])")
    #expect(lines[4].firstRange(of: "node-29") != nil, "\(lines[4])")
  }

  @Test("where all fit, the first that was named is selected")
  func all() { #expect(play(5).shows("▶ node-0")) }

  @Test("counts without room for words are by shape: no two pieces look alike")
  func counts() {
    let counts = FleetCounts(play(30).state.briefs)
    let pieces = counts.pieces(withWords: false).map { $0.map(\.text).joined() }
    #expect(Set(pieces.map { $0.prefix(1) }).count == pieces.count)
    let words = counts.pieces().map { $0.map(\.text).joined() }
    #expect(words.count >= pieces.count && words.contains { $0.hasSuffix("DOWN") })
  }
}
