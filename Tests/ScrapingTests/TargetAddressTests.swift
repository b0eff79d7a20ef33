import MPanel
import Scraping
import Testing

@Suite struct TargetAddressTests {
  @Test(
    "every way to write a target is understood",
    arguments: [
      ("2271", "127.0.0.1:2271", "127.0.0.1:2271"),
      (":3000", "127.0.0.1:3000", "127.0.0.1:3000"),
      ("web-1", "web-1:2271", "web-1:2271"),
      ("web-1.example.org:3000", "web-1.example.org:3000", "web-1.example.org:3000"),
      ("[::1]:3000", "[::1]:3000", "[::1]:3000"),
      ("::1", "[::1]:2271", "[::1]:2271"),
      ("http://web-1", "web-1:80", "web-1:80"),
      ("http://web-1:2271/", "web-1:2271", "web-1:2271"),
      ("https://panel.example.org", "https://panel.example.org", "panel.example.org"),
      ("https://panel.example.org:8443/a/", "https://panel.example.org:8443/a", "panel.example.org:8443/a"),
      ("HTTP://web-1:2271/one", "http://web-1:2271/one", "web-1:2271/one"),
      ("unix:/run/mpanel.sock", "unix:/run/mpanel.sock", "mpanel.sock"),
      ("unix:///run/mpanel.sock", "unix:/run/mpanel.sock", "mpanel.sock"),
      ("eu=web-1:3000", "web-1:3000", "eu"),
      ("eu west=https://panel.example.org", "https://panel.example.org", "eu west"),
      ("http://web-1:2271/metrics", "web-1:2271", "web-1:2271"),
      ("http://web-1:2271/api/metrics/", "web-1:2271", "web-1:2271"),
      ("http://web-1:2271/x/api/health", "http://web-1:2271/x", "web-1:2271/x"),
    ])
  func forms(word: String, address: String, name: String) throws {
    let targets = try TargetAddress.targets([word])
    #expect(targets.map(\.target) == [Target(id: 0, name: name, address: address)])
    // What is shown can be typed again.
    #expect(try TargetAddress.targets([address]).map(\.place) == targets.map(\.place))
  }

  @Test("a range of ports is as many targets, each with a name of its own")
  func ranges() throws {
    let targets = try TargetAddress.targets(["web:2271-2273", "db=10.0.0.1:1-2", "3000-3001"]).map(\.target)
    #expect(targets.map(\.id) == Array(0..<7))
    #expect(
      targets.map(\.name) == [
        "web:2271", "web:2272", "web:2273", "db:1", "db:2", "127.0.0.1:3000", "127.0.0.1:3001",
      ])
  }

  @Test("the same address twice is one target, under the name that was given")
  func duplicates() throws {
    let targets = try TargetAddress.targets(["2271", "here=127.0.0.1:2271", "http://127.0.0.1:2271/metrics"])
    #expect(targets.map(\.target) == [Target(id: 0, name: "here", address: "127.0.0.1:2271")])
  }

  @Test(
    "a word that is no target is named, with the reason",
    arguments: [
      ("", "nothing there"), ("x=", "nothing there"), ("=web", "a name before"),
      ("web:", "a port is a number"),
      ("web:0", "a port is a number"), ("web:65536", "a port is a number"), ("web:22x", "a port is a number"),
      ("web:9-5", "ends before it begins"), ("web:1-9999", "at most 256 ports"),
      ("web:1-2-3", "a port is a number"),
      ("99999", "a port is a number"), ("ftp://web", "only http://"), ("-web", "a host has letters"),
      ("web site", "a host has letters"), ("wéb", "a host has letters"), ("[::1", "no ‘]’"),
      ("[::1]x", "after ‘]’"),
      ("[zz]:1", "no IPv6"), ("unix:run/x", "unix:"), ("unix:", "unix:"),
      ("shops=@eu", "a group of the configuration"),
      ("ssh://", "the host that ssh"), ("ssh://-oProxyCommand=x", "a host has letters"),
      ("ssh://-l@web", "the user before"), ("ssh://a b@web", "the user before"),
      ("ssh://:22", "the host that ssh"),
      ("ssh://web:22-23", "logs in at one port"), ("ssh://web/127.0.0.1:0", "a port is a number"),
      ("ssh://web/unix:/run/a b", "the path behind unix:"), ("ssh://web/unix:run", "unix:"),
      ("ssh://admin:hunter2@web", "no password"), ("ssh://web/$(id):1", "a host has letters"),
      ("ssh://web/https://", "a host has letters"),
      ("ssh://web/https://u:p@panel", "give a login with --user"),
      ("http://web/?q=1", "leave out"), ("http://web/#x", "leave out"),
      ("http:///metrics", "a host has letters"), ("http://web/a b", "%20"), ("http://web/\u{1B}[2J", "%20"),
    ])
  func refusals(word: String, reason: String) throws {
    let error = try #require(throws: TargetError.self) { try TargetAddress.targets([word]) }
    #expect(error.reason.contains(reason), "\(error)")
    #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test(
    "a password is refused and not repeated",
    arguments: [
      "http://admin:hunter2@web:2271", "admin:hunter2@web", "https://hunter2@web/@x",
      "http://admin:hunter2\(String(repeating: "x", count: 200))@web",
    ])
  func passwords(word: String) throws {
    let error = try #require(throws: TargetError.self) { try TargetAddress.targets([word]) }
    #expect(error.reason.contains("give a login with --user"))
    #expect(!error.description.contains("hunter2"))
  }

  @Test(
    "what lies behind a gateway is told with the gateway",
    arguments: [
      ("ssh://web", "web", "127.0.0.1:2271"), ("ssh://deploy@web:2222", "web", "127.0.0.1:2271"),
      ("ssh://deploy@corp@web", "web", "127.0.0.1:2271"),
      ("ssh://web/127.0.0.1:3000", "web:3000", "127.0.0.1:3000"),
      ("ssh://web/[::1]:3000", "web:3000", "[::1]:3000"),
      ("ssh://web/panel-2:2271", "web", "panel-2:2271"), ("ssh://web/ops", "web/ops", "127.0.0.1:2271"),
      ("ssh://web/127.0.0.1:3000/ops", "web:3000/ops", "127.0.0.1:3000"),
      ("ssh://[fe80::1]:22", "fe80::1", "127.0.0.1:2271"),
      ("ssh://web/unix:/run/mpanel.sock", "mpanel.sock", "localhost"),
      ("ssh://web/https://panel.example.com/ops", "panel.example.com/ops", "panel.example.com"),
      ("ssh://me@web:22/HTTPS://panel:8443/ops/metrics", "panel:8443/ops", "panel:8443"),
      ("ssh://web/http://panel", "web:80", "panel:80"),
    ])
  func gateways(word: String, name: String, authority: String) throws {
    let target = try #require(try TargetAddress.targets([word]).first)
    #expect(target.target.name == name)
    #expect(target.place.authority == authority)
    #expect(target.place.gateway != nil)
    // What is shown can be typed again.
    #expect(try TargetAddress.targets([target.target.address]).map(\.place) == [target.place])
  }

  @Test("a number behind a gateway is a port there, two are a range of them")
  func farPorts() throws {
    let targets = try TargetAddress.targets(["eu=ssh://me@web:2222/2271-2272", "ssh://web/3000"])
    #expect(targets.map(\.target.name) == ["eu:2271", "eu:2272", "web:3000"])
    #expect(
      targets.map(\.target.address) == [
        "ssh://me@web:2222", "ssh://me@web:2222/127.0.0.1:2272", "ssh://web/127.0.0.1:3000",
      ])
  }

  @Test("two targets may not go by one name")
  func sameName() throws {
    let error = try #require(throws: TargetError.self) {
      try TargetAddress.targets(["eu=web-1", "eu=web-2"])
    }
    #expect(error.description.contains("‘eu’"))
  }
}
