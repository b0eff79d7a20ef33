import Drawing
import MPanel
import Testing

@testable import Dashboard

@Suite("Every size of screen")
struct SizesTests {
  private static let columns = [
    0, 1, 2, 3, 4, 5, 8, 13, 20, 21, 34, 43, 44, 55, 60, 71, 72, 80, 100, 160, 300,
  ]
  private static let rows = [0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 17, 20, 24, 33, 40, 60, 100]

  @Test("both views draw at every size, in every alphabet, without a trap and never smaller than asked")
  func everySize() {
    var play = Play(["alpha", "beta", "gamma"])
    play.run(MadeUpPanel(troubleFrom: 4), as: 0, until: 20)
    play.run(MadeUpPanel(isPatched: false), as: 1, until: 20)
    for view in View.allCases {
      for glyphs in Glyphs.allCases {
        for columns in SizesTests.columns {
          for rows in SizesTests.rows {
            play.state.view = view
            play.state.glyphs = glyphs
            play.apply(.resized(Size(columns: columns, rows: rows)), at: 21)
            let grid = play.screen
            #expect(grid.columns == max(columns, 1) && grid.rows == max(rows, 1))
          }
        }
      }
    }
  }

  @Test("a window of a few lines lists the worst instances instead of a frame without rows")
  func fewLines() {
    var play = Play(["alpha", "beta", "gamma"], size: Size(columns: 20, rows: 5))
    play.run(MadeUpPanel(), as: 0, until: 10)
    play.report(.failure(.refused), of: .metrics, from: 2, at: 12)
    #expect(play.screen.text(row: 0).hasPrefix("✖ gamma DOWN"))
    #expect(play.shows("● alpha UP"))
  }

  @Test("from 20 columns and 4 rows up, each screen tells the state of what it shows in a word or a shape")
  func alwaysTheState() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 10)
    play.report(.failure(.refused), of: .metrics, at: 12)
    for columns in [20, 30, 44, 60, 80, 120, 200] {
      for rows in [4, 8, 16, 24, 40] {
        play.apply(.resized(Size(columns: columns, rows: rows)), at: 12)
        #expect(play.screen.plainText.contains("✖" as Character), "\(columns)x\(rows)")
      }
    }
  }

  @Test("frames are closed: whatever the size, every corner has its partner on the same line or below")
  func frames() {
    var play = Play(["alpha"])
    play.run(MadeUpPanel(), until: 20)
    for columns in stride(from: 72, through: 200, by: 7) {
      for rows in stride(from: 20, through: 60, by: 5) {
        play.apply(.resized(Size(columns: columns, rows: rows)), at: 20)
        let grid = play.screen
        for y in 0..<grid.rows {
          let line = grid.row(y).map(\.scalar)
          #expect(line.count { $0 == "╭" } == line.count { $0 == "╮" }, "\(columns)x\(rows) line \(y)")
          #expect(line.count { $0 == "╰" } == line.count { $0 == "╯" }, "\(columns)x\(rows) line \(y)")
        }
        let all = grid.cells.map(\.scalar)
        #expect(all.count { $0 == "╭" } == all.count { $0 == "╰" }, "\(columns)x\(rows)")
      }
    }
  }
}
