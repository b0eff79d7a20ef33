import Configuration
import Dashboard
import Drawing
import Scraping
import Testing

@Suite("Settings")
struct SettingsTests {
  private func load(_ text: String) -> Loaded { Loaded(SourceText(path: "config.toml", text: text)) }

  @Test("what a file sets is set, and the rest is as without one")
  func read() {
    let loaded = load("every = \"1m30s\"\nglyphs = \"braille\"\ntargets = [\"a\", \"b:1\"]\n")
    #expect(loaded.problems.isEmpty)
    #expect(loaded.settings.interval == .seconds(90))
    #expect(loaded.settings.glyphs == .braille)
    #expect(loaded.settings.targets == ["a", "b:1"])
    #expect(loaded.settings.window == .oneMinute)
    #expect(loaded.settings.theme == nil)
    let panels = load("mouse = true\n[layout]\ninstance = [\"pool | queues\", \"probes\"]\n")
    #expect(panels.problems.isEmpty && panels.settings.preferences.mouse)
    #expect(panels.settings.preferences.layouts[.instance]?.rows == [[["pool"], ["queues"]], [["probes"]]])
  }

  @Test("[prometheus] says where the server is and how it is asked, with paths as seen from the file")
  func prometheus() throws {
    let loaded = Loaded(
      SourceText(
        path: "/etc/mptop/config.toml",
        text: """
          [prometheus]
          url = "https://mon/prometheus"
          job = "mpanel"
          ca = "ca.pem"
          server_name = "mon.internal"
          certificate = "c.pem"
          key = "/etc/k.pem"
          token_file = "mon.token"
          follow_redirects = true
          """))
    #expect(loaded.problems.isEmpty, "\(loaded.problems)")
    let (server, job) = (loaded.settings.prometheus, loaded.settings.prometheusJob)
    #expect(server.address == "https://mon/prometheus" && job == "mpanel")
    #expect(server.access.trust == .authority(file: "/etc/mptop/ca.pem"))
    #expect(server.access.serverName == "mon.internal")
    #expect(
      server.access.clientCertificate == .init(certificateFile: "/etc/mptop/c.pem", keyFile: "/etc/k.pem"))
    #expect(server.access.credential == .bearer(.file(path: "/etc/mptop/mon.token")))
    #expect(server.access.followsRedirects)
    let basic = load("[prometheus]\nurl = \"mon\"\nuser = \"ops\"\npassword_env = \"MON\"\ninsecure = true\n")
    #expect(
      basic.settings.prometheus.access.credential == .basic(user: "ops", password: .environment(name: "MON")))
    #expect(basic.settings.prometheus.access.trust == .anyone)
  }

  @Test(
    "mistakes of [prometheus] are told with their line",
    arguments: [
      ("url = \"ftp://x\"", "config.toml:2: ‘prometheus.url’: ‘ftp://x’ is no target"),
      ("url = \"http://ops:hunter2@mon\"", "config.toml:2: ‘prometheus.url’"),
      ("key = \"k.pem\"", "‘key’ needs the ‘certificate’"),
      ("user = \"ops\"", "‘user’ needs ‘password_file’ or ‘password_env’"),
      ("token_env = \"A\"\ntoken_file = \"b\"", "‘token_env’ stands beside ‘token_file’"),
      ("insecure = true\nca = \"x.pem\"", "‘ca’ means nothing beside ‘insecure’"),
      ("urll = \"mon\"", "did you mean ‘prometheus.url’?"),
    ])
  func wrongPrometheus(text: String, words: String) {
    let problems = load("[prometheus]\n\(text)\n").problems.map(\.description)
    #expect(problems.contains { $0.firstRange(of: words) != nil }, "\(problems)")
    #expect(problems.allSatisfy { $0.firstRange(of: "hunter2") == nil })
  }

  @Test(
    "everything wrong is told with its line, the word that was read, and the nearest valid one",
    arguments: [
      ("\nevry = 2\n", "config.toml:2: ‘evry’ is no setting; did you mean ‘every’?"),
      ("every = \"2 parsecs\"\n", "config.toml:1: ‘every’ is a time from 500ms to 5m, such as"),
      ("every = 0.1\n", "config.toml:1: ‘every’ is a time from 500ms to 5m, not 0.1"),
      ("every = nan\n", "config.toml:1: ‘every’ is a time"),
      ("every = 1999-01-01\n", "config.toml:1: ‘every’ is a time from 500ms to 5m, not a date or time"),
      ("# x\n\nwindow = \"7m\"", "config.toml:3: ‘window’ is 30s, 1m, 5m or 15m, not ‘7m’"),
      ("glyphs = \"brail\"", "not ‘brail’; did you mean ‘braille’?"),
      ("theme = 5", "config.toml:1: ‘theme’ is a text, not a number"),
      ("theme = \"\"", "config.toml:1: ‘theme’ is empty"),
      ("targets = [\n\"a\",\n 5]\n", "config.toml:3: ‘targets’ is a list of texts; a number is among them"),
      (
        "layout.instance = [\n\"latncy\"]\n",
        "‘layout.instance’ has no panel ‘latncy’; did you mean ‘latency’?"
      ),
      ("layout.instance = [\"pool | pool\"]", "‘layout.instance’ names ‘pool’ twice"),
      ("[layout]\ninstance = \"pool\"", "config.toml:2: ‘layout.instance’ is a list of texts, not a text"),
      ("mouse = \"on\"", "‘mouse’ is true or false, not a text"),
      ("[every]\nx = 1\n", "config.toml:1: ‘every’ is a time"),
      ("every = \n", "config.toml:1: is not TOML"),
      ("every = 2\nevery = 3\n", "config.toml:2: is not TOML"),
    ])
  func wrong(text: String, words: String) {
    let problems = load(text).problems.map(\.description)
    #expect(problems.count == 1)
    #expect(problems.first?.firstRange(of: words) != nil, "\(problems)")
  }

  @Test("one mistake hides no other, and the rest is read")
  func several() {
    let loaded = load("evry = 1\nglyphs = \"x\"\nevery = 7\n")
    #expect(loaded.problems.map(\.line) == [1, 2])
    #expect(loaded.settings.interval == .seconds(7))
  }

  @Test(
    "no message shows what might be a secret",
    arguments: [
      "token = \"hunter2\"", "password = \"hunter2\n", "password = hunter2", "every = [\"hunter2\"]",
      "theme = [\"hunter2\"]", "targets = \"hunter2\"", "x = { password = \"hunter2\" }",
    ])
  func secrets(text: String) {
    let loaded = load(text)
    #expect(!loaded.problems.isEmpty)
    for problem in loaded.problems {
      #expect(problem.description.firstRange(of: "hunter2") == nil, "\(problem)")
    }
    #expect(SettingsPage.text(of: loaded).firstRange(of: "hunter2") == nil)
  }

  @Test("--print-config says where each value came from, and is itself a configuration with the same values")
  func page() {
    var loaded = load("\nevery = \"5s\"\ntheme = \"a \\\"quoted\\\" one\"\n")
    loaded.set("window", \.window, to: .fiveMinutes)
    let text = SettingsPage.text(of: loaded)
    #expect(text.firstRange(of: "every = \"5s\"  # config.toml:2") != nil)
    #expect(text.firstRange(of: "window = \"5m\"  # command line") != nil)
    #expect(text.firstRange(of: "targets = []  # default") != nil)
    for setting in SettingsTable.rows { #expect(text.firstRange(of: setting.words) != nil) }
    let again = load(text)
    #expect(again.problems.isEmpty)
    #expect(again.settings.interval == .seconds(5) && again.settings.window == .fiveMinutes)
    #expect(again.settings.theme == "a \"quoted\" one")
  }

  @Test("the table is sound: no path twice or below another, every default can be read again")
  func table() {
    let paths = SettingsTable.rows.map(\.path)
    #expect(Set(paths).count == paths.count)
    for path in paths { #expect(!paths.contains { $0.hasPrefix(path + ".") }) }
    #expect(load(SettingsPage.text(of: Loaded())).problems.isEmpty)
  }

  @Test(
    "times are read as files spell them",
    arguments: [
      ("2", 2000), ("0.5", 500), ("500ms", 500), ("2s", 2000), ("1m30s", 90_000), ("1h", 3_600_000),
      ("1d2h", 93_600_000), ("1.5m", 90_000), ("1 m", 60_000),
    ])
  func durations(text: String, milliseconds: Int) {
    #expect(DurationText.read(text) == .milliseconds(milliseconds))
    #expect(
      DurationText.read(DurationText.written(.milliseconds(milliseconds))) == .milliseconds(milliseconds))
  }

  @Test(
    "what is no time is none",
    arguments: ["", " ", "s", "5x", "-1s", "1e9", "nan", "inf", "999999y", "٣s", "1..2s"])
  func noDurations(text: String) { #expect(DurationText.read(text) == nil) }
}
