/// Numbers as JavaScript's `Number.prototype.toString` writes them, and as prom-client then prints them.
package struct JavaScriptNumber {
  package static func text(_ value: Double) -> String {
    if value.isNaN { return "Nan" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    if value == 0 { return "0" }
    if abs(value) < 1e15, value == value.rounded() { return String(Int64(value)) }
    // Swift prints the shortest digits that read back as the same number, as JavaScript does; only where the point
    // stands and when there is an exponent differs.
    var (digits, exponent) = parts(abs(value))
    let sign = value < 0 ? "-" : ""
    if exponent >= 21 || exponent < -6 {
      let first = digits.removeFirst()
      let rest = digits.isEmpty ? "" : "." + digits
      return "\(sign)\(first)\(rest)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    if digits.count <= exponent + 1 {
      return sign + digits + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    let point = digits.index(digits.startIndex, offsetBy: exponent + 1)
    return sign + digits[..<point] + "." + digits[point...]
  }

  /// The significant digits of a positive number and the power of ten of the first.
  private static func parts(_ value: Double) -> (digits: String, exponent: Int) {
    let pieces = "\(value)".split(separator: "e")
    var exponent = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
    let halves = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(halves[0])
    var digits = whole + (halves.count > 1 ? String(halves[1]) : "")
    exponent += whole.count - 1
    while digits.hasPrefix("0"), digits.count > 1 {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
    return (digits, exponent)
  }
}
