import Drawing
import MPanel
import SharedCases
import Telemetry
import Testing

@testable import Dashboard

@Suite("Room on large screens")
struct DarkViewsTests {
  private static func stock(_ size: Size) -> Play {
    var play = Play(["alpha"], size: size)
    play.run(MadeUpPanel(isPatched: false), until: 60)
    return play
  }

  @Test(
    "where a build counts nothing of a view, its panels are as low as their reasons, and below are the lines to add",
    arguments: ["5", "6"])
  func dark(key: Character) throws {
    var play = DarkViewsTests.stock(Size(columns: 200, rows: 60))
    play.press(.character(Unicode.Scalar(String(key)) ?? " "), at: 61)
    let lines = play.screen.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let first = try #require(lines.firstIndex { $0.firstRange(of: "What would count it") != nil })
    // No panel has more than its reason and a line of air.
    #expect(first <= 3 + 3 * 4, "\(play)")
    let board = try #require(BusinessView(play.state).board(play.state.size))
    #expect(key == "6" || board.part.height < 20)
    let names = Set((key == "5" ? View.business : .security).panelNames)
    for line in LineToAdd.all { #expect(play.shows(line.code) == names.contains(line.panel), "\(line.code)") }
  }

  @Test("a panel that is expanded, and a screen without the room, have no lines below")
  func noRoom() {
    var play = DarkViewsTests.stock(Size(columns: 80, rows: 20))
    play.press(.character("5"), at: 61)
    #expect(!play.shows("What would count it"))
    play.apply(.resized(Size(columns: 200, rows: 60)), at: 61)
    play.press(.character("e"), at: 61)
    #expect(!play.shows("What would count it"), "\(play)")
  }

  @Test("the lines to add are those of docs/mpanel.md, and each panel of the two views has one")
  func documented() throws {
    let text = try DerivedDocument.read("docs/mpanel.md")
    for line in LineToAdd.all { #expect(text.firstRange(of: line.code) != nil, "\(line.code)") }
    #expect(Set(LineToAdd.all.map(\.panel)) == Set(View.business.panelNames + View.security.panelNames))
  }

  @Test(
    "a route's page has a longer past where its status codes leave room for that, and not where they do not")
  func longerPast() {
    var play = Play(["alpha"], size: Size(columns: 200, rows: 60))
    play.run(MadeUpRoutes(), until: 400)
    play.press(.character("3"), .character("/"), at: 401)
    for letter in "users".unicodeScalars { play.press(.character(letter), at: 401) }
    play.press(.enter, .enter, at: 401)
    #expect(play.shows("All that is kept") && play.shows("6m 41s") && play.shows("╵5 m"), "\(play)")
    play.apply(.resized(Size(columns: 120, rows: 30)), at: 401)
    #expect(!play.shows("All that is kept"))
  }
}
