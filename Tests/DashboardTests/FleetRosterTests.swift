import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite struct FleetRosterTests {
  /// The roster made anew of what is known now.
  private static func fresh(_ state: State) -> FleetRoster {
    FleetRoster(state.shownWatches.map(\.brief), arrangedAs: state.lists[.fleet] ?? ListState())
  }

  private static func isRight(_ state: State) -> Bool {
    let (kept, fresh) = (state.shownFleet, fresh(state))
    return kept.order == fresh.order && kept.counts == fresh.counts && kept.widest == fresh.widest
      && kept.groups.names == fresh.groups.names && kept.groups.ofPlace == fresh.groups.ofPlace
      && kept.briefs.map(\.standing) == fresh.briefs.map(\.standing)
      && kept.briefs.map(\.target) == fresh.briefs.map(\.target)
      && kept.briefs.map(\.interval) == fresh.briefs.map(\.interval)
      && kept.briefs.map(\.covered) == fresh.briefs.map(\.covered)
      && kept.briefs.map(\.perSecond) == fresh.briefs.map(\.perSecond)
      && kept.briefs.map(\.answered) == fresh.briefs.map(\.answered)
  }

  /// One thing that happens to a fleet of twelve.
  private static func happen(_ play: inout Play, at second: Int, _ random: inout SystemOfChance) {
    let at = Double(second)
    let place = random.below(12)
    switch random.below(16) {
    case 0..<6:
      let trouble = random.below(3) == 0 ? second - random.below(40) : nil
      play.page(MadeUpPanel(troubleFrom: trouble).page(second: second), from: place, at: at)
    case 6: play.report(.failure(.refused), of: .metrics, from: place, at: at)
    case 7: play.report(.probe(ok: false, reason: "database"), of: .ready, from: place, at: at)
    case 8: play.press(.character("o"), at: at)
    case 9: play.press(.character(random.below(2) == 0 ? "O" : "I"), at: at)
    case 10:
      play.press(.character("/"), at: at)
      for letter in ["UP", "down", "!degraded", "node-1", "^node-[2-4]$"][random.below(5)].unicodeScalars {
        play.press(.character(letter), at: at)
      }
      play.press(random.below(2) == 0 ? .enter : .escape, at: at)
    case 11: play.press(.character(random.below(2) == 0 ? "+" : "-"), at: at)
    case 12: play.press(.character("d"), at: at)
    case 13: play.press(random.below(2) == 0 ? .character(" ") : .escape, at: at)
    case 14: play.press(.character("["), at: at)
    default:
      let targets = play.state.watches.map(\.target).map { target in
        var target = target
        if random.below(4) == 0 { target.groups = ["zone-\(random.below(3))"] }
        if random.below(6) == 0 { target.name = "node-\(target.id)-\(second)" }
        return target
      }
      play.apply(.targets(targets.filter { _ in random.below(8) > 0 || targets.count < 9 }), at: at)
    }
  }

  @Test(
    "whatever happens to a fleet, its rows stand where they would if all were arranged anew",
    arguments: 1...20)
  func keptRight(seed: Int) {
    var random = SystemOfChance(seed: seed)
    var play = Play((0..<12).map { "node-\($0)" })
    for second in 1...150 {
      FleetRosterTests.happen(&play, at: second, &random)
      #expect(FleetRosterTests.isRight(play.state), "seed \(seed), second \(second)")
    }
  }

  @Test("a key in a list of thousands takes one row to its neighbour, and the ends are ends")
  func neighbours() {
    var play = Play((0..<3000).map { "node-\($0)" })
    play.press(.character("o"), at: 1)
    play.press(.home, .down, .down, .up, at: 1)
    let second = FleetView(play.state).rows[1]
    #expect(play.selectedInstance.map(FleetView.row) == second)
    play.press(.end, .down, at: 1)
    #expect(play.selectedInstance.map(FleetView.row) == FleetView(play.state).rows.last)
  }

  @Test("an instance that is down is looked at while time passes only until its alert is raised")
  func settled() {
    var play = Play(["alpha", "beta"])
    for second in 0...3 { play.report(.failure(.refused), of: .metrics, from: 1, at: Double(second)) }
    #expect(play.state.watches[1].awaitsTime && play.state.watches[1].raisedAlerts.isEmpty)
    play.apply(.tick, at: 6)
    #expect(!play.state.watches[1].awaitsTime && play.state.watches[1].raisedAlerts.count == 1)
  }

  @Test("a figure that is not a number stands last, and the order stays one")
  func notANumber() {
    var briefs = Play((0..<5).map { "node-\($0)" }).state.briefs
    for (place, figure) in [2.0, .nan, 5, .nan, 1].enumerated() { briefs[place].perSecond = figure }
    #expect(FleetSort.requests.order(of: briefs) == [2, 0, 4, 1, 3])
  }
}

/// The same chances for the same seed.
private struct SystemOfChance {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
