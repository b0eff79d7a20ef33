/// Dates as HTTP and JSON write them.
struct HTTPDate {
  private let second: Int
  private let millisecond: Int

  init(_ unixSeconds: Double) {
    let milliseconds = unixSeconds.isFinite && abs(unixSeconds) < 1e11 ? Int(unixSeconds * 1000) : 0
    second = milliseconds / 1000
    millisecond = milliseconds % 1000
  }

  /// `Mon, 23 Nov 2026 21:35:54 GMT`.
  var header: String {
    let (year, month, day, weekday) = date
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(days[weekday]), \(two(day)) \(months[month - 1]) \(year) \(time) GMT"
  }

  /// `2026-11-23T21:34:59.542Z`.
  var iso: String {
    let (year, month, day, _) = date
    let fraction = String(1000 + millisecond).dropFirst()
    return "\(year)-\(two(month))-\(two(day))T\(time).\(fraction)Z"
  }

  private var time: String { "\(two(second / 3600 % 24)):\(two(second / 60 % 60)):\(two(second % 60))" }

  /// The civil date of a count of days (Howard Hinnant's algorithm; after 1970 only).
  private var date: (year: Int, month: Int, day: Int, weekday: Int) {
    let days = second / 86_400
    let shifted = days + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * ofYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1, (days + 4) % 7
    )
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
