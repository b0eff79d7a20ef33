/// Seconds since 1970 as people write time. What local time is comes from outside, as a table: this reads no clock and
/// knows no time zone.
package struct WallClock: Sendable {
  /// How many seconds local time is ahead of UTC from a moment on, until the next one.
  package struct Offset: Sendable, Hashable {
    /// Unix seconds.
    package var from: Int
    package var seconds: Int

    package init(from: Int, seconds: Int) {
      self.from = from
      self.seconds = seconds
    }
  }

  /// Ascending and never empty; the first holds before its own moment too.
  private let offsets: [Offset]

  package init(offset: Int) { offsets = [Offset(from: .min, seconds: offset)] }

  /// Of a place whose clocks are set forward and back.
  package init(_ offsets: [Offset]) {
    self.offsets = offsets.isEmpty ? [Offset(from: .min, seconds: 0)] : offsets.sorted { $0.from < $1.from }
  }

  /// Seconds that local time is ahead of UTC at a moment.
  package func offset(at unixSeconds: Double) -> Int {
    let second = whole(unixSeconds)
    return (offsets.last { $0.from <= second } ?? offsets[0]).seconds
  }

  /// `15:25:14`.
  package func time(_ unixSeconds: Double) -> String {
    let second = whole(unixSeconds) + offset(at: unixSeconds)
    let ofDay = ((second % 86_400) + 86_400) % 86_400
    return "\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))"
  }

  /// `2025-11-17`, by Howard Hinnant's arithmetic of the proleptic Gregorian calendar.
  package func date(_ unixSeconds: Double) -> String {
    let second = whole(unixSeconds) + offset(at: unixSeconds)
    let days = (second >= 0 ? second : second - 86_399) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let isLate = month >= 10
    let year = yearOfEra + era * 400 + (isLate ? 1 : 0)
    return "\(year)-\(two(isLate ? month - 9 : month + 3))-\(two(day))"
  }

  /// `+01:00`.
  package func zone(_ unixSeconds: Double) -> String {
    let offset = offset(at: unixSeconds)
    let minutes = abs(offset) / 60
    return "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private func whole(_ seconds: Double) -> Int {
    seconds.isFinite && abs(seconds) < 1e12 ? Int(seconds.rounded(.down)) : 0
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
