import MPanel

/// What ssh wrote on its standard error, made fit for a status line.
enum SSHComplaint {
  /// The reason in a line of ssh's; nil where it holds none.
  static func words(_ line: some StringProtocol) -> String? {
    var text = CleanText.of(String(line.filter { $0 != "\r" }), limit: 160)
    while let last = text.last, last == " " || last == "." { text.removeLast() }
    if text.hasPrefix("ssh: ") { text.removeFirst(5) }
    guard !text.isEmpty, !text.hasPrefix("Warning: Permanently added") else { return nil }
    if text.hasPrefix("Host key verification failed") {
      return "ssh: unknown or changed host key; log in once by hand"
    }
    return "ssh: \(text)"
  }

  /// What became of a connection through the tunnel: `channel 3: open failed: connect failed: Connection refused`.
  static func farFailure(_ words: String) -> ScrapeFailure? {
    guard let mark = words.firstRange(of: "open failed: ") else { return nil }
    var reason = words[mark.upperBound...]
    if reason.hasSuffix("Connection refused") { return .refused }
    if reason.hasPrefix("connect failed: ") { reason = reason.dropFirst(16) }
    return .unreachable("behind ssh: \(reason)")
  }
}
