/// The two dialects of the exposition format.
package enum Format: String, Sendable, Hashable {
  /// Prometheus text 0.0.4 and 1.0.0.
  case text
  case openMetrics

  /// By the Content-Type where it says, else by evidence: `# EOF` as the last line, or a `# UNIT` near the
  /// beginning, is OpenMetrics alone.
  package static func detect(contentType: String?, body: [UInt8]) -> Format {
    if let kind = contentType?.utf8 {
      if mentions("openmetrics", in: kind) { return .openMetrics }
      if mentions("version=", in: kind) { return .text }
    }
    let mark = Array("# EOF".utf8)
    let page = body.last == 10 ? body.dropLast() : body[...]
    let isMarked =
      page.suffix(mark.count).elementsEqual(mark)
      && (page.count == mark.count || page.dropLast(mark.count).last == 10)
    return isMarked || hasUnit(body) ? .openMetrics : .text
  }

  /// Whether a word in lower case stands in a text, in whatever case. Every page asks, and `contains` takes as long
  /// as a hundred samples.
  private static func mentions(_ word: String, in text: String.UTF8View) -> Bool {
    let (word, text) = (Array(word.utf8), text.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 })
    guard text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { start in
      text[start] == word[0] && text[start...].starts(with: word)
    }
  }

  /// Where a page has units, its first families do: the first 4 KiB tell.
  private static func hasUnit(_ body: [UInt8]) -> Bool {
    Bytes.with(Array(body.prefix(4096))) { bytes in
      var start = 0
      while start < bytes.count {
        if bytes[start] == UInt8(ascii: "#"), bytes.slice(start..<start + 7).elementsEqual("# UNIT ".utf8) {
          return true
        }
        start = bytes.lineEnd(from: start) + 1
      }
      return false
    }
  }
}
