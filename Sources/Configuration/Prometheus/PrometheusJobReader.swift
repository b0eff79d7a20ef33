import Scraping

/// Reads one `scrape_config`.
struct PrometheusJobReader {
  let paths: RelativePaths
  let globals: PrometheusGlobals
  var findings: Findings

  mutating func job(_ node: Node) -> PrometheusJob? {
    guard let table = node.table, let name = node["job_name"]?.text, !name.isEmpty else {
      findings.refuse("a job is a table with a ‘job_name’", at: node.line)
      return nil
    }
    var job = PrometheusJob(name: name, line: node.line)
    job.access.interval = globals.interval
    for entry in table { read(entry, into: &job) }
    return job
  }

  private mutating func read(_ entry: Node.Entry, into job: inout PrometheusJob) {
    let node = entry.node
    switch entry.key {
    case "scheme": scheme(node, &job)
    case "metrics_path": if let path = path(node) { job.metricsPath = path }
    case "params": parameters(node, &job)
    case "scrape_interval":
      job.access.interval = PrometheusGlobals.interval(node, &findings) ?? job.access.interval
    case "static_configs":
      for group in list(node, entry.key) { job.statics.append(PrometheusTargets.group(group, &findings)) }
    case "file_sd_configs": for config in list(node, entry.key) { files(config, &job) }
    case "tls_config": tls(node, &job)
    case "follow_redirects":
      if let flag = flag(node, entry.key) { job.access.followsRedirects = flag }
    case "basic_auth", "authorization", "bearer_token", "bearer_token_file":
      if job.access.credential != nil {
        findings.refuse("‘\(entry.key)’ stands beside another credential; there can be one", at: entry.line)
      }
      if let credential = credential(entry) { job.access.credential = credential }
    default: if let words = PrometheusKeys.note(on: entry.key) { findings.note(words, at: entry.line) }
    }
  }

  private mutating func scheme(_ node: Node, _ job: inout PrometheusJob) {
    switch node.text {
    case "http", "https": job.scheme = node.text ?? ""
    default: refuse(node, "scheme", "is http or https")
    }
  }

  private mutating func path(_ node: Node) -> String? {
    guard let text = node.text, text.hasPrefix("/") else {
      refuse(node, "metrics_path", "begins with ‘/’")
      return nil
    }
    return text
  }

  private mutating func parameters(_ node: Node, _ job: inout PrometheusJob) {
    for entry in node.table ?? [] {
      let values = (entry.node.list ?? []).compactMap(\.text)
      if entry.node.list == nil { refuse(entry.node, "params", "is a table of lists") }
      job.parameters.append(.init(name: entry.key, values: values))
    }
    if node.table == nil { refuse(node, "params", "is a table of lists") }
  }

  private mutating func files(_ node: Node, _ job: inout PrometheusJob) {
    guard let files = node["files"]?.list, !files.isEmpty else {
      findings.refuse("a file_sd_config has a list of ‘files’", at: node.line)
      return
    }
    for file in files {
      guard let path = file.text,
        [".json", ".yml", ".yaml"].contains(where: { path.lowercased().hasSuffix($0) })
      else {
        findings.refuse("a file of targets ends with .json, .yml or .yaml", at: file.line)
        continue
      }
      job.files.append(.init(path: paths.absolute(path), line: file.line))
    }
  }

  private mutating func tls(_ node: Node, _ job: inout PrometheusJob) {
    func file(_ key: String) -> String? { node[key]?.text.map(paths.absolute) }
    if let authority = file("ca_file") { job.access.trust = .authority(file: authority) }
    if let insecure = node["insecure_skip_verify"], flag(insecure, "insecure_skip_verify") == true {
      job.access.trust = .anyone
    }
    if let certificate = file("cert_file"), let key = file("key_file") {
      job.access.clientCertificate = .init(certificateFile: certificate, keyFile: key)
    }
    job.access.serverName = node["server_name"]?.text
    for entry in node.table ?? [] {
      switch entry.key {
      case "ca_file", "cert_file", "key_file", "server_name", "insecure_skip_verify", "min_version",
        "max_version":
        break
      case "ca", "cert", "key":
        findings.refuse(
          "‘\(entry.key)’ written out is not supported: use ‘\(entry.key)_file’", at: entry.line)
      default: findings.note("\(Findings.shown(entry.key)) of tls_config is ignored", at: entry.line)
      }
    }
    if node.table == nil { refuse(node, "tls_config", "is a table") }
  }

  private mutating func credential(_ entry: Node.Entry) -> Credential? {
    let node = entry.node
    switch entry.key {
    case "bearer_token": return node.text.map { .bearer(.inline(Secret($0))) }
    case "bearer_token_file": return node.text.map { .bearer(.file(path: paths.absolute($0))) }
    case "authorization":
      let type = node["type"]?.text ?? "Bearer"
      guard type.lowercased() == "bearer" else {
        findings.refuse(
          "authorization of the type \(Findings.shown(type)) is not supported: only Bearer", at: entry.line)
        return nil
      }
      guard let secret = secret(node, "credentials") else {
        findings.refuse("‘authorization’ needs ‘credentials_file’ or ‘credentials’", at: entry.line)
        return nil
      }
      return .bearer(secret)
    default:
      guard let user = node["username"]?.text else {
        findings.refuse("‘basic_auth’ needs a ‘username’", at: entry.line)
        return nil
      }
      return .basic(user: user, password: secret(node, "password") ?? .inline(Secret("")))
    }
  }

  private func secret(_ node: Node, _ key: String) -> SecretSource? {
    if let file = node["\(key)_file"]?.text { return .file(path: paths.absolute(file)) }
    return node[key]?.text.map { .inline(Secret($0)) }
  }

  private mutating func list(_ node: Node, _ key: String) -> [Node] {
    if let list = node.list { return list }
    if node.value != .other("nothing") { refuse(node, key, "is a list") }
    return []
  }

  private mutating func flag(_ node: Node, _ key: String) -> Bool? {
    switch node.text {
    case "true", "True", "TRUE", "yes", "on": return true
    case "false", "False", "FALSE", "no", "off": return false
    default:
      refuse(node, key, "is true or false")
      return nil
    }
  }

  /// Never shows more of the value than what kind it is: it may be a secret in the wrong place.
  private mutating func refuse(_ node: Node, _ key: String, _ words: String) {
    let isSecretive = ["params", "tls_config"].contains(key)
    let word = isSecretive ? node.kind : node.text.map(Findings.shown) ?? node.kind
    findings.refuse("‘\(key)’ \(words), not \(word)", at: node.line)
  }
}
