import MPanel

/// Reads targets as operators write them.
package enum TargetAddress {
  /// For help texts.
  package static let forms =
    "a target is HOST, HOST:PORT, PORT, HOST:FIRST-LAST, http(s)://HOST[:PORT][/BASE], ssh://[USER@]HOST[/FAR-END], unix:/PATH, or NAME=TARGET"

  /// More ports than this in one range is a slip of the finger.
  static let rangeLimit = 256

  /// The targets that `words` name, in their order, with an id and a name that no other has. The same address
  /// twice is one target.
  package static func targets(_ words: [String]) throws(TargetError) -> [ScrapeTarget] {
    var targets: [ScrapeTarget] = []
    for word in words {
      for (name, place) in try places(word) {
        if let known = targets.firstIndex(where: { $0.place == place }) {
          if let name { targets[known].target.name = name }
          continue
        }
        targets.append(
          ScrapeTarget(
            target: Target(id: targets.count, name: name ?? place.name, address: place.address), place: place)
        )
      }
    }
    var taken: Set<String> = []
    for target in targets where !taken.insert(target.target.name).inserted {
      throw TargetError(
        word: target.target.address, reason: "another target is called ‘\(target.target.name)’ already")
    }
    return targets
  }

  /// What one word names: several places where it holds a range of ports. Names are nil where none was given.
  package static func places(_ word: String) throws(TargetError) -> [(name: String?, place: Place)] {
    func refuse(_ reason: String) -> TargetError { TargetError(word: masked(word), reason: reason) }
    var rest = word[...]
    var name: String?
    if let sign = word.firstIndex(of: "="), !word[..<sign].contains(where: { ":/?@".contains($0) }) {
      let given = word[..<sign]
      guard !given.isEmpty, given.count <= 40, CleanText.of(given) == given else {
        throw refuse("a name before ‘=’ has 1 to 40 visible characters")
      }
      name = String(given)
      rest = word[word.index(after: sign)...]
    }
    guard !rest.isEmpty else { throw refuse("nothing there; \(forms)") }
    if rest.hasPrefix("@") {
      throw refuse("‘@’ names a group of the configuration and takes no NAME= before it; \(forms)")
    }
    if rest.hasPrefix("unix:") {
      return [(name, try unixPlace(rest.dropFirst(5)) { refuse($0) })]
    }
    var isEncrypted = false
    var isURL = false
    if let scheme = rest.firstRange(of: "://") {
      switch rest[..<scheme.lowerBound].lowercased() {
      case "http": break
      case "https": isEncrypted = true
      case "ssh":
        return try tunnelled(rest[scheme.upperBound...], refuse: refuse).map { place in
          (name.map { $0 + (place.suffix ?? "") }, place.place)
        }
      default: throw refuse("only http://, https://, ssh:// and unix: are understood; \(forms)")
      }
      isURL = true
      rest = rest[scheme.upperBound...]
    }
    guard !rest.contains("?"), !rest.contains("#") else {
      throw refuse("leave out everything from ‘?’ or ‘#’ on")
    }
    let authority = rest.prefix { $0 != "/" }
    if authority.contains("@") {
      throw refuse("leave out the part before ‘@’: give a login with --user and --password-file")
    }
    let base = basePath(rest[authority.endIndex...])
    guard base.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw refuse("write blanks and other special characters of the path as %20 and so on")
    }
    let (host, portWord) = try hostAndPort(authority) { refuse($0) }
    let ports = try ports(
      portWord, standard: isURL ? (isEncrypted ? 443 : 80) : Place.defaultPort, refuse: { refuse($0) })
    return ports.map { port in
      (
        name.map { ports.count > 1 ? "\($0):\(port)" : $0 },
        Place(.network(host: host, port: port), isEncrypted: isEncrypted, base: base)
      )
    }
  }

  typealias Refusal = (String) -> TargetError

  /// What a host and a port, as in a URL, stand for.
  static func network(_ authority: Substring, standardPort: Int) throws(TargetError) -> Place.Socket {
    func refuse(_ reason: String) -> TargetError {
      TargetError(word: masked(String(authority)), reason: reason)
    }
    let (host, word) = try hostAndPort(authority) { refuse($0) }
    let ports = try ports(word, standard: standardPort) { refuse($0) }
    guard ports.count == 1 else { throw refuse("one port, not several") }
    return .network(host: host, port: ports[0])
  }

  static func unixPlace(_ path: Substring, refuse: Refusal) throws(TargetError) -> Place {
    let path = path.hasPrefix("//") ? path.dropFirst(2) : path
    // sun_path holds 108 bytes with the zero at its end.
    guard path.hasPrefix("/"), path.utf8.count < 108, !path.contains("\0") else {
      throw refuse("after unix: comes a path that begins with ‘/’ and is shorter than 108 bytes")
    }
    return Place(.file(path: String(path)))
  }

  /// Splits `host`, `host:port`, `[::1]:port`, `::1`, `port` and `:port`.
  static func hostAndPort(
    _ authority: Substring, refuse: Refusal
  ) throws(TargetError) -> (host: String, port: Substring?) {
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw refuse("no ‘]’ after the IPv6 address") }
      let host = authority[authority.index(after: authority.startIndex)..<end]
      let after = authority[authority.index(after: end)...]
      guard after.isEmpty || after.hasPrefix(":") else { throw refuse("after ‘]’ comes ‘:’ and a port") }
      try check(host, isAddress: true, refuse: refuse)
      return (String(host), after.isEmpty ? nil : after.dropFirst())
    }
    if authority.filter({ $0 == ":" }).count > 1 {
      try check(authority, isAddress: true, refuse: refuse)
      return (String(authority), nil)
    }
    if let first = authority.first, first.isASCII, first.isNumber,
      authority.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-") })
    {
      return ("127.0.0.1", authority)
    }
    guard let colon = authority.firstIndex(of: ":") else {
      try check(authority, isAddress: false, refuse: refuse)
      return (String(authority), nil)
    }
    let host = authority[..<colon]
    let port = authority[authority.index(after: colon)...]
    if host.isEmpty { return ("127.0.0.1", port) }
    try check(host, isAddress: false, refuse: refuse)
    return (String(host), port)
  }

  private static func check(_ host: Substring, isAddress: Bool, refuse: Refusal) throws(TargetError) {
    let allowed = isAddress ? "0123456789abcdefABCDEF:.%" : ""
    let isFine = host.unicodeScalars.allSatisfy { scalar in
      isAddress
        ? allowed.unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic && host.contains("%")
        : scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "-._".unicodeScalars.contains(scalar))
    }
    guard !host.isEmpty, host.utf8.count <= 253, isFine, !host.hasPrefix("-") else {
      throw refuse(
        isAddress ? "that is no IPv6 address" : "a host has letters, digits, ‘.’ and ‘-’; \(forms)")
    }
  }

  static func ports(_ word: Substring?, standard: Int, refuse: Refusal) throws(TargetError) -> [Int] {
    guard let word else { return [standard] }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { end in
      end.count <= 5 && end.allSatisfy { $0.isASCII && $0.isNumber }
        ? Int(end).flatMap { (1...65_535).contains($0) ? $0 : nil } : nil
    }
    switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
    case (1, let port?, _): return [port]
    case (2, let first?, let last?):
      guard first <= last else { throw refuse("the range of ports ends before it begins") }
      guard last - first < rangeLimit else { throw refuse("at most \(rangeLimit) ports in one range") }
      return Array(first...last)
    default: throw refuse("a port is a number from 1 to 65535, or two of them such as 2271-2274")
    }
  }

  /// A pasted address of one endpoint means the instance that it belongs to.
  static func basePath(_ path: Substring) -> String {
    var base = path
    while base.hasSuffix("/") { base.removeLast() }
    for endpoint in Endpoint.allCases.map(\.path) + [Endpoint.legacyMetricsPath]
    where base.hasSuffix(endpoint) {
      // The longest wins: /api/metrics ends with /metrics too.
      let isLegacy = endpoint == Endpoint.metrics.path && base.hasSuffix(Endpoint.legacyMetricsPath)
      base.removeLast(isLegacy ? Endpoint.legacyMetricsPath.count : endpoint.count)
      break
    }
    while base.hasSuffix("/") { base.removeLast() }
    return String(base)
  }

  /// The word as an error may show it: whatever stands between `://` and `@` could be a password.
  private static func masked(_ word: String) -> String {
    let start = word.firstRange(of: "://")?.upperBound ?? word.startIndex
    guard let at = word.lastIndex(of: "@"), start < at else { return CleanText.of(word, limit: 80) }
    return CleanText.of(word[..<start] + "…" + word[at...], limit: 80)
  }
}
