import Exposition
import Testing

/// Values are the doubles nearest to what the page says, bit for bit.
@Suite struct NumbersTests {
  /// The values of a page that holds these words, one a line.
  private func values(_ words: [String], _ verdict: Verdict = .lenient) -> [Double] {
    page(words.enumerated().map { "m{n=\"\($0)\"} \($1)\n" }.joined(), verdict).values
  }

  @Test("numbers of every length and size are read as the standard library reads them", arguments: 1...8)
  func random(seed: UInt64) {
    var random = SeededRandom(seed)
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in "0123456789".randomElement(using: &random) ?? "0" })
    }
    var words: [String] = []
    for _ in 0..<600 {
      words.append("\(Double(bitPattern: random.next() & 0x7FEF_FFFF_FFFF_FFFF))")
      words.append(digits(.random(in: 1...25, using: &random)))
      words.append(
        "-" + digits(.random(in: 1...12, using: &random)) + "." + digits(.random(in: 0...14, using: &random)))
      words.append("." + digits(.random(in: 1...22, using: &random)))
      let sign = ["", "-", "+"].randomElement(using: &random) ?? ""
      let exponent = Int.random(in: 0...330, using: &random)
      words.append("\(digits(1)).\(digits(.random(in: 1...18, using: &random)))e\(sign)\(exponent)")
    }
    let mine = values(words)
    #expect(mine.count == words.count)
    for (word, value) in zip(words, mine) where value.bitPattern != Double(word)?.bitPattern {
      Issue.record("\(word) was read as \(value)")
    }
  }

  @Test("numbers at the edges of what a double holds, and in the middle between two, are read exactly")
  func edges() {
    let words = [
      "0", "-0", "00", "1", "12345678", "123456789", "9007199254740993", "9007199254740992.5",
      "18446744073709551615",
      "18446744073709551616", "9999999999999999999", "99999999999999999999", "1e22", "1e23", "123456789e22",
      "1.7976931348623157e308", "2.2250738585072014e-308", "2.2250738585072011e-308", "4.9e-324", "2.4e-324",
      "2.5e-324", "1e-400", "0e999", "0.000000000000000000000000000000000001e36", "5.", ".5",
      "6.02214076e+23",
      "8.442911973260991817129021e-309", "9223372036.854776", "1e+21", "0.49600000000000016", "5.11e-7",
      "7.2057594037927933e16", "1.00000000000000011102230246251565",
      "2.22507385850720113605740979670913197593e-308",
    ]
    for (word, value) in zip(words, values(words)) {
      #expect(value.bitPattern == Double(word.hasSuffix(".") ? word + "0" : word)?.bitPattern, "\(word)")
    }
    let long = "0." + String(repeating: "1", count: 700)
    #expect(
      values([long, String(repeating: "0", count: 400) + "7", "1" + String(repeating: "0", count: 300)]) == [
        0.1111111111111111, 7, 1e300,
      ])
  }

  @Test("words for what is no number are read in any case: prom-client writes Nan")
  func words() {
    #expect(values(["NaN", "nan", "Nan", "NAN"]).count { $0.isNaN } == 4)
    #expect(
      values(["Inf", "+Inf", "inf", "Infinity", "+infinity"]) == [Double](repeating: .infinity, count: 5))
    #expect(values(["-Inf", "-infinity"]) == [-.infinity, -.infinity])
  }

  @Test("what strict refuses as Go does, lenient reads as what is meant")
  func verdicts() {
    #expect(values(["1e309", "-1e309", "1e999999999"]) == [.infinity, -.infinity, .infinity])
    #expect(values(["-NaN", "+nan"]).count { $0.isNaN } == 2)
    #expect(values(["1e309", "-1e309", "-NaN", "+nan"], .strict).isEmpty)
  }

  @Test(
    "what only looks like a number is refused",
    arguments: [
      "0x10", "0x1p-2", "0b1", "1_000", "1e", "1e+", "e5", ".e1", ".", "-", "+", "--1", "+-1", "1.2.3",
      "1e5.0", "1f",
      "nan(0x10)", "Infx", "infinit", "1,5", "１", "1e5e5", "1-", "NaN1", "0x", "true",
    ])
  func refused(word: String) {
    #expect(values([word]).isEmpty)
    #expect(values([word], .strict).isEmpty)
  }
}
