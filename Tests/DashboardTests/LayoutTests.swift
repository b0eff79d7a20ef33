import Drawing
import MPanel
import Testing

@testable import Dashboard

@Suite("Panels: layouts, focus, expanding")
struct LayoutTests {
  private func instance(_ size: Size = Size(columns: 120, rows: 40)) -> Play {
    var play = Play(["alpha", "beta"], size: size)
    for target in 0...1 { play.run(MadeUpPanel(troubleFrom: 40), as: target, until: 60) }
    play.press(.character("2"), at: 61)
    return play
  }

  private let names = View.instance.panelNames

  @Test("a layout is read from lines as it is written")
  func reading() throws {
    let lines = ["latency | traffic/pool", "queues | breakers", "probes"]
    let layout = try PanelLayout(lines: lines, panels: names)
    #expect(layout == LayoutTable.rows(of: .instance).first?.layout)
    #expect(layout.lines == lines)
    #expect(
      try PanelLayout(lines: [" Pool/latency|probes "], panels: names).rows == [
        [["pool", "latency"], ["probes"]]
      ])
  }

  @Test(
    "what is no layout is refused with the word read and the nearest valid one",
    arguments: [
      (["latncy"], "has no panel ‘latncy’; did you mean ‘latency’?"),
      (["pool", "pool"], "names ‘pool’ twice"),
      ([], "names no panel"), (["pool | "], "has no panel ‘’"), (["pool//latency"], "has no panel ‘’"),
    ])
  func refused(lines: [String], words: String) {
    #expect {
      _ = try PanelLayout(lines: lines, panels: names)
    } throws: { error in
      (error as? PanelLayout.Refusal)?.words.hasPrefix(words) == true
    }
  }

  @Test("arrows mark the panel at that side, e gives it all the room and takes it back, Esc goes a step back")
  func focus() throws {
    var play = instance()
    #expect(!play.shows("▶"))
    play.press(.right, at: 61)
    #expect(play.shows("▶ Latency"))
    play.press(.right, at: 61)
    #expect(play.shows("▶ Traffic"))
    play.press(.down, at: 61)
    #expect(play.shows("▶ Pool"))
    play.press(.down, at: 61)
    #expect(play.shows("▶ Breakers"))
    play.press(.left, at: 61)
    #expect(play.shows("▶ Queues"))
    play.press(.down, at: 61)
    #expect(play.shows("▶ Probes"))
    play.press(.up, .up, at: 61)
    #expect(play.shows("▶ Latency"))
    play.press(.left, .up, at: 61)
    #expect(play.shows("▶ Latency"))
    play.press(.character("e"), at: 61)
    #expect(play.shows("▶ Latency") && !play.shows("Breakers") && !play.shows("╭ Pool"))
    try Golden.check(play.screen, "expanded-120x40")
    play.press(.right, at: 61)
    #expect(play.shows("▶ Traffic") && !play.shows("Latency"))
    play.press(.tab, at: 61)
    #expect(play.state.shown == 1 && play.shows("▶ Traffic"))
    play.press(.escape, at: 61)
    #expect(play.shows("▶ Traffic") && play.shows("Latency"))
    play.press(.escape, at: 61)
    #expect(!play.shows("▶") && play.state.view == .instance)
    play.press(.escape, at: 61)
    #expect(play.state.view == .fleet)
  }

  @Test("Enter expands too, without a mark the first panel, and again takes it back")
  func enter() {
    var play = instance()
    play.press(.enter, at: 61)
    #expect(play.shows("▶ Latency") && !play.shows("Queues"))
    play.press(.enter, at: 61)
    #expect(play.shows("Queues"))
  }

  @Test("in a stack Right goes from panel to panel and scrolls to each")
  func stacked() {
    var play = instance(Size(columns: 50, rows: 20))
    for name in ["Latency", "Pool", "Queues", "Breakers", "Traffic", "Probes", "Latency"] {
      play.press(.right, at: 61)
      #expect(play.shows("▶ \(name)"), "\(play.screen.plainText)")
    }
  }

  @Test("p goes through the layouts, :layout names one, and what the operator wrote comes first")
  func presets() throws {
    var play = instance()
    play.press(.character("p"), at: 61)
    #expect(play.shows("Latency") && !play.shows("Queues") && play.shows("layout charts"))
    play.press(.character("p"), at: 61)
    #expect(!play.shows("Latency") && play.shows("Queues"))
    play.press(.character("p"), at: 61)
    #expect(play.shows("Latency") && play.shows("Queues"))
    for scalar in ":layout work".unicodeScalars { play.press(.character(scalar), at: 61) }
    play.press(.enter, at: 61)
    #expect(!play.shows("Latency"))
    var preferences = Preferences()
    preferences.layouts[.instance] = try PanelLayout(lines: ["pool"], panels: names)
    let state = State(
      targets: [Target(id: 0, name: "alpha", address: "127.0.0.1:1")], interval: .seconds(2),
      size: Size(columns: 80, rows: 24), now: Play.moment(0), version: "0", clock: WallClock(offset: 0),
      themeNames: ["default"], preferences: preferences)
    let text = Screen.grid(of: state).plainText
    #expect(text.firstRange(of: "Pool") != nil && text.firstRange(of: "Latency") == nil)
  }

  @Test("every layout draws at every size, all of its panels where it is arranged, and none over another")
  func everySize() throws {
    var play = instance()
    let odd = [
      "latency/traffic/pool/queues/breakers/probes", "latency | traffic | pool | queues | breakers | probes",
    ]
    let all =
      LayoutTable.rows(of: .instance).map(\.layout)
      + (try odd.map { try PanelLayout(lines: [$0], panels: names) })
      + [PanelLayout(names.map { [[$0]] })]
    for layout in all {
      play.state.preferences.layouts[.instance] = layout
      play.state.layoutPlaces[.instance] = 0
      for columns in [20, 43, 71, 72, 100, 160, 240] {
        for rows in [4, 9, 17, 20, 24, 33, 60, 100] {
          play.apply(.resized(Size(columns: columns, rows: rows)), at: 61)
          #expect(play.screen.columns == columns)
          guard let (board, part) = play.state.scene.board(play.state.size) else { continue }
          let places = board.places(in: part)
          guard !places.isEmpty else { continue }
          #expect(places.map(\.panel.name) == layout.names)
          #expect(
            places.reduce(0) { $0 + $1.rect.width * $1.rect.height } == part.width * part.height,
            "\(layout.lines) \(columns)x\(rows)")
        }
      }
    }
  }

  @Test("l draws latencies on a linear scale from zero, and on a logarithmic one again")
  func axis() {
    var play = instance()
    #expect(play.shows("1 ms–10 s log"))
    play.press(.character("l"), at: 61)
    #expect(play.shows("0–10 s ") && !play.shows(" log"))
    for scalar in ":set axis log".unicodeScalars { play.press(.character(scalar), at: 61) }
    play.press(.enter, at: 61)
    #expect(play.shows("1 ms–10 s log"))
  }
}
