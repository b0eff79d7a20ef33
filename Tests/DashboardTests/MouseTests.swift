import Drawing
import Telemetry
import Testing

@testable import Dashboard

@Suite("The mouse")
struct MouseTests {
  private func fleet(_ size: Size = Size(columns: 120, rows: 40)) -> Play {
    var play = Play(["alpha", "beta", "gamma"], size: size)
    for target in 0...2 { play.run(MadeUpPanel(), as: target, until: 60) }
    play.state.preferences.mouse = true
    play.apply(.tick, at: 61)
    return play
  }

  /// Where words stand on the screen first.
  private func place(of words: String, in play: Play) throws -> (x: Int, y: Int) {
    let grid = play.screen
    for y in 0..<grid.rows {
      let line = grid.text(row: y)
      if let found = line.firstRange(of: words) {
        return (line.unicodeScalars.distance(from: line.startIndex, to: found.lowerBound), y)
      }
    }
    throw Missing(words: words)
  }

  private struct Missing: Error {
    var words: String
  }

  private func click(_ words: String, _ play: inout Play, at second: Double = 61) throws {
    let (x, y) = try place(of: words, in: play)
    play.apply(.pointer(Pointer(.press, x: x + 1, y: y)), at: second)
  }

  @Test("off unless it was asked for")
  func off() throws {
    var play = fleet()
    play.state.preferences.mouse = false
    try click("3 Routes", &play)
    #expect(play.state.view == .fleet)
    for scalar in ":set mouse on".unicodeScalars { play.press(.character(scalar), at: 61) }
    play.press(.enter, at: 61)
    #expect(play.effects == [.useMouse(true)] && play.state.preferences.mouse)
    try click("3 Routes", &play)
    #expect(play.state.view == .routes)
  }

  @Test(
    "a click in the footer is its key, on a tab the instance, on a row selects it, and a second one opens it")
  func clicks() throws {
    var play = fleet()
    try click("▶ alpha", &play)
    #expect(play.selectedInstance == 0 && play.state.view == .fleet)
    try click("  gamma  ", &play, at: 62)
    #expect(play.selectedInstance == 2 && play.state.view == .fleet)
    try click("▶ gamma", &play, at: 62.2)
    #expect(play.state.view == .instance && play.state.shown == 2)
    try click("● beta", &play, at: 63)
    #expect(play.state.shown == 1)
    try click("1 Fleet", &play, at: 64)
    #expect(play.state.view == .fleet)
    // Two slow clicks are two.
    try click("  alpha  ", &play, at: 65)
    try click("▶ alpha", &play, at: 66)
    #expect(play.state.view == .fleet)
    try click("? help", &play, at: 67)
    #expect(play.state.help != nil)
    try click("states, best first", &play, at: 68)
    #expect(play.state.help == nil)
  }

  @Test("a click selects a row of any list, and a second one opens it")
  func lists() throws {
    var play = fleet()
    play.press(.character("2"), .character("8"), at: 61)
    try click("nodejs_version_info", &play)
    #expect(play.state.list.selected == "nodejs_version_info" && play.state.list.opened == nil)
    try click("▶ nodejs_version_info", &play, at: 61.2)
    #expect(play.state.list.opened == "nodejs_version_info")
  }

  @Test("a click marks a panel, a second one gives it all the room")
  func panels() throws {
    var play = fleet()
    play.press(.character("2"), at: 61)
    try click("Queues", &play)
    #expect(play.shows("▶ Queues"))
    try click("▶ Queues", &play, at: 61.1)
    #expect(play.shows("▶ Queues") && !play.shows("Latency"))
  }

  @Test("the wheel scrolls what scrolls and moves through rows")
  func wheel() {
    var play = fleet()
    let first = play.selectedInstance
    play.apply(.pointer(Pointer(.wheelDown, x: 5, y: 5)), at: 61)
    #expect(play.selectedInstance != first)
    play.apply(.pointer(Pointer(.wheelUp, x: 5, y: 5)), at: 61)
    #expect(play.selectedInstance == first)
    play.apply(.resized(Size(columns: 50, rows: 16)), at: 61)
    play.press(.character("2"), at: 61)
    play.apply(.pointer(Pointer(.wheelDown, x: 5, y: 5)), at: 61)
    #expect(play.state.scrolls[play.state.shownTarget] == 3)
    play.press(.character("?"), at: 61)
    play.apply(.pointer(Pointer(.wheelDown, x: 5, y: 5)), at: 61)
    #expect(play.state.help?.scroll == 3)
  }

  @Test("no click anywhere traps, in any view, and every tenth cell is tried")
  func everywhere() {
    for view in View.allCases {
      for size in [Size(columns: 80, rows: 24), Size(columns: 30, rows: 8), Size(columns: 1, rows: 1)] {
        var play = fleet(size)
        for y in stride(from: -1, through: size.rows, by: 3) {
          for x in stride(from: -1, through: size.columns, by: 10) {
            play.state.view = view
            play.apply(.pointer(Pointer(.press, x: x, y: y)), at: 61)
            #expect(!play.effects.contains { if case .save = $0 { size.columns < 20 } else { false } })
          }
        }
      }
    }
  }

  @Test("a click on the map of a large fleet selects the instance of the cell, and a second one opens it")
  func map() throws {
    var play = Play((0..<60).map { "node-\($0)" }, size: Size(columns: 80, rows: 24))
    play.report(.failure(.refused), of: .metrics, from: 41, at: 1)
    play.state.preferences.mouse = true
    play.apply(.tick, at: 2)
    let (_, title) = try place(of: " map ", in: play)
    let line = play.screen.text(row: title + 1)
    let first = try #require(line.unicodeScalars.dropFirst().firstIndex { $0 != " " && $0 != "│" })
    let x = line.unicodeScalars.distance(from: line.startIndex, to: first)
    play.apply(.pointer(Pointer(.press, x: x + 41, y: title + 1)), at: 3)
    #expect(play.selectedInstance == 41 && play.state.view == .fleet)
    play.apply(.pointer(Pointer(.press, x: x + 41, y: title + 1)), at: 3.2)
    #expect(play.state.view == .instance && play.state.shownTarget == 41)
  }
}
