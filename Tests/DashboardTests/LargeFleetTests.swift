import Drawing
import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite struct LargeFleetTests {
  /// `count` instances that answer, every tenth of them in trouble, every hundredth down.
  private static func play(_ count: Int, groups: Int = 0, size: Size = Size(columns: 120, rows: 40)) -> Play {
    var play = Play((0..<count).map { "node-\($0)" }, size: size)
    if groups > 0 {
      let targets = play.state.watches.map(\.target).map {
        Target(id: $0.id, name: $0.name, address: $0.address, groups: ["zone-\($0.id % groups)"])
      }
      play.apply(.targets(targets), at: 0)
    }
    for place in 0..<count {
      if place % 100 == 99 {
        play.report(.failure(.refused), of: .metrics, from: place, at: 20)
      } else {
        for second in [0, 10, 20] {
          let panel = MadeUpPanel(troubleFrom: place % 10 == 5 ? 0 : nil)
          play.page(panel.page(second: second), from: place, at: Double(second))
        }
      }
    }
    return play
  }

  @Test("where rows do not fit, the header counts the states and a map shows every instance")
  func countsAndMap() {
    let play = LargeFleetTests.play(200)
    let lines = play.screen.plainText.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].firstRange(of: "✖ 2 DOWN  ▲ 20 DEGRADED  ● 178 UP") != nil)
    guard let title = lines.firstIndex(where: { $0.firstRange(of: " map ") != nil }) else {
      Issue.record("no map")
      return
    }
    let cells = lines[(title + 1)...].prefix(2).joined().filter { "·▲✖▶".contains($0) }
    #expect(cells.count == 200)
    #expect(cells.count { $0 == "▲" } == 20)
    // The worst is selected until another is chosen, and is one of the two that are down.
    #expect(cells.count { $0 == "✖" } == 1 && cells.count { $0 == "▶" } == 1)
    #expect(play.shows("▶ node-99"))
  }

  @Test(
    "a cell of the map stands for several instances where there are too many, and shows the worst of them")
  func sharedCells() {
    var play = LargeFleetTests.play(900, size: Size(columns: 80, rows: 24))
    play.press(.end, at: 20)
    #expect(play.shows("a cell is the worst of 4"))
    #expect(play.shows("above"))
  }

  @Test("rows and sums are the same as those of the readings")
  func sums() {
    let play = LargeFleetTests.play(40)
    let sums = FleetReading(play.state.briefs, at: play.state.now)
    let readings = play.state.readings().filter { !$0.isStale }
    let total = readings.compactMap(\.traffic.value?.total).reduce(0, +)
    #expect(abs((sums.total ?? 0) - total) < 1e-9)
    let merged = BucketIncreases.merge(
      readings.compactMap(\.latency.value?.increases), weights: readings.map { 1 / $0.covered.seconds })
    #expect(merged.map { Latency.percentiles(of: $0.increases) } == sums.percentiles)
  }

  @Test("groups have a row of sums each, the one with the worst first, and Enter folds them")
  func groups() {
    var play = LargeFleetTests.play(20, groups: 2, size: Size(columns: 120, rows: 60))
    // Instances 5 and 15 are in trouble, both in zone-1.
    #expect(FleetView(play.state).rows.first == "group zone-1")
    #expect(play.shows("- zone-1") && play.shows("▲ 2 of 10 DEGRADED") && play.shows("node-7 "))
    play.press(.home, .enter, at: 20)
    #expect(play.shows("▶ + zone-1") && !play.shows("node-7 ") && play.shows("node-8 "))
    #expect(FleetView(play.state).rows.count == 12)
    play.press(.enter, at: 20)
    #expect(play.shows("node-7 "))
  }

  @Test("a group's row says its worst state in a word, and what else is not well where there is room")
  func groupStates() {
    func row(_ columns: Int, _ group: String, _ play: inout Play) -> String {
      play.apply(.resized(Size(columns: columns, rows: 60)), at: 20)
      return play.screen.plainText.split(separator: "\n").map(String.init).first {
        $0.firstRange(of: "- \(group) ") != nil
      } ?? ""
    }
    var play = LargeFleetTests.play(20, groups: 2, size: Size(columns: 120, rows: 60))
    for second in [22.0, 24, 26] { play.report(.failure(.refused), of: .metrics, from: 7, at: second) }
    #expect(row(200, "zone-1", &play).firstRange(of: "✖ 1 of 10 DOWN  ▲ 2 DEGRADED") != nil, "\(play)")
    #expect(row(120, "zone-1", &play).firstRange(of: "✖ 1 of 10 DOWN") != nil, "\(play)")
    #expect(row(80, "zone-1", &play).firstRange(of: "DOWN") != nil, "\(play)")
    #expect(row(80, "zone-0", &play).firstRange(of: "10 UP") != nil, "\(play)")
    // The columns of 80 are those of a fleet without groups.
    for title in ["errors", "p95", "pool", "queued", "breakers"] { #expect(play.shows(title), "\(play)") }
  }

  @Test("a longer window changes every brief at once")
  func window() {
    var play = LargeFleetTests.play(50)
    play.press(.character("+"), at: 20)
    let readings = play.state.readings()
    for watch in play.state.watches where watch.brief.answered != nil {
      #expect(watch.brief.covered == readings[watch.target.id].covered)
    }
  }

  @Test(
    "words are regular expressions that see each field by itself, ! turns them round, and mistakes are told")
  func filter() {
    var play = LargeFleetTests.play(60)
    func type(_ text: String) {
      play.press(.character("/"), at: 20)
      for scalar in text.unicodeScalars { play.press(.character(scalar), at: 20) }
    }
    type("^NODE-1[0-3]$")
    #expect(play.fleetRows.sorted() == ["node-10", "node-11", "node-12", "node-13"])
    play.press(.escape, at: 20)
    type("degraded !-(1|2)5")
    #expect(play.fleetRows.sorted() == ["node-35", "node-45", "node-5", "node-55"])
    play.press(.escape, at: 20)
    type("node-1[")
    #expect(play.shows("node-1[ is not a regular expression yet"))
    #expect(play.fleetRows.isEmpty)
    play.press(.escape, at: 20)
    #expect(play.fleetRows.count == 60)
  }
}
