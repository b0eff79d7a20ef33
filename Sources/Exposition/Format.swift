/// The two dialects of the exposition format.
public enum Format: String, Sendable, Hashable {
  /// Prometheus text 0.0.4 and 1.0.0.
  case text
  case openMetrics

  /// By the Content-Type where it says, else by evidence: `# EOF` as the last line is OpenMetrics alone.
  public static func detect(contentType: String?, body: [UInt8]) -> Format {
    if let contentType {
      let kind = contentType.lowercased()
      if kind.contains("openmetrics") { return .openMetrics }
      if kind.contains("version=") { return .text }
    }
    let end = Array("# EOF".utf8)
    let trimmed = body.last == 10 ? body.dropLast() : body[...]
    let isMarked =
      trimmed.suffix(end.count).elementsEqual(end)
      && (trimmed.count == end.count || trimmed.dropLast(end.count).last == 10)
    return isMarked ? .openMetrics : .text
  }
}
