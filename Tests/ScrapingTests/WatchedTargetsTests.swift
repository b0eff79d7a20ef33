import MPanel
import Scraping
import Testing

@Suite("The list of watched targets")
struct WatchedTargetsTests {
  private func list(_ words: String...) throws -> [ScrapeTarget] { try TargetAddress.targets(words) }

  @Test("another list keeps the ids of the places that stay, and uses none twice")
  func replace() throws {
    var watched = WatchedTargets(try list("a", "b", "c"))
    #expect(watched.replace(with: try list("new", "c", "renamed=a")) == (1, 1))
    #expect(watched.all.map(\.target.id) == [3, 2, 0])
    #expect(watched.all.map(\.target.name) == ["new:2271", "c:2271", "renamed"])
    #expect(watched.replace(with: try list("b", "c")) == (1, 2))
    #expect(watched.all.map(\.target.id) == [4, 2])
  }

  @Test("what is added by hand is asked as the command line says, also after another list")
  func access() throws {
    var watched = WatchedTargets(try list("a"))
    let token = Credential.bearer(.environment(name: "TOKEN"))
    _ = try watched.add("b:1-2") { target in
      var target = target
      target.access.credential = token
      return target
    }
    _ = watched.replace(with: try list("a"))
    #expect(watched.all.map(\.access.credential) == [nil, token, token])
  }

  @Test("what was added by hand stays, what was taken away by hand stays away")
  func byHand() throws {
    var watched = WatchedTargets(try list("a", "b"))
    _ = try watched.add("mine=c")
    watched.remove(id: 0)
    _ = watched.replace(with: try list("a", "b", "d"))
    #expect(watched.all.map(\.target.name) == ["b:2271", "d:2271", "mine"])
    _ = try watched.add("a")
    _ = watched.replace(with: try list("a", "b"))
    #expect(watched.all.map(\.target.name) == ["a:2271", "b:2271", "mine"])
  }
}
