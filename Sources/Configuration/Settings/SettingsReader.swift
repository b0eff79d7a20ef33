import Dashboard

/// Walks a table of a file and puts what it sets in its place.
struct SettingsReader<Root: Sendable> {
  private let settings: [Setting<Root>]
  /// What the table is, for messages; empty for the whole file.
  private let name: String
  /// The line of each setting that was read.
  private(set) var lines: [String: Int] = [:]

  init(_ settings: [Setting<Root>], of name: String = "") {
    self.settings = settings
    self.name = name
  }

  mutating func readAndRemember(_ node: Node, into root: inout Root, _ findings: inout Findings) {
    read(node, below: "", into: &root, &findings) { lines[$0] = $1 ?? 1 }
  }

  func read(_ node: Node, into root: inout Root, _ findings: inout Findings) {
    read(node, below: "", into: &root, &findings) { _, _ in }
  }

  private func read(
    _ node: Node, below prefix: String, into root: inout Root, _ findings: inout Findings,
    remember: (String, Int?) -> Void
  ) {
    for entry in node.table ?? [] {
      let path = prefix + entry.key
      if let setting = settings.first(where: { $0.path == path }) {
        setting.take(entry.node, &root, &findings)
        remember(path, entry.line)
      } else if settings.contains(where: { $0.path.hasPrefix(path + ".") }) {
        if entry.node.table == nil {
          findings.refuse("‘\(path)’ is a table, not \(entry.node.kind)", at: entry.line)
        }
        read(entry.node, below: path + ".", into: &root, &findings, remember: remember)
      } else {
        refuse(entry, below: prefix, &findings)
      }
    }
  }

  private func refuse(_ entry: Node.Entry, below prefix: String, _ findings: inout Findings) {
    if let secret = SettingsReader.secrets[entry.key] {
      findings.refuse(
        "‘\(prefix)\(entry.key)’ is never written here: name the place it is read from with \(secret)",
        at: entry.line)
      return
    }
    // Near ones on the same level first, then whole paths.
    let level = settings.filter { $0.path.hasPrefix(prefix) }
      .compactMap { $0.path.dropFirst(prefix.count).split(separator: ".").first.map(String.init) }
    let near =
      Nearest.word(to: entry.key, among: level).map { prefix + $0 }
      ?? settings.first { $0.path.split(separator: ".").last.map(String.init) == entry.key }?.path
      ?? SettingsReader.otherWords[entry.key].flatMap { level.contains($0) ? prefix + $0 : nil }
    let advice = near.map { "did you mean ‘\($0)’?" } ?? "there are \(SettingsReader.list(level))"
    findings.refuse(
      "\(Findings.shown(prefix + entry.key)) is no setting\(name.isEmpty ? "" : " of \(name)"); \(advice)",
      at: entry.line)
  }

  /// Each once, in the order of the table.
  private static func list(_ words: [String]) -> String {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  /// What the same thing is called elsewhere.
  private static var otherWords: [String: String] {
    [
      "url": "address", "host": "address", "target": "address", "interval": "every",
      "scrape_interval": "every", "cert": "certificate", "ca_file": "ca", "username": "user",
      "group": "groups",
    ]
  }

  /// What people would write a secret under, and what to write instead.
  private static var secrets: [String: String] {
    [
      "token": "‘token_file’ or ‘token_env’", "bearer_token": "‘token_file’ or ‘token_env’",
      "password": "‘password_file’ or ‘password_env’",
    ]
  }
}
