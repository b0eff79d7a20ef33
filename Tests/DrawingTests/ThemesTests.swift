import Testing

@testable import Drawing

@Suite("Themes")
struct ThemesTests {
  @Test("every role has a name and a letter of its own, and is found by its name")
  func roles() {
    #expect(Set(Role.allCases.map(\.name)).count == Role.allCases.count)
    #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    for role in Role.allCases { #expect(Role(name: role.name) == role) }
    #expect(Role(name: "series-7") == nil)
  }

  @Test("the default theme touches no background and leaves plain text alone")
  func standard() {
    #expect(Theme.standard[.plain] == Style())
    for role in Role.allCases { #expect(Theme.standard[role].background == .terminal, "\(role)") }
  }

  @Test("without colour, what is critical still differs from what is good")
  func monochrome() {
    for role in Role.allCases {
      #expect(
        Theme.monochrome[role].foreground == .terminal && Theme.monochrome[role].background == .terminal)
    }
    #expect(Theme.monochrome[.critical] != Theme.monochrome[.good])
  }

  @Test("heat never takes a colour that means a state")
  func heat() {
    let states = [Role.good, .warning, .critical].map { Theme.standard[$0].foreground }
    for role in Role.heat { #expect(!states.contains(Theme.standard[role].foreground), "\(role)") }
  }

  @Test(
    "colours are names, numbers and #rrggbb, and nothing else",
    arguments: [
      ("red", Colour.indexed(1)), ("208", .indexed(208)), ("#ff8000", .rgb(255, 128, 0)),
      ("default", .terminal),
    ])
  func colours(text: String, colour: Colour) {
    #expect(Colour(text: text) == colour)
    for wrong in ["", "rde", "256", "-1", "+5", "#ff80", "#gg0000", "#ff80000", "0x10"] {
      #expect(Colour(text: wrong) == nil, "\(wrong)")
    }
  }

  @Test("a colour that a terminal lacks becomes one that it has")
  func mapping() {
    for count in [0, 8, 16, 88, 256] {
      for colour in [Colour.indexed(208), .indexed(12), .rgb(255, 95, 95), .rgb(0, 0, 0), .terminal] {
        switch colour.mapped(to: count) {
        case .terminal: break
        case .indexed(let index): #expect(Int(index) < max(count, 1), "\(colour) to \(count)")
        case .rgb: #expect(count > 256, "\(colour) to \(count)")
        }
      }
    }
    #expect(Colour.rgb(255, 0, 0).mapped(to: 256) != Colour.rgb(0, 0, 255).mapped(to: 256))
  }

  @Test("a grey that would be black is the terminal's own colour, dimmed, where only black is there for it")
  func grey() {
    let faint = Theme.standard[.faint].mapped(to: 8)
    #expect(faint.foreground == .terminal && faint.dim)
    #expect(Style(.rgb(40, 40, 40)).mapped(to: 8).foreground == .terminal)
    #expect(Theme.standard[.faint].mapped(to: 16) == Theme.standard[.faint])
    #expect(Style(.indexed(0), background: .indexed(2)).mapped(to: 8).foreground == .indexed(0))
  }
}
