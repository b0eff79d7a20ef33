import Drawing
import MPanel
import Testing

@testable import Dashboard

@Suite("The operator's marks in charts")
struct MarksInChartsTests {
  private func play(_ view: View, _ size: Size = Size(columns: 120, rows: 40)) -> Play {
    var play = Play(["alpha"], size: size)
    play.run(MadeUpPanel(), until: 60)
    play.state.view = view
    play.press(.character("m"), at: 60)
    for second in stride(from: 62, through: 90, by: 2) {
      play.page(MadeUpPanel(troubleFrom: 70).page(second: second), at: Double(second))
      if second == 80 { play.press(.character("m"), at: 80) }
    }
    return play
  }

  @Test("their names stand on every axis, with a line down what is empty")
  func golden() throws {
    try Golden.check(play(.instance).screen, "marks-120x40")
    try Golden.check(play(.fleet).screen, "marks-fleet-120x40")
  }

  @Test("a figure is never hidden by one: all that was drawn without it is drawn with it")
  func hidesNothing() {
    var marked = play(.instance)
    let with = marked.screen
    marked.state.events = EventBook()
    let without = marked.screen
    let data: Set<Unicode.Scalar> = Set("▁▂▃▄▅▆▇█░▒▓".unicodeScalars)
    var lines = 0
    for y in 0..<without.rows {
      for x in 0..<without.columns {
        if data.contains(without[x, y].scalar) { #expect(with[x, y] == without[x, y]) }
        lines += with[x, y].scalar == "┊" ? 1 : 0
      }
    }
    #expect(lines > 10)
  }

  @Test("that of one instance is not in the charts of another, that of the fleet is in all")
  func whose() {
    var play = Play(["alpha", "beta"], size: Size(columns: 120, rows: 40))
    for second in stride(from: 0, through: 60, by: 2) {
      for target in 0...1 {
        play.page(MadeUpPanel().page(second: second), from: target, at: Double(second))
      }
      if second == 20 {
        play.state.view = .fleet
        play.press(.character("m"), at: 20)
      }
      if second == 40 {
        play.press(.character("2"), at: 40)
        play.press(.character("m"), at: 40)
      }
    }
    #expect(play.shows("╵mark 1") && play.shows("╵mark 2"))
    play.press(.tab, at: 60)
    #expect(play.shows("╵mark 1") && !play.shows("╵mark 2"))
  }

  @Test("in the past there is none that was set later")
  func past() {
    var play = play(.instance)
    play.press(.character("{"), at: 90)
    #expect(!play.shows("╵mark"))
  }
}
