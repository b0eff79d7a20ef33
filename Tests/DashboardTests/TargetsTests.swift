import Drawing
import MPanel
import Testing

@testable import Dashboard

@Suite("Targets come and go")
struct TargetsTests {
  private func target(_ id: Int, _ name: String) -> Target {
    Target(id: id, name: name, address: "127.0.0.1:\(2271 + id)")
  }

  @Test("those that stay keep all that is remembered of them, whatever their new place and name")
  func history() {
    var play = Play(["alpha", "beta", "gamma"])
    play.run(MadeUpPanel(), as: 2, until: 20)
    let before = play.state.reading(of: 2)
    play.apply(.targets([target(2, "third"), target(7, "new"), target(0, "alpha")]), at: 20)
    #expect(play.state.watches.map(\.target.name) == ["third", "new", "alpha"])
    let after = play.state.reading(of: 0)
    #expect(after?.covered == before?.covered && after?.covered != .zero)
    #expect(after?.trail.steps.count == before?.trail.steps.count)
    #expect(play.state.reading(of: 1)?.standing.condition == .connecting)
    play.page(MadeUpPanel().page(second: 22), from: 2, at: 22)
    #expect(play.state.reading(of: 0)?.age == .zero)
    #expect(play.state.reading(of: 1)?.age == nil)
  }

  @Test("a target with an interval of its own keeps it whatever d chooses, until its list says otherwise")
  func ownInterval() {
    var play = Play(["alpha", "beta"])
    var slow = target(1, "beta")
    slow.interval = .seconds(30)
    play.apply(.targets([target(0, "alpha"), slow]), at: 1)
    #expect(play.state.watches.map(\.interval) == [.seconds(2), .seconds(30)])
    play.press(.character("d"), at: 2)
    #expect(play.effects == [.setInterval(.seconds(5))])
    #expect(play.state.watches.map(\.interval) == [.seconds(5), .seconds(30)])
    play.press(.tab, at: 3)
    #expect(play.state.shownReading?.target.name == "beta")
    #expect(Snapshot.text(of: play.state).firstRange(of: "every 30 s") != nil)
    play.apply(.targets([target(0, "alpha"), target(1, "beta")]), at: 4)
    #expect(play.state.watches.map(\.interval) == [.seconds(5), .seconds(5)])
  }

  @Test("a late answer of one that is gone changes nothing")
  func late() {
    var play = Play(["alpha", "beta"])
    play.apply(.targets([target(1, "beta")]), at: 1)
    play.page(MadeUpPanel().page(second: 2), from: 0, at: 2)
    #expect(play.state.readings().map(\.age) == [nil])
  }

  @Test("the shown and the selected instance are the same after the list changed")
  func shown() {
    var play = Play(["alpha", "beta", "gamma"])
    play.press(.tab, at: 1)
    #expect(play.state.shownReading?.target.name == "beta")
    play.apply(.targets([target(9, "new"), target(2, "gamma"), target(1, "beta")]), at: 2)
    #expect(play.state.shownReading?.target.name == "beta")
    #expect(play.state.view == .instance)
    play.press(.escape, at: 3)
    #expect(play.selectedInstance == 1)
    play.press(.tab, at: 3)
    #expect(play.state.shownReading?.target.name == "new")
    play.press(.character("r"), at: 3)
    #expect(play.effects == [.refresh(target: 9)])
  }

  @Test("where the shown instance is gone, the fleet is shown and its successor selected")
  func gone() {
    var play = Play(["alpha", "beta", "gamma"])
    play.press(.tab, at: 1)
    play.apply(.targets([target(0, "alpha"), target(2, "gamma")]), at: 2)
    #expect(play.state.view == .fleet)
    #expect(play.selectedInstance == 2)
    play.apply(.targets([target(5, "other")]), at: 3)
    play.press(.character("2"), at: 3)
    #expect(play.state.shownReading?.target.name == "other")
  }

  @Test("a screen that is held still goes on showing the targets of its moment")
  func held() {
    var play = Play(["alpha", "beta"])
    play.run(MadeUpPanel(), as: 1, until: 10)
    play.press(.tab, .character(" "), at: 10)
    play.apply(.targets([target(0, "alpha"), target(3, "new")]), at: 11)
    #expect(play.state.shownReading?.target.name == "beta")
    #expect(play.state.shownReading?.age == .zero)
    play.press(.character(" "), at: 12)
    #expect(play.state.view == .fleet)
    #expect(play.fleetRows == ["alpha", "new"])
  }

  @Test("a list without any target draws and takes every key")
  func none() {
    var play = Play(["alpha"])
    play.apply(.targets([]), at: 1)
    for row in KeyTable.rows { play.press(row.keys[0], at: 2) }
    #expect(play.state.watches.isEmpty)
    _ = play.screen
  }
}
