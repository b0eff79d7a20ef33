import Testing

@testable import Drawing

@Suite("Cells and canvases")
struct CellsTests {
  @Test("parts are cut at the edges of their canvas, and begin at (0, 0)")
  func parts() {
    let shown = picture(6, 3) { canvas in
      let part = canvas.part(Rect(x: 2, y: 1, width: 100, height: 100))
      #expect(part.width == 4 && part.height == 2)
      part.put("abcdef", x: 0, y: 0)
      part.put("x", x: 0, y: 5)
      canvas.part(Rect(x: 9, y: 9, width: 3, height: 3)).put("no", x: 0, y: 0)
    }
    #expect(shown == ["      ", "  abcd", "      "])
  }

  @Test("text is cut with an ellipsis or padded, to the left, right or centre")
  func alignment() {
    #expect(picture(6, 1) { $0.put("abcdefgh", x: 0, y: 0, width: 5) } == ["abcd… "])
    #expect(picture(6, 1) { $0.put("ab", x: 0, y: 0, width: 6, align: .right) } == ["    ab"])
    #expect(picture(6, 1) { $0.put("ab", x: 0, y: 0, width: 6, align: .centre) } == ["  ab  "])
  }

  @Test("a wide character takes two columns and never straddles an edge")
  func wide() {
    #expect(picture(5, 1) { $0.put("日本語", x: 0, y: 0) } == ["日本 "])
    #expect(TextWidth.columns("日本") == 4)
  }

  @Test("what could move a cursor or deceive a reader comes out as one visible mark")
  func cleaning() {
    for text in [
      "a\u{1B}[2Jb", "a\rb", "a\nb", "a\u{202E}b", "a\u{7}b", "a\u{9B}b", "a\u{200B}b", "a\u{7F}b",
    ] {
      let surface = Surface(columns: 12, rows: 2)
      surface.canvas.put(text, x: 0, y: 0)
      for cell in surface.grid.cells {
        #expect(cell.scalar.value >= 0x20 && !(0x7F...0x9F).contains(cell.scalar.value))
        #expect(!["\u{202E}", "\u{200B}"].contains(cell.scalar))
      }
    }
  }

  @Test("in ASCII every character is ASCII")
  func ascii() {
    let surface = Surface(columns: 40, rows: 3, glyphs: .ascii)
    _ = Frame(title: "é – ▲ ● ✖ ≥ … 日", note: [[Span("▁▂▃▄▅▆▇█")]]).draw(on: surface.canvas)
    let plain = surface.grid.cells.allSatisfy { $0.scalar.isASCII }
    #expect(plain)
  }

  @Test("rows and columns share a part out without gaps, and never overlap")
  func sharing() {
    for height in 0..<40 {
      let parts = Rect(x: 0, y: 0, width: 10, height: height).rows([
        .fixed(3), .share(2), .share(1), .fixed(5),
      ])
      #expect(parts.map(\.height).reduce(0, +) <= height)
      for (above, below) in zip(parts, parts.dropFirst()) { #expect(above.y + above.height == below.y) }
      if height >= 8 { #expect(parts.map(\.height).reduce(0, +) == height && parts[0].height == 3) }
    }
  }
}

@Suite("Names that are too long")
struct ShortNameTests {
  @Test("lose their middle, and keep beginning and end")
  func middle() {
    #expect(ShortName.of("127.0.0.1:9500", columns: 14) == "127.0.0.1:9500")
    #expect(ShortName.of("127.0.0.1:9500", columns: 11) == "127.0…:9500")
    #expect(ShortName.of("web1.prod.example.com", columns: 9) == "web1….com")
    #expect(ShortName.of("日本語日本語", columns: 7) == "日…語" || ShortName.of("日本語日本語", columns: 7) == "日…本語")
  }

  @Test("never take more columns than they may")
  func width() {
    for columns in 0...20 {
      for name in ["", "a", "alpha", "127.0.0.1:65535", "日本語のホスト", "e\u{301}te\u{301}"] {
        #expect(
          TextWidth.columns(ShortName.of(name, columns: columns)) <= max(columns, 0), "\(name) in \(columns)")
      }
    }
  }
}
