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

  @Test(
    "the help shows every key that does something, scrolled where the screen is short",
    arguments: View.allCases)
  func help(view: View) {
    var play = Play(["alpha", "beta"], size: Size(columns: 90, rows: 90))
    play.state.view = view
    play.press(.character("?"), at: 1)
    for row in play.state.keys {
      #expect(play.shows(" \(row.label) "), "\(row.label)")
      #expect(play.shows(" \(row.words) "), "\(row.words)")
    }
    play.apply(.resized(Size(columns: 80, rows: 12)), at: 1)
    play.press(.end, at: 1)
    #expect(play.shows("restarted within a minute"))
    play.press(.escape, at: 1)
    #expect(!play.shows("restarted within a minute"))
  }

  @Test("the help lists every rule of the diagnosis, and a search finds one by what it says")
  func diagnoses() {
    var play = Play(["alpha"], size: Size(columns: 90, rows: 120))
    play.press(.character("?"), at: 1)
    #expect(play.shows("refused, unreachable, or silent"))
    for rule in DiagnosisTable.rows {
      #expect(play.shows(" \(rule.id) ") && play.shows(" \(rule.when)"), "\(rule.id)")
    }
    play.press(.character("/"), at: 1)
    for scalar in "payments".unicodeScalars { play.press(.character(scalar), at: 1) }
    #expect(play.shows("a breaker is open or half-open") && !play.shows("restarted within a minute"))
  }

  @Test("the help leaves out what does nothing here")
  func helpHere() {
    var play = Play(["alpha"], size: Size(columns: 90, rows: 90))
    play.press(.character("?"), at: 1)
    #expect(!play.shows("next instance") && !play.shows("sort by the next figure"))
  }

  @Test("every key is in the group that its command names, and no command is in two")
  func groups() {
    for command in Command.allCases {
      guard let row = KeyTable.rows.first(where: { $0.command == command }) else { continue }
      #expect(KeyGroup.allCases.count { $0.names(command) } <= 1, "\(command)")
      _ = KeyGroup.of(row)
    }
  }

  @Test("what a key or the palette does is seen: the help closes, save for what it does not hide")
  func helpCloses() {
    var play = Play(["alpha", "beta"])
    play.run(MadeUpPanel(), until: 10)
    play.run(MadeUpPanel(), as: 1, until: 10)
    func tell(_ line: String) {
      play.press(.character("?"), .character(":"), at: 11)
      for scalar in line.unicodeScalars { play.press(.character(scalar), at: 11) }
      play.press(.enter, at: 11)
    }
    for line in ["view routes", "runtime", "instance beta", "goto -5s", "filter get", "sort errors", "pause"]
    {
      play.state.show(.routes)
      tell(line)
      #expect(play.state.help == nil && play.state.palette == nil, "\(line)")
      play.state.help = nil
    }
    play.press(.character("?"), .character("7"), at: 11)
    #expect(play.state.help == nil && play.state.view == .events)
    // Enter opens nothing that the help hides.
    play.press(.character("1"), .character("?"), .enter, at: 11)
    #expect(play.state.help == nil && play.state.view == .fleet)
    for line in ["theme dark", "glyphs ascii", "every 5"] {
      tell(line)
      #expect(play.state.help != nil && play.state.palette == nil, "\(line)")
      play.state.help = nil
    }
    // What cannot be done leaves the help as it is.
    tell("view nothing")
    #expect(play.state.help != nil && play.state.palette?.problem != nil)
  }

  @Test("/ searches the help: Enter keeps, Esc shows all, Esc again closes")
  func searching() {
    var play = Play(["alpha", "beta"], size: Size(columns: 100, rows: 70))
    play.press(.character("?"), .character("/"), at: 1)
    for scalar in "window".unicodeScalars { play.press(.character(scalar), at: 1) }
    #expect(play.shows("a longer window of time") && !play.shows("the next theme") && play.shows("/window_"))
    play.press(.enter, at: 1)
    #expect(play.shows("with window") && !play.shows("/window_"))
    play.press(.escape, at: 1)
    #expect(play.shows("the next theme"))
    play.press(.escape, at: 1)
    #expect(play.state.help == nil)
  }

  @Test(
    "the footer: all views from 120 columns on, else the digits and the view that is shown, and always the help"
  )
  func footer() {
    var play = Play(["alpha", "beta"])
    for (columns, words) in [
      (200, "1 Fleet 2 Instance 3 Routes 4 Runtime 5 Business 6 Security 7 Events 8 Metrics"),
      (120, "1 Fleet 2 Instance 3 Routes 4 Runtime 5 Business 6 Security 7 Events 8 Metrics"),
      (80, "1 Fleet 2 3 4 5 6 7 8"), (40, "1 Fleet"),
    ] {
      play.apply(.resized(Size(columns: columns, rows: 20)), at: 1)
      let footer = play.screen.text(row: 19)
      #expect(footer.firstRange(of: words) != nil && footer.firstRange(of: "? help") != nil, "\(footer)")
    }
  }
}
