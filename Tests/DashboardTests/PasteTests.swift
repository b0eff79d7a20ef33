import Drawing
import Telemetry
import Testing

@testable import Dashboard

@Suite("Pastes")
struct PasteTests {
  @Test("a paste goes into the line that is typed: the palette, a filter, the search of the help")
  func lines() {
    var play = Play(["alpha", "beta"])
    play.press(.character(":"), at: 1)
    play.apply(.pasted("view   rou"), at: 1)
    #expect(play.state.palette?.text == "view rou")
    play.press(.character("t"), .enter, at: 1)
    #expect(play.state.view == .routes)
    play.press(.character("1"), .character("/"), at: 1)
    play.apply(.pasted("be"), at: 1)
    #expect(play.state.list.filter.text == "be")
    #expect(play.fleetRows == ["beta"])
    play.press(.enter, .character("?"), .character("/"), at: 1)
    play.apply(.pasted("payments"), at: 1)
    #expect(play.state.help?.filter.text == "payments")
  }

  @Test("elsewhere it does nothing but say so, whatever it says", arguments: ["q", "7", ":quit", "m", " s "])
  func elsewhere(text: String) {
    var play = Play(["alpha", "beta"])
    let before = play.state.view
    play.apply(.pasted(text), at: 1)
    #expect(play.effects.isEmpty && play.state.view == before && play.state.palette == nil)
    #expect(play.state.events.all.isEmpty)
    #expect(play.shows("a paste is text"))
  }

  @Test("what is invisible in it is left out, and it is no longer than the line may be")
  func cleaned() {
    var play = Play(["alpha"])
    play.press(.character(":"), at: 1)
    play.apply(.pasted("go\u{202E}to\u{200B} -3m"), at: 1)
    #expect(play.state.palette?.text == "goto -3m")
    play.apply(.pasted(String(repeating: "x", count: 5000)), at: 1)
    #expect(play.state.palette?.text.count == 200)
  }
}
