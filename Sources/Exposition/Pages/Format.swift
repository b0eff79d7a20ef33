/// The two dialects of the exposition format.
public enum Format: String, Sendable, Hashable {
  /// Prometheus text 0.0.4 and 1.0.0.
  case text
  case openMetrics

  /// By the Content-Type where it says, else by evidence: `# EOF` as the last line, or a line of `# UNIT`, is
  /// OpenMetrics alone.
  public static func detect(contentType: String?, body: [UInt8]) -> Format {
    if let kind = contentType?.lowercased() {
      if kind.contains("openmetrics") { return .openMetrics }
      if kind.contains("version=") { return .text }
    }
    let mark = Array("# EOF".utf8)
    let page = body.last == 10 ? body.dropLast() : body[...]
    let isMarked =
      page.suffix(mark.count).elementsEqual(mark)
      && (page.count == mark.count || page.dropLast(mark.count).last == 10)
    return isMarked || hasUnit(body) ? .openMetrics : .text
  }

  private static func hasUnit(_ body: [UInt8]) -> Bool {
    Bytes.with(body) { bytes in
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
