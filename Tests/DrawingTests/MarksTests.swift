import Testing

@testable import Drawing

/// Each mark beside the picture it is to draw.
@Suite("Marks")
struct MarksTests {
  @Test("a frame has its title at the left, its note at the right, and a foot below")
  func frame() {
    let shown = picture(24, 3) { canvas in
      _ = Frame(title: "Pool", note: [[Span("17/20")]], foot: [[Span("12 s old")]]).draw(on: canvas)
    }
    #expect(
      shown == [
        "╭ Pool ───────── 17/20 ╮",
        "│                      │",
        "╰──────────── 12 s old ╯",
      ])
  }

  @Test("a frame leaves out the first pieces of a note that does not fit whole")
  func framePieces() {
    func top(_ width: Int) -> String {
      picture(width, 2) { canvas in
        _ = Frame(title: "T", note: [[Span("errors 1 %")], [Span("40 /s")]]).draw(on: canvas)
      }[0]
    }
    #expect(top(30).firstRange(of: "errors 1 %   40 /s") != nil)
    #expect(top(20).firstRange(of: "errors") == nil && top(20).firstRange(of: "40 /s") != nil)
  }

  @Test("a bar is filled to an eighth of a column, with its limit drawn through it")
  func bar() {
    #expect(picture(10, 1) { Bar([(0.5, .good)], threshold: 0.8).draw(on: $0) } == ["█████···│·"])
    #expect(picture(8, 1) { Bar([(0.5 / 8 + 0.25, .good)]).draw(on: $0) } == ["██▌·····"])
    #expect(picture(4, 1) { Bar([(7, .good)]).draw(on: $0) } == ["████"])
    #expect(picture(4, 1) { Bar([(.nan, .good)]).draw(on: $0) } == ["····"])
  }

  @Test("a spark stands at the right, its gaps stay empty, and what is there but low still shows")
  func spark() {
    let values: [Double?] = [0, 0.5, nil, 1]
    #expect(picture(6, 1) { Spark(values, scale: Scale(lower: 0, upper: 1)).draw(on: $0) } == ["··▁▄ █"])
    #expect(
      picture(4, 2) { Spark(values, scale: Scale(lower: 0, upper: 1)).draw(on: $0) } == ["   █", "▁█ █"])
  }

  @Test("sparks above each other are told apart where all are as high as can be")
  func stackedSparks() {
    let full = Spark([1, 0.5], scale: Scale(lower: 0, upper: 1), isStacked: true)
    #expect(picture(2, 1) { full.draw(on: $0) } == ["▇▄"])
    #expect(picture(2, 2) { full.draw(on: $0) } == ["▇ ", "██"])
    #expect(picture(2, 1, glyphs: .ascii) { full.draw(on: $0) }.first?.first == "#")
  }

  @Test("a spark in Braille has two steps a cell")
  func braille() {
    let values: [Double?] = [0, 1, 1, 0]
    #expect(
      picture(2, 1, glyphs: .braille) { Spark(values, scale: Scale(lower: 0, upper: 1)).draw(on: $0) }
        == ["⣸⣇"])
  }

  @Test("a heat map has one row a bucket, the slowest at the top, darker for more")
  func heatMap() {
    let columns: [[Double]?] = [[100, 0, 1], nil, [25, 5, 0]]
    let shown = picture(4, 3) { HeatMap(columns: columns, rows: [0..<1, 1..<2, 2..<3]).draw(on: $0) }
    #expect(shown == [" ·  ", "   ░", " █ ▒"])
  }

  @Test("a strip shows good states low and bad ones high")
  func strip() {
    let steps: [StateStrip.Step?] = [
      StateStrip.Step(height: 0, role: .good), nil, StateStrip.Step(height: 0.5, role: .warning),
      StateStrip.Step(height: 1, role: .critical), StateStrip.Step(height: nil, role: .faint),
    ]
    #expect(picture(6, 1) { StateStrip(steps).draw(on: $0) } == ["·▁ ▄█·"])
  }

  @Test("a table leaves out the columns of least priority, and says how many rows are hidden")
  func table() {
    let table = Table([
      Table.Column("name", width: 5, align: .left), Table.Column("n", width: 3, priority: 1),
      Table.Column("spark", width: 6, align: .left, priority: 2, grows: true),
    ])
    func shown(_ width: Int, _ height: Int) -> [String] {
      picture(width, height) { canvas in
        table.draw(on: canvas, rows: 3) { row, column, cell in
          cell.put(
            ["a\(row)", "\(row * 10)", "~"][column], x: 0, y: 0, width: cell.width,
            align: column == 1 ? .right : .left)
        }
      }
    }
    #expect(
      shown(18, 4) == [
        "name    n spark   ", "a0      0 ~       ", "a1     10 ~       ", "a2     20 ~       ",
      ])
    #expect(shown(10, 3) == ["name     n", "a0       0", "+2 more   "])
  }

  @Test("every mark draws on every size without leaving its canvas")
  func sizes() {
    let values: [Double?] = (0..<50).map { $0 % 7 == 0 ? nil : Double($0) }
    for glyphs in Glyphs.allCases {
      for columns in [0, 1, 2, 3, 5, 9, 40, 300] {
        for rows in [0, 1, 2, 3, 7, 100] {
          let whole = Surface(columns: columns + 2, rows: rows + 2, glyphs: glyphs)
          whole.canvas.fill(whole.canvas.bounds, "#")
          let inside = whole.canvas.part(Rect(x: 1, y: 1, width: columns, height: rows))
          Spark(values, scale: Scale(lower: 0, upper: 50), threshold: 30).draw(on: inside)
          Bar([(0.3, .good), (0.4, .warning)], threshold: 0.8).draw(on: inside)
          HeatMap(columns: [[1, 2, 3]], rows: [0..<1, 1..<2, 2..<3], lines: 2).draw(on: inside)
          StateStrip([StateStrip.Step(height: 1, role: .critical)]).draw(on: inside)
          _ = Frame(title: "A title", note: [[Span("note")]], foot: [[Span("foot")]]).draw(on: inside)
          inside.put("日本語 wide", x: -1, y: 0)
          inside.put("日本語 wide", x: columns - 1, y: rows - 1)
          for x in 0..<(columns + 2) {
            #expect(whole.grid[x, 0].scalar == "#" && whole.grid[x, rows + 1].scalar == "#")
          }
          for y in 0..<(rows + 2) {
            #expect(whole.grid[0, y].scalar == "#" && whole.grid[columns + 1, y].scalar == "#")
          }
        }
      }
    }
  }
}
