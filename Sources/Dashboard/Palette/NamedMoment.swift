import MPanel
import Telemetry

/// A moment of the past as people name it.
struct NamedMoment {
  /// `now`, `-90s`, `-3m`, `-1h10m`, `15:20`, `15:20:30`; a time of day is the last one that was.
  static func read(_ text: String, now: Moment, clock: WallClock) throws(Instruction.Refusal) -> Moment {
    let bare = text.lowercased().filter { $0 != " " }
    if bare == "now" || bare == "0" { return now }
    // There is nothing to see in times to come: 3m is 3m ago.
    if let seconds = span(bare.hasPrefix("-") ? bare.dropFirst() : bare[...]) {
      return now - .seconds(seconds)
    }
    if let second = secondOfDay(bare) {
      return now - .seconds(now.unixSeconds - last(second, before: now.unixSeconds, clock))
    }
    guard !bare.isEmpty else {
      throw Instruction.Refusal("no moment was named: -3m, -1h10m, 15:20, 15:20:30 or now")
    }
    throw Instruction.Refusal("‘\(text)’ is no moment: -3m, -1h10m, 15:20, 15:20:30 or now")
  }

  /// `1h10m30s` in seconds; nil for anything else, and for more than a year.
  static func span(_ text: Substring) -> Double? {
    var total = 0.0
    var digits = ""
    guard !text.isEmpty else { return nil }
    for letter in text {
      if letter.isASCII, letter.isNumber || letter == "." {
        digits.append(letter)
        continue
      }
      guard let unit = ["h": 3600.0, "m": 60, "s": 1][letter], let number = Double(digits) else { return nil }
      total += number * unit
      digits = ""
    }
    return digits.isEmpty && total <= 31_536_000 ? total : nil
  }

  /// When it last was so many seconds after midnight. Around a change of the clocks a time of day is there twice, or not
  /// on that day.
  private static func last(_ second: Int, before now: Double, _ clock: WallClock) -> Double {
    let day = 86_400
    let whole: Int = saturating(now.rounded(.down))
    /// So long ago by the offset of a moment so many days before now, and a day earlier: those at which it was that time.
    func found(_ daysBack: Int) -> [Int] {
      let offset = clock.offset(at: Double(whole - daysBack * day))
      let ago = ((whole + offset - second) % day + day) % day
      return [whole - ago, whole - ago - day].filter { clock.offset(at: Double($0)) == offset }
    }
    return Double((0...2).flatMap(found).max() ?? whole)
  }

  /// `15:20` and `15:20:30` in seconds since midnight.
  private static func secondOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.count <= 2 && $0.allSatisfy(\.isASCII) ? Int($0) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count, (0..<24).contains(numbers[0]),
      numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
    else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
  }
}
