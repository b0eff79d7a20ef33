import Drawing
import MPanel
import Telemetry
import Testing

@testable import Dashboard

/// A script of events, then the state and what is to be done.
@Suite("Applying events")
struct ApplyTests {
  @Test("one target opens on its instance, several open on the fleet")
  func firstView() {
    #expect(Play(["alpha"]).state.view == .instance)
    #expect(Play(["alpha", "beta"]).state.view == .fleet)
  }

  @Test("Tab and Shift-Tab go round the instances in the order of the targets")
  func flipping() {
    var play = Play(["alpha", "beta", "gamma"])
    play.press(.tab, at: 1)
    #expect(play.state.view == .instance)
    #expect(play.state.shown == 1)
    play.press(.tab, .tab, at: 1)
    #expect(play.state.shown == 0)
    play.press(.backTab, at: 1)
    #expect(play.state.shown == 2)
  }

  @Test("digits choose the view, Enter opens the selected row, Esc goes one step back and never quits")
  func digitsEnterEsc() {
    var play = Play(["alpha", "beta"])
    play.press(.down, .enter, at: 1)
    #expect(play.state.view == .instance)
    #expect(play.state.shown == 1)
    play.press(.character("1"), at: 1)
    #expect(play.state.view == .fleet)
    play.press(.character("2"), .escape, at: 1)
    #expect(play.state.view == .fleet)
    #expect(play.selectedInstance == 1)
    play.press(.escape, at: 1)
    #expect(play.effects.isEmpty)
  }

  @Test("the selected row stays on its instance when the order changes")
  func selectionFollows() {
    var play = Play(["alpha", "beta"])
    play.run(MadeUpPanel(), as: 0, until: 10)
    play.run(MadeUpPanel(), as: 1, until: 10)
    #expect(FleetSort.worst.order(of: play.state.briefs) == [0, 1])
    play.report(.failure(.refused), of: .metrics, from: 1, at: 12)
    #expect(FleetSort.worst.order(of: play.state.briefs) == [1, 0])
    #expect(play.selectedInstance == 0)
  }

  @Test("every instance keeps being taken in, whichever is shown, and keeps its own place")
  func places() {
    var play = Play(["alpha", "beta"], size: Size(columns: 50, rows: 20))
    play.run(MadeUpPanel(), as: 0, until: 10)
    play.press(.character("2"), .pageDown, at: 10)
    let scroll = play.state.scrolls[0] ?? 0
    #expect(scroll > 0)
    play.press(.tab, at: 10)
    play.run(MadeUpPanel(), as: 0, until: 20)
    #expect(play.state.scrolls[1] ?? 0 == 0)
    #expect(play.state.reading(of: 0)?.age == .zero)
    play.press(.backTab, at: 20)
    #expect(play.state.scrolls[0] == scroll)
  }

  @Test("Space holds the screen while collecting goes on, and says for how long")
  func pause() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 10)
    play.press(.character(" "), at: 10)
    let before = play.state.readings()[0].identity.uptime
    play.page(MadeUpPanel().page(second: 20), at: 20)
    #expect(play.state.readings()[0].identity.uptime == before)
    #expect(play.shows("PAUSED -10 s  15:23:30"))
    play.press(.character(" "), at: 20)
    #expect(play.state.readings()[0].age == .zero)
    #expect(!play.shows("PAUSED"))
  }

  @Test("+ and - choose the window, which the title tells")
  func window() {
    var play = Play(["alpha"])
    play.press(.character("+"), at: 1)
    #expect(play.state.window == .fiveMinutes)
    #expect(play.shows("window 5 m"))
    play.press(.character("-"), .character("-"), .character("-"), at: 1)
    #expect(play.state.window == .halfMinute)
  }

  @Test("r asks the shown instance anew, in the fleet all of them")
  func refresh() {
    var play = Play(["alpha", "beta"])
    play.press(.character("r"), at: 1)
    #expect(play.effects == [.refresh(target: nil)])
    play.press(.tab, .character("r"), at: 1)
    #expect(play.effects == [.refresh(target: 1)])
  }

  @Test("d goes through the intervals and tells the scraper")
  func interval() {
    var play = Play(["alpha"])
    play.press(.character("d"), at: 1)
    #expect(play.effects == [.setInterval(.seconds(5))])
    play.press(.character("d"), .character("d"), .character("d"), at: 1)
    #expect(play.effects == [.setInterval(.seconds(1))])
  }

  @Test("s saves the screen under the instance's name, in the fleet under the fleet's")
  func snapshot() {
    var play = Play(["alpha", "beta"])
    play.press(.character("s"), at: 1)
    guard case .save(let text, "fleet")? = play.effects.first else {
      Issue.record("no snapshot of the fleet: \(play.effects)")
      return
    }
    #expect(text.hasPrefix("# mptop 0.0.0 snapshot\n"))
    play.press(.tab, .character("s"), at: 1)
    guard case .save(_, "beta")? = play.effects.first else {
      Issue.record("no snapshot of the instance: \(play.effects)")
      return
    }
  }

  @Test("a notice stands in the footer for its time and then goes")
  func notice() {
    var play = Play(["alpha"])
    play.apply(.notice("saved /tmp/x.txt", isError: false), at: 1)
    #expect(play.shows("saved /tmp/x.txt"))
    play.apply(.tick, at: 8)
    #expect(play.shows("saved /tmp/x.txt"))
    play.apply(.tick, at: 10)
    #expect(!play.shows("saved /tmp/x.txt"))
  }

  @Test("the next key takes a notice away, except one of what went wrong")
  func noticeAndKeys() {
    var play = Play(["alpha"])
    play.apply(.notice("saved /tmp/x.txt", isError: false), at: 1)
    play.press(.character("3"), at: 2)
    #expect(!play.shows("saved /tmp/x.txt"))
    play.apply(.notice("no room in /tmp", isError: true), at: 3)
    play.press(.character("2"), at: 4)
    #expect(play.shows("no room in /tmp"))
  }

  @Test(
    "a key that sets something says what it has set",
    arguments: [
      ("+", "window 5 m"), ("-", "window 30 s, the shortest"), ("d", "asks every 5 s"),
      ("u", "glyphs braille"),
      ("l", "latencies on a linear scale"), ("t", "theme "),
    ])
  func settings(_ key: Unicode.Scalar, _ words: String) {
    var play = Play(["alpha"])
    play.press(.character(key), at: 1)
    #expect(play.shows(words))
    play.apply(.tick, at: 5)
    #expect(play.state.notice == nil)
  }

  @Test("t and u go round themes and glyphs")
  func looks() {
    var play = Play(["alpha"])
    play.press(.character("t"), at: 1)
    #expect(play.state.theme == 1)
    play.press(.character("t"), at: 1)
    #expect(play.state.theme == 0)
    play.press(.character("u"), .character("u"), at: 1)
    #expect(play.state.glyphs == .ascii)
    #expect(play.screen.cells.allSatisfy { $0.scalar.isASCII })
  }

  @Test("q, Ctrl-C and Q quit, Q leaving the frame; Ctrl-Z suspends; Ctrl-L repaints")
  func leaving() {
    var play = Play(["alpha"])
    for (key, effect) in [
      (Key.character("q"), Effect.quit(keepingFrame: false)), (.control("c"), .quit(keepingFrame: false)),
      (.character("Q"), .quit(keepingFrame: true)), (.control("z"), .suspend), (.control("l"), .repaint),
    ] {
      play.press(key, at: 1)
      #expect(play.effects == [effect])
    }
  }

  @Test("a report of a target that does not exist changes nothing")
  func strayReport() {
    var play = Play(["alpha"])
    play.report(.failure(.refused), of: .metrics, from: 7, at: 1)
    #expect(play.state.watches[0].standing.condition == .connecting)
  }

  @Test("the hint goes with the first page, not with the first failure")
  func hint() {
    var play = Play(["alpha"])
    play.state.hint = "mptop demo"
    play.report(.failure(.refused), of: .metrics, at: 1)
    #expect(play.shows("mptop demo"))
    play.page(MadeUpPanel().page(second: 2), at: 2)
    #expect(!play.shows("mptop demo"))
  }

  @Test("with more instances than rows the selected one is always among those shown; else all are")
  func scrolling() {
    let names = (1...30).map { "panel-\($0)" }
    var play = Play(names, size: Size(columns: 80, rows: 12))
    for _ in 0..<29 { play.press(.down, at: 1) }
    #expect(play.shows("▶ panel-30"))
    play.press(.home, at: 1)
    #expect(play.shows("▶ panel-1 ") && play.shows(" below"))
    play.apply(.resized(Size(columns: 80, rows: 40)), at: 1)
    play.press(.end, at: 1)
    for name in names { #expect(play.shows(" \(name) "), "\(name)") }
  }

  @Test("o goes through the orders, which the frame names, I turns them round, and the selection stays put")
  func sorting() {
    var play = Play(["beta", "alpha", "gamma"])
    play.run(MadeUpPanel(), as: 0, until: 10)
    play.run(MadeUpPanel(troubleFrom: 2), as: 1, until: 10)
    func rows() -> [String] {
      play.fleetRows
    }
    // alpha is DEGRADED, gamma was never heard of, beta is well.
    #expect(rows() == ["alpha", "gamma", "beta"] && play.shows("worst first"))
    play.press(.character("o"), at: 10)
    #expect(rows() == ["alpha", "beta", "gamma"] && play.shows("by name"))
    play.press(.character("I"), at: 10)
    #expect(rows() == ["gamma", "beta", "alpha"] && play.shows("by name, turned round"))
    play.press(.character("I"), .character("o"), at: 10)
    // 58 requests a second against 50; what is not known comes last.
    #expect(rows() == ["alpha", "beta", "gamma"] && play.shows("most requests first"))
    #expect(play.selectedInstance == 0)
    for _ in 0..<5 { play.press(.character("o"), at: 10) }
    #expect(play.shows("worst first"))
  }

  @Test("/ shows only instances with every word, !word leaves out, Enter keeps, Esc clears")
  func filtering() {
    var play = Play(["web-1", "web-2", "mail"])
    func rows() -> [String] {
      play.fleetRows
    }
    func type(_ text: String) { for scalar in text.unicodeScalars { play.press(.character(scalar), at: 1) } }
    type("/WEB")
    #expect(rows() == ["web-1", "web-2"] && play.shows("/WEB_"))
    type(" !web-2")
    #expect(rows() == ["web-1"])
    play.press(.enter, at: 1)
    #expect(rows() == ["web-1"] && play.shows("1 with WEB !web-2") && !play.state.list.filter.isTyping)
    // Keys mean what they mean again.
    play.press(.enter, at: 1)
    #expect(play.state.view == .instance && play.state.shown == 0)
    play.press(.escape, .escape, at: 1)
    #expect(rows().count == 3)
    type("/nothing has this")
    #expect(rows().isEmpty && play.shows("no instance has nothing has this"))
    play.press(.backspace, at: 1)
    #expect(play.state.list.filter.text == "nothing has thi")
    play.press(.control("c"), at: 1)
    #expect(play.effects == [.quit(keepingFrame: false)])
  }

  @Test("a filter that leaves the selected row out selects the first that is left")
  func filteredSelection() {
    var play = Play(["alpha", "beta"])
    for scalar in "/beta".unicodeScalars { play.press(.character(scalar), at: 1) }
    #expect(play.selectedInstance == 1 && play.shows("▶ beta"))
  }
}
