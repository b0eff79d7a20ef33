import Configuration
import Glibc
import MPanel
import Scraping
import Testing

@Suite("Targets of a configuration")
struct TargetsTests {
  private static let fleet = """
    targets = ["@web", "old"]
    [groups]
    web = ["a=10.0.0.1:2271", "@deep"]
    deep = ["10.0.0.2"]
    round = ["@round"]
    [[target]]
    name = "old"
    address = "10.0.0.3"
    groups = ["legacy"]
    breaker_order = "0=open,1=closed"
    [[target]]
    name = "shop"
    address = "https://panel.example.com/ops"
    groups = ["legacy", "web"]
    ca = "ca.pem"
    certificate = "/etc/c.pem"
    key = "/etc/k.pem"
    server_name = "panel.internal"
    user = "ops"
    password_env = "SHOP_PASSWORD"
    every = "15s"
    metrics_path = "/prom"
    follow_redirects = true
    """

  private func find(_ words: [String] = [], _ text: String = fleet) -> Discovered {
    var discovery = Discovery()
    return discovery.find(
      TargetSources(words: words, loaded: Loaded(SourceText(path: "/etc/mptop/config.toml", text: text))))
  }

  private func addresses(_ found: Discovered) -> [String] { found.targets.map(\.place.address) }

  @Test("without a word: the list of the configuration, else its targets, else this machine's mPanel")
  func standard() {
    #expect(
      addresses(find()) == [
        "https://panel.example.com/ops", "10.0.0.1:2271", "10.0.0.2:2271", "10.0.0.3:2271",
      ])
    #expect(addresses(find([], "[[target]]\naddress = \"10.0.0.9\"\n")) == ["10.0.0.9:2271"])
    #expect(addresses(find([], "")) == ["127.0.0.1:2271"])
  }

  @Test("a group is what lists it and what says it belongs to it, and is shown as its group")
  func groups() {
    let found = find(["@legacy"])
    #expect(found.targets.map(\.name) == ["old", "shop"])
    #expect(found.targets.map(\.groups) == [["legacy"], ["legacy", "web"]])
    #expect(find(["@round"]).usage?.firstRange(of: "contains itself") != nil)
    #expect(find(["@wbe"]).usage?.firstRange(of: "did you mean ‘@web’?") != nil)
    #expect(find(["@x"], "").usage?.firstRange(of: "there are no groups") != nil)
  }

  @Test("a target is asked as its entry says, whether it is named or its address is given")
  func access() throws {
    for word in ["shop", "https://panel.example.com/ops", "mine=https://panel.example.com/ops/"] {
      let target = try #require(find([word]).targets.first)
      #expect(target.name == (word.hasPrefix("mine") ? "mine" : "shop"))
      #expect(target.access.trust == .authority(file: "/etc/mptop/ca.pem"))
      #expect(target.access.clientCertificate == .init(certificateFile: "/etc/c.pem", keyFile: "/etc/k.pem"))
      #expect(target.access.serverName == "panel.internal")
      #expect(target.access.credential == .basic(user: "ops", password: .environment(name: "SHOP_PASSWORD")))
      #expect(target.access.interval == .seconds(15))
      #expect(target.access.metricsPath == "/prom")
      #expect(target.access.followsRedirects)
    }
    let old = try #require(find(["10.0.0.3"]).targets.first)
    #expect(Roster.targets([old]).first?.target.breakerOrder?.states.map(\.state) == [.open, .closed])
    #expect(find(["10.0.0.4"]).targets.first?.access == Access())
  }

  @Test(
    "what fields mean together is checked",
    arguments: [
      ("token_file = \"t\"\nuser = \"u\"", ":4: ‘user’ goes with a password"),
      ("token_file = \"t\"\ntoken_env = \"T\"", ":4: ‘token_env’ stands beside ‘token_file’"),
      ("password_file = \"t\"", ":3: ‘password_file’ needs ‘user’"),
      ("user = \"t\"", ":3: ‘user’ needs ‘password_file’"),
      ("certificate = \"t\"", ":3: ‘certificate’ needs the ‘key’"),
      ("insecure = true\nca = \"x\"", ":4: ‘ca’ means nothing"),
      ("breaker_order = \"x\"", ":3: ‘breaker_order’ is an order such as"),
      ("metrics_path = \"x\"", ":3: ‘metrics_path’ begins with ‘/’"),
      ("tokn_file = \"x\"", ":3: ‘tokn_file’ is no setting of [[target]]; did you mean ‘token_file’?"),
      ("certific = \"x\"", ":3: ‘certific’ is no setting of [[target]]; did you mean ‘certificate’?"),
      ("interval = \"5s\"", ":3: ‘interval’ is no setting of [[target]]; did you mean ‘every’?"),
      ("zzzzzz = 1", ":3: ‘zzzzzz’ is no setting of [[target]]; there are address, name, groups, every,"),
      ("name = \"@x\"", ":3: ‘name’ has 1 to 40"),
    ])
  func together(fields: String, words: String) {
    let loaded = Loaded(SourceText(path: "c.toml", text: "[[target]]\naddress = \"a\"\n\(fields)\n"))
    #expect(loaded.problems.first?.description.firstRange(of: "c.toml" + words) != nil, "\(loaded.problems)")
  }

  @Test("an entry without an address is told of once")
  func missing() {
    let text = "[[target]]\nname = \"a\"\n"
    let problems = Loaded(SourceText(path: "c.toml", text: text)).problems.map(\.description)
    #expect(problems == ["c.toml:1: [[target]] has no ‘address’"])
    #expect(find([], text).mistakes.isEmpty)
  }

  @Test("a wrong address is told with its line, one on the command line with how to call mptop")
  func wrong() {
    let entry = find([], "\n[[target]]\naddress = \"ftp://x\"\n")
    #expect(entry.mistakes.first?.hasPrefix("/etc/mptop/config.toml:2: ‘ftp://x’ is no target") == true)
    let list = find([], "every = 2\ntargets = [\"ftp://x\"]\n")
    #expect(list.mistakes.first?.hasPrefix("/etc/mptop/config.toml:2: ‘ftp://x’ is no target") == true)
    #expect(find(["ftp://x"]).usage?.hasPrefix("‘ftp://x’ is no target") == true)
    let twice = find(["a=10.0.0.1", "a=10.0.0.2"])
    #expect(twice.mistakes.first?.firstRange(of: "another target is called ‘a’ already") != nil)
  }

  @Test("dns+HOST is a target for each address of the name; TLS still asks for the name")
  func names() throws {
    let found = find(["dns+localhost:9", "tls=dns+https://localhost"])
    #expect(found.hasNames)
    #expect(addresses(found).contains("127.0.0.1:9"))
    let encrypted = try #require(found.targets.first { $0.place.isEncrypted })
    #expect(encrypted.place.hostName == "localhost" && encrypted.access.serverName == nil)
    #expect(encrypted.name?.hasPrefix("tls ") == true)
    let plain = try #require(found.targets.first { $0.place.address == "127.0.0.1:9" })
    #expect(plain.place.authority == "localhost:9" && plain.place.hostName == "localhost")
    #expect(find(["dns+127.0.0.1:9"]).targets.first?.place.hostName == nil)
    let unknown = find(["dns+no-such-host.invalid"])
    #expect(unknown.targets.isEmpty && unknown.troubles.count == 1)
  }

  @Test("names are made unlike, the same place twice is one target")
  func roster() throws {
    let words = ["10.0.0.1", "10.0.0.1:2271", "http://10.0.0.1:2271", "10.0.0.2"]
    let targets = Roster.targets(find(words, "").targets)
    #expect(targets.map(\.target.name) == ["10.0.0.1:2271", "10.0.0.2:2271"])
    #expect(targets.map(\.target.id) == [0, 1])
  }

  @Test("a FIFO is refused, and not waited for, as a configuration and as a list that a pattern finds")
  func fifo() throws {
    let folder = try Folder()
    defer { folder.cleanUp() }
    let (config, list) = (folder.path + "/a.toml", folder.path + "/b.json")
    try #require(mkfifo(config, 0o600) == 0 && mkfifo(list, 0o600) == 0)
    #expect(ConfigFile.load(config).problems.first?.words == "is no regular file")
    var sources = TargetSources(loaded: Loaded())
    sources.settings.prometheusFile = try folder.write(
      "p.yml", "scrape_configs: [{job_name: m, file_sd_configs: [{files: [\"*.json\"]}]}]")
    var discovery = Discovery()
    #expect(discovery.find(sources).troubles == ["\(list): is no regular file"])
    #expect(throws: Problem.self) { try SourceText.read("/dev/zero") }
    #expect(try SourceText.read("/dev/null").text.isEmpty)
    // The pipe of a shell, as in `--config <(…)`.
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0 && write(ends[1], "every = 7\n", 10) == 10)
    close(ends[1])
    #expect(ConfigFile.load("/dev/fd/\(ends[0])").settings.interval == .seconds(7))
    close(ends[0])
  }

  @Test("a file that others can write, a folder, and bytes that are no text are refused")
  func files() throws {
    let folder = try Folder()
    defer { folder.cleanUp() }
    #expect(ConfigFile.load(try folder.write("a.toml", "every = 5\n", mode: 0o644)).problems.isEmpty)
    for mode in [0o620, 0o602, 0o666] {
      let loaded = ConfigFile.load(try folder.write("b.toml", "every = 5\n", mode: mode))
      #expect(loaded.problems.first?.words.firstRange(of: "can be written by others") != nil)
      #expect(loaded.settings.interval == .seconds(2))
    }
    #expect(ConfigFile.load(folder.path).problems.first?.words == "is a folder")
    #expect(ConfigFile.load(folder.path + "/none").problems.first?.words.hasPrefix("cannot be read") == true)
    let zero = ConfigFile.load(try folder.write("c.toml", "a = 1\nb = \"\0\"\n"))
    #expect(zero.problems.first?.description.hasSuffix("c.toml:2: holds a NUL byte") == true)
  }
}
