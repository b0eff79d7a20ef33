import MPanel
import Scraping

/// What a `[[target]]` can set: a row a field.
enum TargetFields {
  static let rows: [Setting<TargetEntry>] = [
    .text("address", \.address, "Where it is, as on the command line."),
    .text("name", \.name, "What it is called; else its host and port."),
    .list("groups", \.groups, "The groups it belongs to: `@GROUP` on the command line watches all of one."),
    .duration(
      "every", \.access.interval, in: .milliseconds(500)...(.seconds(300)),
      "How often its metrics are asked for."),
    .written(
      "metrics_path", \.access.metricsPath, as: "path that begins with `/`",
      "Where its metrics are, if not at `/metrics`.", read: path, write: { $0 }),
    .file("ca", \.certificateAuthority, "A PEM file with the authority whose certificates it has."),
    .flag("insecure", \.isInsecure, "Whether any certificate is believed; the screen shows this in red."),
    .text(
      "server_name", \.access.serverName, "The name that its certificate is for, if not that of its host."),
    .file("certificate", \.certificate, "A PEM file with a certificate of ours, for servers that want one."),
    .file("key", \.key, "The PEM file with the key of `certificate`."),
    .file("token_file", \.tokenFile, "A file with a bearer token."),
    .text("token_env", \.tokenVariable, "The variable of the environment that has a bearer token."),
    .text("user", \.user, "The user name to log in with."),
    .file("password_file", \.passwordFile, "A file with the password of `user`."),
    .text(
      "password_env", \.passwordVariable, "The variable of the environment that has the password of `user`."),
    .flag(
      "follow_redirects", \.access.followsRedirects,
      "Whether redirects are followed, to other servers without credentials."),
    .written(
      "breaker_order", \.breakerOrder, as: "order such as `0=closed,1=open,2=half-open`",
      "What the numbers of its circuit breakers mean, whatever its page says.", read: order, write: written),
  ]

  /// Those that are about how a server is asked, and not about an instance.
  static let ofServers = rows.filter { row in
    [
      "ca", "insecure", "server_name", "certificate", "key", "token_file", "token_env", "user",
      "password_file",
      "password_env", "follow_redirects",
    ].contains(row.path)
  }

  private static func path(_ text: String) throws(Refusal) -> String? {
    guard text.hasPrefix("/"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Refusal("begins with ‘/’ and has no blanks, unlike \(Findings.shown(text))")
    }
    return text
  }

  private static func order(_ text: String) throws(Refusal) -> BreakerOrder? {
    do throws(BreakerOrder.Mistake) {
      return try BreakerOrder(text)
    } catch {
      throw Refusal("is an order such as ‘0=closed,1=open,2=half-open’: \(CleanText.of(error.description))")
    }
  }

  private static func written(_ order: BreakerOrder?) -> String? {
    order?.states.map { state in
      let number = Int(exactly: state.value).map { "\($0)" } ?? "\(state.value)"
      return "\(number)=\(state.state.word.lowercased().split(separator: " ").joined(separator: "-"))"
    }.joined(separator: ",")
  }

  /// What fields mean together.
  static func check(_ entry: inout TargetEntry, _ node: Node, _ findings: inout Findings) {
    if entry.address == nil { findings.refuse("[[target]] has no ‘address’", at: node.line) }
    if let name = entry.name, name.count > 40 || CleanText.of(name) != name || name.hasPrefix("@") {
      let line = node.table?.first { $0.key == "name" }?.line ?? node.line
      findings.refuse("‘name’ has 1 to 40 visible characters and does not begin with ‘@’", at: line)
    }
    checkAccess(&entry, node, &findings)
  }

  /// What the fields of `[prometheus]` mean together.
  static func checkServer(_ entry: inout TargetEntry, _ node: Node, _ findings: inout Findings) {
    if let address = entry.address {
      do throws(TargetError) {
        _ = try PrometheusServer(word: address)
      } catch {
        let line = node.table?.first { $0.key == "url" }?.line ?? node.line
        findings.refuse("‘prometheus.url’: \(error.description)", at: line)
      }
    }
    checkAccess(&entry, node, &findings)
  }

  private static func checkAccess(_ entry: inout TargetEntry, _ node: Node, _ findings: inout Findings) {
    entry.line = node.line
    func line(_ field: String) -> Int? { node.table?.first { $0.key == field }?.line ?? node.line }
    func refuse(_ field: String, _ words: String) { findings.refuse("‘\(field)’ \(words)", at: line(field)) }
    if entry.isInsecure {
      if entry.certificateAuthority != nil { refuse("ca", "means nothing beside ‘insecure’") }
      entry.access.trust = .anyone
    } else if let file = entry.certificateAuthority {
      entry.access.trust = .authority(file: file)
    }
    switch (entry.certificate, entry.key) {
    case (let certificate?, let key?):
      entry.access.clientCertificate = .init(certificateFile: certificate, keyFile: key)
    case (_?, nil): refuse("certificate", "needs the ‘key’ that belongs to it")
    case (nil, _?): refuse("key", "needs the ‘certificate’ that it belongs to")
    case (nil, nil): break
    }
    credential(of: &entry, refuse)
  }

  private static func credential(of entry: inout TargetEntry, _ refuse: (String, String) -> Void) {
    var sources: [(field: String, source: SecretSource)] = []
    if let file = entry.tokenFile { sources.append(("token_file", .file(path: file))) }
    if let name = entry.tokenVariable { sources.append(("token_env", .environment(name: name))) }
    if let file = entry.passwordFile { sources.append(("password_file", .file(path: file))) }
    if let name = entry.passwordVariable { sources.append(("password_env", .environment(name: name))) }
    if sources.count > 1 {
      refuse(sources[1].field, "stands beside ‘\(sources[0].field)’: there can be one secret")
    }
    guard let (field, source) = sources.first else {
      if entry.user != nil { refuse("user", "needs ‘password_file’ or ‘password_env’") }
      return
    }
    if field.hasPrefix("token") {
      if entry.user != nil { refuse("user", "goes with a password, not with ‘\(field)’") }
      entry.access.credential = .bearer(source)
    } else if let user = entry.user {
      entry.access.credential = .basic(user: user, password: source)
    } else {
      refuse(field, "needs ‘user’")
    }
  }
}
