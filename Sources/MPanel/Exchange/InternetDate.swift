/// Dates as HTTP headers spell them, in seconds since 1970-01-01 UTC.
package enum InternetDate {
  /// Reads the three forms of RFC 9110 (`Mon, 17 Nov 2025 15:12:14 GMT`, `Monday, 17-Nov-25 15:12:14 GMT`,
  /// `Mon Nov 17 15:12:14 2025`) and ISO 8601 (`2025-11-17T15:12:14.000Z`), which mPanel's own limiter sends.
  package static func seconds(_ text: String) -> Double? {
    let words = text.split { " ,-".contains($0) }
    if let first = words.first, first.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
      return isoSeconds(text)
    }
    switch words.count {
    case 6 where words[5] == "GMT" || words[5] == "UTC":
      return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
    case 5: return seconds(day: words[2], month: words[1], year: words[4], time: words[3])
    default: return nil
    }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func seconds(day: Substring, month: Substring, year: Substring, time: Substring) -> Double? {
    guard let month = months.firstIndex(of: month.lowercased()), let day = digits(day),
      var year = digits(year),
      let clock = clockSeconds(time)
    else { return nil }
    // RFC 9110: two digits of a year that would lie more than fifty years ahead are of the past century.
    if year < 100 { year += year < 76 ? 2000 : 1900 }
    return total(year: year, month: month + 1, day: day, clock: clock)
  }

  private static func isoSeconds(_ text: String) -> Double? {
    let parts = text.split(maxSplits: 1) { $0 == "T" || $0 == "t" || $0 == " " }
    guard parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { digits($0) }
    guard date.count == 3, let year = date[0], let month = date[1], let day = date[2] else { return nil }
    var time = parts[1]
    var offset = 0.0
    if time.hasSuffix("Z") || time.hasSuffix("z") {
      time.removeLast()
    } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let zone = Substring(time[time.index(after: sign)...].filter { $0 != ":" })
      guard zone.count == 4, let value = digits(zone) else { return nil }
      offset = Double(value / 100 * 3600 + value % 100 * 60) * (time[sign] == "+" ? 1 : -1)
      time = time[..<sign]
    } else {
      return nil
    }
    guard let clock = clockSeconds(time) else { return nil }
    return total(year: year, month: month, day: day, clock: clock).map { $0 - offset }
  }

  /// `15:12:14` or `15:12:14.250`.
  private static func clockSeconds(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = digits(parts[0]), let minute = digits(parts[1]) else { return nil }
    let second = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = digits(second[0]), second.count <= 2, hour < 24, minute < 60, whole <= 60 else {
      return nil
    }
    var fraction = 0.0
    if second.count == 2 {
      guard let value = digits(second[1]) else { return nil }
      fraction = second[1].reduce(Double(value)) { value, _ in value / 10 }
    }
    return Double(hour * 3600 + minute * 60 + whole) + fraction
  }

  /// Up to nine digits, and nothing else.
  private static func digits(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  private static func total(year: Int, month: Int, day: Int, clock: Double) -> Double? {
    guard (1970...9999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...length).contains(day) else { return nil }
    // Days since 1970-01-01, counting years from March so that a leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return Double(days) * 86_400 + clock
  }
}
