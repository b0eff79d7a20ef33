import Configuration
import MPanel
import Scraping
import Testing

@Suite("Prometheus configurations")
struct PrometheusTests {
  private func find(_ folder: Folder, _ jobs: [String], _ discovery: inout Discovery) -> Discovered {
    var loaded = Loaded()
    loaded.set("prometheus_config.file", \.prometheusFile, to: folder.path + "/prometheus.yml")
    loaded.set("prometheus_config.jobs", \.prometheusJobs, to: jobs)
    return discovery.find(TargetSources(loaded: loaded))
  }

  private func find(_ text: String, _ jobs: [String] = []) throws -> Discovered {
    let folder = try Folder()
    defer { folder.cleanUp() }
    try folder.write("prometheus.yml", text)
    var discovery = Discovery()
    return find(folder, jobs, &discovery)
  }

  @Test("everything that says how a job's targets are asked is gone by")
  func job() throws {
    let found = try find(
      """
      global: { scrape_interval: 30s }
      scrape_configs:
        - job_name: mpanel
          scheme: https
          metrics_path: /ops/metrics
          params: { "format[]": [a b, "c&d"] }
          basic_auth: { username: ops, password_file: secret/word }
          tls_config:
            ca_file: /etc/ca.pem
            cert_file: c.pem
            key_file: k.pem
            server_name: panel.internal
          follow_redirects: true
          static_configs:
            - targets: ["a.example.com", "b.example.com:8443"]
              labels: { instance: bee, __metrics_path__: /prom, __scheme__: http, __param_x: "1" }
            - targets: [c.example.com]
        - job_name: other
          scrape_interval: 5s
          bearer_token: hunter2
          static_configs: [{ targets: [d] }]
      """, ["mpanel"])
    #expect(found.mistakes.isEmpty && found.notes.isEmpty, "\(found.mistakes) \(found.notes)")
    #expect(
      found.targets.map(\.place.address) == [
        "a.example.com:80", "b.example.com:8443", "https://c.example.com/ops",
      ])
    let last = try #require(found.targets.last)
    #expect(last.access.interval == .seconds(30))
    #expect(last.access.query == "format%5B%5D=a%20b&format%5B%5D=c%26d")
    #expect(last.access.trust == .authority(file: "/etc/ca.pem"))
    #expect(last.access.serverName == "panel.internal")
    #expect(last.access.followsRedirects && last.access.metricsPath == nil)
    #expect(last.groups == ["mpanel"])
    guard case .basic("ops", .file(let path)) = last.access.credential else {
      Issue.record("no password")
      return
    }
    #expect(path.hasSuffix("/secret/word") && path.hasPrefix("/"))
    #expect(found.targets[0].access.metricsPath == "/prom")
    #expect(found.targets[0].access.query.hasSuffix("&x=1"))
    #expect(found.targets[0].name == "bee")
  }

  @Test(
    "a path that could not stand in a request is refused",
    arguments: ["/m HTTP/1.1\\r\\nX-Evil: 1", "/my metrics", "metrics", "/m\\u00e9"])
  func path(path: String) throws {
    let found = try find(
      """
      scrape_configs:
        - job_name: a
          static_configs:
            - targets: [one]
            - targets: [two]
              labels: { __metrics_path__: "\(path)" }
      """)
    #expect(found.targets.map(\.place.address) == ["one:80"])
    #expect(found.mistakes.count == 1 && found.mistakes[0].firstRange(of: "begins with ‘/’") != nil)
  }

  @Test("credentials written out are taken, and shown nowhere")
  func secrets() throws {
    for lines in [
      "bearer_token: hunter2", "authorization: { credentials: hunter2 }",
      "basic_auth: { username: u, password: hunter2 }",
    ] {
      let found = try find("scrape_configs: [{ job_name: m, \(lines), static_configs: [{targets: [a]}] }]")
      #expect(found.targets.first?.access.credential != nil)
      #expect("\(found)".firstRange(of: "hunter2") == nil)
      var dumped = ""
      dump(found, to: &dumped)
      #expect(dumped.firstRange(of: "hunter2") == nil)
    }
  }

  @Test("what changes the meaning and is not done is said, for the jobs that are watched")
  func notes() throws {
    let text = """
      scrape_configs:
        - job_name: a
          relabel_configs: []
          static_configs: [{targets: [x]}]
        - job_name: b
          ec2_sd_configs: []
          honor_labels: true
          static_configs: [{targets: [y]}]
      """
    #expect(try find(text, ["a"]).notes.map(\.line) == [3])
    #expect(try find(text, ["b"]).notes.first?.words.hasPrefix("‘ec2_sd_configs’ is not supported") == true)
    let several = try find(text)
    #expect(several.mistakes.first?.firstRange(of: "--job NAME; its jobs are a, b") != nil)
    #expect(try find(text, ["c"]).mistakes.first?.firstRange(of: "‘c’ is no job") != nil)
  }

  @Test(
    "mistakes are told with their line",
    arguments: [
      ("scrape_configs: {}\n", ":1: ‘scrape_configs’ is a list, not a table"),
      ("scrape_configs:\n  - scheme: http\n", ":2: a job is a table with a ‘job_name’"),
      ("scrape_configs:\n  - job_name: a\n    scheme: htp\n", ":3: ‘scheme’ is http or https, not ‘htp’"),
      (
        "scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [\"http://x\"]\n",
        ":4: ‘http://x’ is no target"
      ),
      (
        "scrape_configs:\n  - job_name: a\n    static_configs:\n      - target: [x]\n",
        "did you mean ‘targets’?"
      ),
      ("a: 1\na: 2\n", ":2: ‘a’ is there twice"), ("a: [\n", "is not YAML"),
      ("a: *b\n", "an alias of nothing"),
      ("a: 1\n---\nb: 1\n", "a second document"), ("\t- a\n", "is not YAML"),
      (
        "scrape_configs:\n  - job_name: a\n    file_sd_configs: [{files: [x.txt]}]\n",
        ":3: a file of targets ends"
      ),
      (
        "scrape_configs:\n  - job_name: a\n    scrape_interval: 7 parsecs\n",
        ":3: ‘scrape_interval’ is a time"
      ),
      (
        "scrape_configs:\n  - job_name: a\n    authorization: {type: Basic, credentials: hunter2}\n",
        ":3: authorization of"
      ),
    ])
  func mistakes(text: String, words: String) throws {
    let found = try find(text)
    #expect(found.mistakes.first?.firstRange(of: words) != nil, "\(found.mistakes)")
    #expect(found.mistakes.allSatisfy { $0.firstRange(of: "hunter2") == nil })
  }

  @Test(
    "scrape_config_files have jobs too, found by pattern, under the intervals of the file that names them")
  func furtherFiles() throws {
    let folder = try Folder()
    defer { folder.cleanUp() }
    try folder.write(
      "prometheus.yml",
      """
      global: {scrape_interval: 30s}
      scrape_config_files: ["jobs/*.yml"]
      scrape_configs: [{job_name: own, static_configs: [{targets: ["o:1"]}]}]
      """)
    try folder.write(
      "jobs/a.yml",
      "scrape_configs: [{job_name: web, basic_auth: {username: u, password_file: word}, static_configs: [{targets: [\"a:1\"]}]}]\n"
    )
    try folder.write(
      "jobs/b.yml",
      "scrape_configs: [{job_name: api, scrape_interval: 5s, file_sd_configs: [{files: [b.json]}]}]\n")
    try folder.write("jobs/b.json", "[{\"targets\": [\"b:1\"]}]")
    var discovery = Discovery()
    let found = find(folder, ["own", "web", "api"], &discovery)
    #expect(found.mistakes.isEmpty && found.troubles.isEmpty, "\(found)")
    #expect(found.targets.map(\.place.address) == ["o:1", "a:1", "b:1"])
    #expect(found.targets.map(\.access.interval) == [.seconds(30), .seconds(30), .seconds(5)])
    // Paths are as seen from the file that has them.
    #expect(
      found.targets[1].access.credential
        == .basic(user: "u", password: .file(path: "\(folder.path)/jobs/word")))
    #expect(found.files.contains("\(folder.path)/jobs/*.yml"), "a new file is noticed")
    try folder.write(
      "jobs/c.yml", "scrape_configs: [{job_name: new, static_configs: [{targets: [\"c:1\"]}]}]\n")
    #expect(find(folder, ["new"], &discovery).targets.map(\.place.address) == ["c:1"])
    try folder.write("jobs/c.yml", "scrape_configs:\n- scheme: ftp\n  job_name: new\n")
    let broken = find(folder, ["new"], &discovery).mistakes
    #expect(broken.first?.firstRange(of: "jobs/c.yml:2: ‘scheme’ is http or https") != nil, "\(broken)")
  }

  @Test("files of targets are found by pattern, in YAML and JSON; a broken one keeps what it said last")
  func files() throws {
    let folder = try Folder()
    defer { folder.cleanUp() }
    try folder.write(
      "prometheus.yml",
      "scrape_configs: [{job_name: m, file_sd_configs: [{files: [\"sd/*.json\", sd/*.yml]}]}]")
    try folder.write(
      "sd/a.json", "[\n\t{\"targets\": [\"a:1\", \"b:1\"], \"labels\": {\"instance\": \"\\u00e4\"}}\n]\n")
    try folder.write("sd/b.yml", "- targets: [c:1]\n")
    var discovery = Discovery()
    let first = find(folder, [], &discovery)
    #expect(first.troubles.isEmpty && first.mistakes.isEmpty, "\(first)")
    #expect(first.targets.map(\.place.address) == ["a:1", "b:1", "c:1"])
    #expect(first.targets.first?.name == "ä")
    try folder.write("sd/a.json", "[\n{\"targets\": [\"z:1\"\n}]")
    try folder.write("sd/b.yml", "- targets: [d:1]\n")
    let second = find(folder, [], &discovery)
    #expect(second.targets.map(\.place.address) == ["a:1", "b:1", "d:1"])
    #expect(second.troubles.count == 1)
    #expect(second.troubles.first?.firstRange(of: "sd/a.json:3: is not YAML") != nil, "\(second.troubles)")
    try folder.remove("sd/a.json")
    #expect(find(folder, [], &discovery).targets.map(\.place.address) == ["d:1"])
  }

  @Test("aliases and merges work, and cannot stand for more than memory holds")
  func aliases() throws {
    let found = try find(
      """
      x: &base { scheme: https, static_configs: [{targets: [a]}] }
      scrape_configs:
        - <<: *base
          job_name: m
      """)
    #expect(found.targets.map(\.place.address) == ["https://a"])
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      bomb += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    #expect(try find(bomb).mistakes.first?.firstRange(of: "aliases counted") != nil)
    let deep = String(repeating: "[", count: 5000)
    #expect(try find(deep).mistakes.first?.firstRange(of: "nested more than 64 deep") != nil)
  }

  @Test("mangled bytes are refused or read, and never end the process")
  func mangled() throws {
    let text = Array(
      "global: {scrape_interval: 15s}\nscrape_configs:\n  - job_name: 'm'\n    params: {a: [b]}\n    static_configs:\n      - targets: [\"a:1\", b]\n        labels: {x: y}\n    tls_config: &t {ca_file: x}\n"
        .utf8)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<3000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 1...127, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
        }
      }
      let source = SourceText(path: "x.yml", text: String(decoding: bytes, as: UTF8.self))
      let file = PrometheusFile(source)
      for problem in file.findings.problems { #expect(problem.line ?? 1 >= 1) }
      _ = Loaded(source)
    }
  }
}
