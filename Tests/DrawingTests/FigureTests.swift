import Testing

@testable import Drawing

@Suite("Figures")
struct FigureTests {
  @Test(
    "at most three significant digits, no exponent, no trailing zeros",
    arguments: [
      (0, "0"), (0.004, "0"), (0.005, "0.01"), (0.123, "0.12"), (1.005, "1"), (1.256, "1.26"),
      (9.994, "9.99"),
      (9.996, "10"), (12.34, "12.3"), (99.94, "99.9"), (99.96, "100"), (123.4, "123"), (-1.5, "-1.5"),
      (1e300, "∞"), (.infinity, "∞"), (.nan, "-"),
    ] as [(Double, String)])
  func significant(value: Double, text: String) {
    #expect(Figure.significant(value) == text)
  }

  @Test(
    "latencies change their unit at a second",
    arguments: [
      (0.000_34, "0.34 ms"), (0.012, "12 ms"), (0.9994, "999 ms"), (0.9996, "1 s"), (1.25, "1.25 s"),
      (75, "75 s"),
    ])
  func latency(seconds: Double, text: String) {
    #expect(Figure.latency(seconds).text == text)
    #expect(Figure.latency(nil).text == "-")
  }

  @Test(
    "spans have at most two units",
    arguments: [
      (0.9, "0 s"), (59.9, "59 s"), (60, "1m 00s"), (3599, "59m 59s"), (3600, "1h 00m"), (90_000, "1d 1h"),
      (-5, "0 s"),
      (.infinity, "∞"), (.nan, "-"),
    ] as [(Double, String)])
  func span(seconds: Double, text: String) {
    #expect(Figure.span(seconds) == text)
  }

  @Test("counts are whole while they can be, then k, M and G")
  func counts() {
    #expect(
      [7, 9999, 10_000, 24_712, 1_200_000, 3e9].map { Figure.count($0) } == [
        "7", "9999", "10k", "24.7k", "1.2M", "3G",
      ])
    #expect(Figure.count(nil) == "-" && Figure.count(.nan) == "-" && Figure.count(-.infinity) == "-∞")
    // Beyond all units, which is not without end.
    #expect(Figure.rate(4e14).text == "400 T/s" && Figure.rate(1e300).text == ">999 T/s")
    #expect(Figure.rate(.infinity).text == "∞ /s" && Figure.count(-1e300) == "<-999T")
  }

  @Test("a change always has its sign, but for none")
  func change() {
    #expect([12, 0.26, -3, 0.01, 0].map { Figure.change($0) } == ["+12", "+0.3", "-3", "0", "0"])
  }

  @Test("bytes are powers of 1024, shares are percents")
  func bytesAndShares() {
    #expect(Figure.bytes(161_480_704).text == "154 MB" && Figure.bytes(1023).text == "1023 B")
    #expect(Figure.percent(0.853).text == "85.3 %" && Figure.percent(1).text == "100 %")
  }

  @Test("scales end at round numbers")
  func scales() {
    #expect(
      [0, 0.2, 1, 1.1, 2, 4.9, 5.1, 99, 101].map { Scale.roundUp($0) } == [1, 1, 1, 2, 2, 5, 10, 100, 200])
    #expect(Scale.roundUp(.infinity) == 1 && Scale.roundUp(.nan) == 1)
    #expect(Scale.decadeBelow(0.034) == 0.01 && Scale.decadeBelow(-1) == 1)
  }
}
