import Drawing
import Telemetry
import Testing

@testable import Dashboard

@Suite("The palette")
struct PaletteTests {
  private func open(_ line: String, _ names: [String] = ["alpha", "beta"]) -> Play {
    var play = Play(names)
    play.run(MadeUpPanel(), until: 200)
    type(":" + line, &play)
    return play
  }

  private func type(_ text: String, _ play: inout Play) {
    for scalar in text.unicodeScalars { play.press(.character(scalar), at: 200) }
  }

  /// What a line does, typed and entered.
  private func run(_ line: String, _ names: [String] = ["alpha", "beta"]) -> Play {
    var play = open(line, names)
    play.press(.enter, at: 200)
    return play
  }

  @Test(
    "the line and what it could become are shown; Tab completes what is common, then goes through the rest")
  func completion() {
    var play = open("vi")
    #expect(play.shows(":vi_") && play.shows("show a view"))
    play.press(.tab, at: 200)
    #expect(play.state.palette?.text == "view ")
    #expect(play.shows("routes") && play.shows(" the busiest, slowest and most failing endpoints"))
    type("ro", &play)
    play.press(.tab, .enter, at: 200)
    #expect(play.state.view == .routes && play.state.palette == nil)
    type(":theme ", &play)
    // Both begin so.
    play.press(.tab, at: 200)
    #expect(play.state.palette?.text == "theme d")
    play.press(.tab, at: 200)
    #expect(play.state.palette?.text == "theme default")
    play.press(.tab, at: 200)
    #expect(play.state.palette?.text == "theme dark")
    play.press(.backTab, .backTab, at: 200)
    #expect(play.state.palette?.text == "theme dark")
    play.press(.enter, at: 200)
    #expect(play.state.theme == 1)
  }

  @Test("each instruction does what it says")
  func each() {
    #expect(run("view metrics").state.view == .metrics)
    #expect(run("routes").state.view == .routes)
    #expect(run("instance beta").state.shown == 1)
    #expect(run("filter alpha").fleetRows == ["alpha"])
    #expect(run("sort p99").state.list.sort == FleetSort.allCases.firstIndex(of: .p99))
    #expect(run("window 5m").state.window == .fiveMinutes)
    #expect(run("every 7").effects == [.setInterval(.seconds(7))])
    #expect(run("every 0.5s").state.interval == .milliseconds(500))
    #expect(run("glyphs braille").state.glyphs == .braille)
    #expect(run("target add web=10.0.0.1:2271").effects == [.addTarget("web=10.0.0.1:2271")])
    #expect(run("target remove beta").effects == [.removeTarget(id: 1)])
    #expect(run("quit").effects == [.quit(keepingFrame: false)])
    #expect(run("next-instance").state.shown == 1)
    guard case .saveAs(_, "incident.txt")? = run("save incident.txt").effects.first else {
      Issue.record("not saved under the name")
      return
    }
    guard case .save(_, "fleet")? = run("save").effects.first else {
      Issue.record("not saved")
      return
    }
  }

  @Test(
    "goto: so long ago, a time of day, now",
    arguments: [
      ("-1m", 140.0), ("-90s", 110), ("-1m30s", 110), ("-0.5m", 170), ("15:24", 40), ("15:25:10", 110),
      ("-3h", 0),
    ])
  func moments(text: String, second: Double) {
    let play = run("goto \(text)")
    #expect(play.state.shownMoment == Play.moment(second))
  }

  @Test("goto now goes back to now, and a time of day that is still to come was yesterday's")
  func gotoNow() {
    var play = run("goto -1m")
    type(":goto now", &play)
    play.press(.enter, at: 200)
    #expect(play.state.held == nil)
    #expect(run("goto 23:00").shows("what is kept begins at"))
  }

  @Test(
    "what cannot be done stays on the line with the reason and the nearest valid word",
    arguments: [
      ("vew routes", "there is no command ‘vew’; did you mean view?"),
      ("view rotues", "there is no view ‘rotues’; did you mean routes?"),
      ("theme drak", "did you mean dark?"), ("window 7m", "there is no window ‘7m’"),
      ("every x", "‘x’ is not a number of seconds from 0.5 to 300"), ("goto soon", "‘soon’ is no moment"),
      ("goto -90", "‘-90’ is no moment"), ("later", "later does nothing: the screen shows now already"),
      ("quit now", "quit takes no argument, not ‘now’"), ("target add", "target add needs an address"),
      ("target", "target add ADDRESS or target remove NAME"),
      ("instance gamma", "there is no instance ‘gamma’"),
    ])
  func refusals(line: String, words: String) {
    let play = run(line)
    #expect(play.shows(words), "\(play.screen.plainText)")
    #expect(play.state.palette?.text == line && play.effects.isEmpty)
  }

  @Test("Up finds what was done before, Esc leaves, and so does Backspace on an empty line")
  func history() {
    var play = run("window 5m")
    type(":", &play)
    play.press(.up, at: 200)
    #expect(play.state.palette?.text == "window 5m")
    play.press(.down, at: 200)
    #expect(play.state.palette?.text == "")
    play.press(.backspace, at: 200)
    #expect(play.state.palette == nil)
    type(":x", &play)
    play.press(.escape, at: 200)
    #expect(play.state.palette == nil && play.state.view == .fleet)
  }

  @Test("the line is edited where the cursor is")
  func editing() {
    var editor = LineEditor("view rotes")
    for key: Key in [.left, .left, .left, .character("u")] { _ = editor.take(key) }
    #expect(editor.text == "view routes")
    _ = editor.take(.control("w"))
    #expect(editor.text == "view tes")
    _ = editor.take(.control("k"))
    #expect(editor.text == "view ")
    _ = editor.take(.home)
    _ = editor.take(.character(":"))
    #expect(editor.text == ":view ")
    _ = editor.take(.end)
    _ = editor.take(.control("u"))
    #expect(editor.text == "")
  }

  @Test("every instruction has a name of its own, words, and a way to be reached; every command is one")
  func table() {
    let rows = InstructionTable.rows
    #expect(Set(rows.map(\.name)).count == rows.count)
    for row in rows {
      #expect(!row.words.isEmpty && row.name == row.name.lowercased() && !row.name.contains(" " as Character))
    }
    for command in Command.allCases where command != .palette {
      #expect(InstructionTable.row(named: command.name) != nil, "\(command)")
    }
  }

  @Test("no line traps, whatever is typed, completed, recalled and entered", arguments: 0..<8)
  func anything(seed: UInt64) {
    var random = SplitMix(state: seed)
    var play = Play(["alpha", "beta"], size: Size(columns: 60, rows: 16))
    play.run(MadeUpPanel(), until: 20)
    let alphabet = Array(" -:/.0159adegimnorstvwé日\u{202E}\u{7}".unicodeScalars)
    let names = InstructionTable.rows.map(\.name).filter { $0 != "quit" }
    for _ in 0..<40 {
      var line = random.next() % 2 == 0 ? names[Int(random.next() % UInt64(names.count))] + " " : ""
      for _ in 0..<(random.next() % 12) {
        line.unicodeScalars.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      play.press(.escape, .escape, .character(":"), at: 21)
      for scalar in line.unicodeScalars { play.press(.character(scalar), at: 21) }
      let keys: [Key] = [.tab, .backTab, .up, .down, .left, .right, .backspace, .home, .end, .enter]
      for _ in 0..<6 {
        play.press(keys[Int(random.next() % UInt64(keys.count))], at: 21)
        #expect(play.screen.rows == 16)
      }
      play.press(.enter, at: 21)
      #expect(play.screen.columns == 60)
    }
  }

  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test("q quits, times may be written as people say them, and what is missing is named")
  func leniency() {
    #expect(run("q").effects == [.quit(keepingFrame: false)])
    #expect(run("every 1m").effects == [.setInterval(.seconds(60))])
    #expect(run("goto 1m").state.shownMoment == run("goto -1m").state.shownMoment)
    #expect(run("goto 1m").state.held != nil)
    #expect(run("goto").shows("no moment was named"))
    #expect(run("every").shows("no time was named"))
    #expect(run("acknowledge").shows("acknowledge does nothing in the fleet view; it works in events"))
    #expect(run("next", ["alpha"]).state.palette != nil)
  }
}
