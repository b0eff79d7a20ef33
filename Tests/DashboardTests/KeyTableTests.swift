import Drawing
import Testing

@testable import Dashboard

@Suite("The table of keys")
struct KeyTableTests {
  @Test("no key means two things in one view", arguments: View.allCases)
  func unique(view: View) {
    var seen: [Key: Command] = [:]
    for row in KeyTable.rows(in: view) {
      for key in row.keys {
        #expect(seen.updateValue(row.command, forKey: key) == nil, "\(key) is \(row.command) too")
      }
    }
  }

  @Test("every command has a key, and every key is dispatched to it")
  func complete() {
    #expect(Set(KeyTable.rows.map(\.command)) == Set(Command.allCases))
    for row in KeyTable.rows {
      for view in row.views.isEmpty ? Set(View.allCases) : row.views {
        for key in row.keys { #expect(KeyTable.command(for: key, in: view) == row.command) }
      }
    }
  }

  @Test("every view has a digit, which is its number")
  func digits() {
    for view in View.allCases {
      var play = Play(["alpha", "beta"])
      play.press(.character(Unicode.Scalar(UInt8(48 + view.rawValue))), at: 1)
      #expect(play.state.view == view)
    }
  }

  @Test("the help shows every key of the view, scrolled where the screen is short", arguments: View.allCases)
  func help(view: View) {
    var play = Play(["alpha", "beta"], size: Size(columns: 100, rows: 60))
    play.state.view = view
    play.press(.character("?"), at: 1)
    for row in KeyTable.rows(in: view) {
      #expect(play.shows(" \(row.label) "), "\(row.label)")
      #expect(play.shows(" \(row.words) "), "\(row.words)")
    }
    play.apply(.resized(Size(columns: 80, rows: 12)), at: 1)
    play.press(.end, at: 1)
    #expect(play.shows("refused, unreachable, or silent"))
    play.press(.escape, at: 1)
    #expect(!play.shows("refused, unreachable, or silent"))
  }
}
