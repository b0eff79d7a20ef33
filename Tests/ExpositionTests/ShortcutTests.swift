import Exposition
import SharedCases
import Testing

/// The shortcuts must make no difference: lines read by their pattern, pages read by what changed.
@Suite struct ShortcutTests {
  private static let contentTypes = ["text/plain; version=0.0.4", "application/openmetrics-text", nil]

  @Test("a page is understood alike with and without shortcuts, however it is mangled", arguments: 1...40)
  func mangled(seed: UInt64) {
    var random = SeededRandom(seed)
    for _ in 0..<25 {
      let body = Array(random.pageText().utf8)
      for bytes in [body, random.mutated(body), random.mutated(random.mutated(body))] {
        let contentType = Self.contentTypes.randomElement(using: &random) ?? nil
        var quick = Parser()
        var plain = plainParser()
        let (page, expected) = (
          quick.parse(bytes, contentType: contentType), plain.parse(bytes, contentType: contentType)
        )
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        #expect(page.everything == expected.everything, "\(text)")
        var packing = Parser()
        packing.keepsPage = false
        #expect(packing.parse(bytes, contentType: contentType).everything == expected.everything, "\(text)")
      }
    }
  }

  @Test("the next scrape is understood as if there had been none before", arguments: 1...40)
  func nextScrape(seed: UInt64) {
    var random = SeededRandom(seed &+ 1000)
    for _ in 0..<12 {
      var steady = Parser()
      var text = random.pageText()
      for step in 0..<6 {
        var bytes = Array(text.utf8)
        if step == 4 { bytes = random.mutated(bytes) }
        var plain = plainParser()
        #expect(steady.parse(bytes).everything == plain.parse(bytes).everything, "\(text.debugDescription)")
        text = random.nextScrape(of: text)
      }
    }
  }

  @Test(
    "every case of the suites is understood alike with and without shortcuts",
    .enabled(if: SharedFolder.isPresent))
  func cases() {
    for file in SharedFolder.files(in: "cases", suffix: ".jsonl") {
      for one in SharedCase.all(in: "cases/\(file)").cases {
        var quick = Parser()
        var plain = plainParser()
        let expected = plain.parse(one.input).everything
        #expect(quick.parse(one.input).everything == expected, "\(one.suite) \(one.name)")
        #expect(quick.parse(one.input).everything == expected, "\(one.suite) \(one.name) once more")
        var packing = Parser()
        packing.keepsPage = false
        #expect(packing.parse(one.input).everything == expected, "\(one.suite) \(one.name) packed")
      }
    }
  }

  @Test("neither verdict stops at bytes without sense", arguments: [Verdict.strict, .lenient])
  func noise(verdict: Verdict) {
    var random = SeededRandom(7)
    let alphabet = Array("ab{}\"\\=, \n#HELPTYUNIOF:_.e+-019\r\t\0\u{FF}".utf8)
    for _ in 0..<400 {
      let length = Int.random(in: 0...200, using: &random)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      for contentType in Self.contentTypes {
        var parser = Parser(verdict: verdict)
        let page = parser.parse(bytes, contentType: contentType)
        #expect(page.values.count == page.table.count)
        _ = page.everything
      }
    }
  }
}
