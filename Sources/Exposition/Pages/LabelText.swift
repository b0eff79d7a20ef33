/// Names and labels as a page writes them, turned into strings.
enum LabelText {
  /// The labels of `name{labels}`, which was read before and is known to be readable.
  static func labels(in key: [UInt8]) -> [Label] {
    Bytes.with(key) { bytes in
      places(in: bytes, 0..<bytes.count).map { place in
        Label(
          name: text(bytes, place.name, isEscaped: place.isNameEscaped),
          value: text(bytes, place.value, isEscaped: place.isValueEscaped))
      }
    }
  }

  /// Where the labels stand in a key that is known to be readable.
  static func places(in bytes: Bytes, _ key: Range<Int>) -> [LabelPlace] {
    var scanner = LineScanner(
      bytes: bytes, at: key.lowerBound, end: key.upperBound,
      grammar: Grammar(format: .openMetrics, verdict: .lenient), labelLimit: .max)
    var labels: [LabelPlace] = []
    _ = try? scanner.readSeries(into: &labels)
    return labels
  }

  /// A name or value with its escapes resolved: `\n`, `\\` and `\"`; a backslash before anything else stands for
  /// itself.
  static func text(_ bytes: Bytes, _ place: Range<Int>, isEscaped: Bool, escapesQuote: Bool = true) -> String
  {
    guard isEscaped else { return bytes.text(place) }
    var plain: [UInt8] = []
    plain.reserveCapacity(place.count)
    var at = place.lowerBound
    while at < place.upperBound {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < place.upperBound else {
        plain.append(byte)
        continue
      }
      switch bytes[at] {
      case UInt8(ascii: "n"): plain.append(10)
      case UInt8(ascii: "\\"): plain.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "\"") where escapesQuote: plain.append(UInt8(ascii: "\""))
      default: plain += [UInt8(ascii: "\\"), bytes[at]]
      }
      at += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
