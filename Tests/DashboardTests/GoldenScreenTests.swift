import Drawing
import MPanel
import Testing

@testable import Dashboard

/// Screens a reader can judge by eye; what the figures must be follows from ``MadeUpPanel``.
@Suite("Golden screens")
struct GoldenScreenTests {
  /// One instance in trouble since 20 s, seen after a minute.
  private func instance(_ size: Size, glyphs: Glyphs = .blocks) -> Play {
    var play = Play(["alpha"], size: size, glyphs: glyphs)
    play.run(MadeUpPanel(troubleFrom: 40), until: 60)
    play.apply(.tick, at: 61)
    return play
  }

  /// One well, one in trouble, one stock build, one that refuses, one never heard of.
  private func fleet(_ size: Size, glyphs: Glyphs = .blocks) -> Play {
    var play = Play(["alpha", "beta", "gamma", "delta", "epsilon"], size: size, glyphs: glyphs)
    play.run(MadeUpPanel(), as: 0, until: 60)
    play.run(MadeUpPanel(troubleFrom: 40), as: 1, until: 60)
    play.run(MadeUpPanel(isPatched: false), as: 2, until: 60)
    play.run(MadeUpPanel(), as: 3, until: 48)
    for second in stride(from: 50, through: 60, by: 2) {
      play.report(.failure(.refused), of: .metrics, from: 3, at: Double(second))
    }
    play.apply(.tick, at: 61)
    return play
  }

  @Test(
    "the instance in trouble, at three sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
  func instanceSizes(size: Size) throws {
    try Golden.check(instance(size).screen, "instance-\(size.columns)x\(size.rows)")
  }

  @Test(
    "the fleet, at three sizes",
    arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
  func fleetSizes(size: Size) throws {
    try Golden.check(fleet(size).screen, "fleet-\(size.columns)x\(size.rows)")
  }

  @Test("narrow screens stack the panels, small ones are one line an instance")
  func small() throws {
    try Golden.check(instance(Size(columns: 50, rows: 30)).screen, "instance-50x30")
    try Golden.check(fleet(Size(columns: 18, rows: 6)).screen, "fleet-18x6")
    try Golden.check(fleet(Size(columns: 40, rows: 1)).screen, "fleet-40x1")
  }

  @Test("a stock build says in its panels what it does not export, and why")
  func stock() throws {
    var play = Play(["gamma"])
    play.run(MadeUpPanel(isPatched: false), until: 60)
    try Golden.check(play.screen, "stock-120x40")
    #expect(play.shows("stuck at 0/0/0"))
    #expect(play.shows("mpanel_queue_size is exported but has no series"))
    #expect(play.shows("this build exports no breaker state"))
  }

  @Test("an instance that went away keeps its last figures, looking old, with gaps for what was not seen")
  func down() throws {
    var play = fleet(Size(columns: 120, rows: 40))
    play.press(.character("j"), .enter, at: 61)
    play.state.shown = 3
    try Golden.check(play.screen, "down-120x40")
  }

  @Test("ASCII and Braille")
  func glyphs() throws {
    try Golden.check(instance(Size(columns: 100, rows: 30), glyphs: .ascii).screen, "instance-ascii-100x30")
    try Golden.check(
      instance(Size(columns: 100, rows: 30), glyphs: .braille).screen, "instance-braille-100x30")
  }

  @Test("the first frame, before any answer, and the help")
  func firstFrame() throws {
    var play = Play(["alpha"])
    try Golden.check(play.screen, "first-120x40")
    play.press(.character("?"), at: 1)
    try Golden.check(play.screen, "help-120x40")
  }

  @Test("without a target and without an answer: what was tried, why it failed, and what else there is")
  func nothingThere() throws {
    var play = Play(["127.0.0.1:2271"], size: Size(columns: 80, rows: 24))
    play.state.hint = "mptop goes on trying.\n\nJust looking:  mptop demo"
    play.report(.failure(.refused), of: .metrics, at: 0)
    try Golden.check(play.screen, "nothing-80x24")
    #expect(play.shows("connection refused"))
    #expect(play.shows("mptop demo"))
  }

  @Test("the palette over the fleet, and why a line cannot be done")
  func palette() throws {
    var play = fleet(Size(columns: 120, rows: 40))
    play.press(.character(":"), .character("i"), .character("n"), at: 61)
    try Golden.check(play.screen, "palette-120x40")
    play.apply(.resized(Size(columns: 80, rows: 24)), at: 61)
    for scalar in "statn".unicodeScalars { play.press(.character(scalar), at: 61) }
    play.press(.enter, at: 61)
    try Golden.check(play.screen, "palette-80x24")
  }

  @Test("a moment of the past: its header, and the figures of then")
  func past() throws {
    var play = instance(Size(columns: 120, rows: 40))
    play.press(.character("{"), at: 61)
    play.press(.character("}"), .character("["), at: 61)
    for _ in 0..<12 { play.press(.character("["), at: 61) }
    try Golden.check(play.screen, "past-120x40")
  }
}
