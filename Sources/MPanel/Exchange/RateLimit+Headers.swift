extension RateLimit {
  /// Reads every form in which servers speak of limits: `X-RateLimit-*` (mPanel's own), the `RateLimit-*` headers
  /// of drafts up to 6, the `RateLimit` header of drafts 7 and 8, and `Retry-After` (RFC 9110), which wins.
  ///
  /// `now` is our clock in Unix seconds. Points in time are compared with the server's `Date` where it sent one,
  /// so that a wrong clock on either side makes no wrong wait.
  package init(headers: [(name: String, value: String)], status: Int, now: Double) {
    var fields: [String: String] = [:]
    for (name, value) in headers {
      let key = name.lowercased()
      fields[key] = fields[key].map { "\($0), \(value)" } ?? value
    }
    let clock = fields["date"].flatMap { InternetDate.seconds(RateLimit.trimmed($0)) } ?? now
    // Sent twice, or put together by a proxy, the longest is obeyed: it satisfies the others too.
    let asked = headers.filter { $0.name.lowercased() == "retry-after" }
      .flatMap { RateLimit.retryAfter($0.value, clock: clock) }.max()
    let policies = RateLimit.policies(fields["ratelimit-policy"])
    let stated =
      [RateLimit.fields("x-ratelimit", fields, clock), RateLimit.fields("ratelimit", fields, clock)]
      + RateLimit.combined(fields["ratelimit"], policies)
    // Where several limits apply, the one that is nearest to running out is the one that matters; of several that have
    // run out, the one that lasts longest.
    self =
      stated.filter { $0.remaining != nil }
      .min { ($0.remaining ?? 0, -($0.resetSeconds ?? 0)) < ($1.remaining ?? 0, -($1.resetSeconds ?? 0)) }
      ?? RateLimit()
    limit = limit ?? stated.compactMap(\.limit).first ?? policies.compactMap(\.limit).first
    resetSeconds = resetSeconds ?? stated.compactMap(\.resetSeconds).first
    windowSeconds = windowSeconds ?? policies.compactMap(\.windowSeconds).first
    if let asked {
      waitSeconds = asked
    } else if status == 429 || remaining == 0 {
      waitSeconds = resetSeconds
    } else {
      waitSeconds = status >= 500 ? nil : 0
    }
  }

  /// Three headers: `<prefix>-limit`, `-remaining`, `-reset`.
  private static func fields(_ prefix: String, _ fields: [String: String], _ clock: Double) -> RateLimit {
    RateLimit(
      limit: items(fields["\(prefix)-limit"]).first.flatMap(count),
      remaining: items(fields["\(prefix)-remaining"]).compactMap(count).min(),
      resetSeconds: items(fields["\(prefix)-reset"]).first.flatMap { reset($0, clock: clock) }
        ?? fields["\(prefix)-reset"].flatMap { reset(trimmed($0), clock: clock) })
  }

  /// `limit=100, remaining=42, reset=600` (draft 7), or `"name"; r=42; t=600` for each policy (draft 8).
  private static func combined(_ text: String?, _ policies: [Policy]) -> [RateLimit] {
    guard let text else { return [] }
    let pairs = items(text).flatMap { parameters($0) }
    if pairs.contains(where: { $0.key == "remaining" }) {
      func value(_ key: String) -> String? { pairs.first { $0.key == key }?.value }
      return [
        RateLimit(
          limit: value("limit").flatMap(count), remaining: value("remaining").flatMap(count),
          resetSeconds: value("reset").flatMap(seconds))
      ]
    }
    return items(text).map { item in
      let pairs = parameters(item)
      let policy = policies.first { $0.name == name(of: item) }
      return RateLimit(
        limit: policy?.limit, remaining: pairs.first { $0.key == "r" }.flatMap { count($0.value) },
        resetSeconds: pairs.first { $0.key == "t" }.flatMap { seconds($0.value) },
        windowSeconds: policy?.windowSeconds)
    }
  }

  private struct Policy {
    var name: String
    var limit: Int?
    var windowSeconds: Double?
  }

  /// `100;w=900` (up to draft 7) or `"name"; q=100; w=900` (draft 8).
  private static func policies(_ text: String?) -> [Policy] {
    items(text).map { item in
      let pairs = parameters(item)
      let name = name(of: item)
      return Policy(
        name: name, limit: pairs.first { $0.key == "q" }.flatMap { count($0.value) } ?? count(name),
        windowSeconds: pairs.first { $0.key == "w" }.flatMap { seconds($0.value) })
    }
  }

  private static func name(of item: String) -> String { pieces(item, ";").first.map { trimmed($0) } ?? "" }

  private static func parameters(_ item: String) -> [(key: String, value: String)] {
    pieces(item, ";").compactMap { piece in
      let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { return nil }
      return (trimmed(sides[0]).lowercased(), trimmed(sides[1]))
    }
  }

  /// The members of a list header. A date holds a comma too: callers that expect one try the whole text as well.
  private static func items(_ text: String?) -> [String] {
    pieces(text ?? "", ",").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// The parts between a separator, which stands for itself within quotes.
  private static func pieces(_ text: String, _ separator: Character) -> [Substring] {
    var isQuoted = false
    var isEscaped = false
    return text.split { character in
      defer { isEscaped = isQuoted && !isEscaped && character == "\\" }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      return character == separator && !isQuoted
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  /// Digits and nothing else, however many: more than a double can hold is still only "very long".
  private static func seconds(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Double(text).map { min($0, .greatestFiniteMagnitude) }
  }

  private static func count(_ text: String) -> Int? {
    seconds(String(text.prefix { $0 != ";" })).flatMap { Int(exactly: min($0, 1e15)) }
  }

  /// Seconds from now, seconds or milliseconds since 1970, or a date. Which one is plain from the size: no
  /// window is thirty years long.
  private static func reset(_ text: String, clock: Double) -> Double? {
    if let number = seconds(text) {
      if number < 1e9 { return number }
      return max((number >= 1e11 ? number / 1000 : number) - clock, 0)
    }
    return InternetDate.seconds(text).map { max($0 - clock, 0) }
  }

  /// A date, or numbers of seconds with commas between them.
  private static func retryAfter(_ text: String, clock: Double) -> [Double] {
    if let date = InternetDate.seconds(trimmed(text)) { return [max(date - clock, 0)] }
    return items(text).compactMap(seconds)
  }
}
