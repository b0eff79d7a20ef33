import Drawing
import MPanel
import Testing

@testable import Dashboard

@Suite("A health that says healthy while the rest says otherwise")
struct ContradictedHealthTests {
  @Test("all three probes stand in one line, however little room there is for what contradicts")
  func room() throws {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(troubleFrom: 4), until: 20)
    let reading = try #require(play.state.shownReading)
    func line(_ columns: Int) -> String {
      let surface = Surface(columns: columns, rows: 1)
      ProbesPanel().draw(reading, on: surface.canvas)
      return surface.grid.text(row: 0)
    }
    #expect(line(76).firstRange(of: "health healthy, but stripe OPEN") != nil)
    #expect(line(58).firstRange(of: "health healthy, contradicted   ● ready yes") != nil, "\(line(58))")
  }
}
