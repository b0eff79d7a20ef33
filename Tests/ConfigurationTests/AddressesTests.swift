import MPanel
import Scraping
import Testing

@testable import Configuration

@Suite("Names with several addresses")
struct AddressesTests {
  private func find(_ word: String, _ entries: [TargetEntry] = []) throws -> [FoundTarget] {
    var settings = Settings()
    settings.entries = entries
    return try TargetNames(settings) { _ in ["10.0.0.1", "10.0.0.2", "fd00::1"] }.targets(word)
  }

  @Test("each address is a target of its own, asked for the name, and shown by its address")
  func several() throws {
    let targets = Roster.targets(try find("shop=dns+http://panel.internal:2271/ops"))
    #expect(targets.map(\.target.name) == ["shop 10.0.0.1", "shop 10.0.0.2", "shop fd00::1"])
    #expect(
      targets.map(\.target.address) == [
        "http://10.0.0.1:2271/ops", "http://10.0.0.2:2271/ops", "http://[fd00::1]:2271/ops",
      ])
    #expect(targets.allSatisfy { $0.place.authority == "panel.internal:2271" })
    #expect(Set(targets.map(\.place)).count == 3)
  }

  @Test("a range of ports at each of them")
  func ports() throws {
    #expect(try find("dns+panel:2271-2272").map(\.place.address).count == 6)
  }

  @Test("what the configuration says of one address holds for it, and the name is asked for all the same")
  func known() throws {
    var entry = TargetEntry()
    entry.address = "10.0.0.2"
    entry.name = "two"
    entry.access.interval = .seconds(30)
    let found = try find("dns+panel", [entry])
    #expect(found.map(\.access.interval) == [nil, .seconds(30), nil])
    #expect(found[1].name == "two" && found[1].place.hostName == "panel")
  }

  @Test("two names with one address are two targets: the answer depends on the name")
  func shared() throws {
    let both = try find("dns+a.example") + find("dns+b.example")
    #expect(Roster.targets(both).count == 6)
  }
}
