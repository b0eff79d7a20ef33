import Drawing

/// Cents as people write money: `14 999.00`, every digit that is known, in groups of three.
struct Money {
  static func text(cents: Double?) -> String {
    guard let cents, cents.isFinite else { return "-" }
    guard abs(cents) < 1e15 else { return Figure.count(cents / 100) }
    // The shortest decimal that is this number, its point moved by two: no arithmetic that rounds.
    let pieces = "\(abs(cents))".split(separator: "e")
    let exponent = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
    let halves = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = Array(halves[0])
    var fraction = halves.count > 1 && halves[1] != "0" ? Array(halves[1]) : []
    var shift = exponent - 2
    while shift > 0 {
      digits.append(fraction.isEmpty ? "0" : fraction.removeFirst())
      shift -= 1
    }
    while shift < 0 {
      fraction.insert(digits.popLast() ?? "0", at: 0)
      shift += 1
    }
    while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
    let whole = String(digits).drop { $0 == "0" }
    let shown = fraction.count > 6 ? Array(fraction.prefix(6)) : fraction
    return "\(cents < 0 ? "-" : "")\(grouped(whole.isEmpty ? "0" : whole)).\(String(shown))"
  }

  private static func grouped(_ digits: Substring) -> String {
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return text
  }
}
