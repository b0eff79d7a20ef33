/// What the pretend targets saw of the program that watches them.
struct Verdict {
  /// How many scrapes came, and how many of those that were due came late or not at all.
  var polls = 0
  var late = 0
  var overlaps = 0
  /// Seconds behind the target's own beat, of every scrape.
  private var delays: [Double] = []
  /// The most scrapes within one second, and the most that fit a fleet which is spread well.
  var worstBurst = 0
  var fairBurst = 0
  /// The most requests to /api/* that one target had in the time measured.
  var mostProbes = 0

  /// Later than this behind its beat, a scrape is late.
  static func tolerance(_ interval: Double) -> Double { max(interval / 100, 0.1) }

  init(_ targets: [PretendTarget], interval: Double, from start: Double, until end: Double) {
    for target in targets {
      overlaps += target.overlaps
      mostProbes = max(mostProbes, target.probes.count { $0 >= start && $0 < end })
      guard !target.hangs else { continue }
      take(target.arrivals.filter { $0 >= start && $0 < end }, interval: interval, from: start, until: end)
    }
    delays.sort()
    let all = targets.flatMap(\.arrivals).filter { $0 >= start && $0 < end }.sorted()
    var first = 0
    for (place, arrival) in all.enumerated() {
      while all[first] < arrival - 1 { first += 1 }
      worstBurst = max(worstBurst, place - first + 1)
    }
    fairBurst = Int((2 * Double(targets.count) / max(interval, 1)).rounded(.up))
  }

  private mutating func take(_ arrivals: [Double], interval: Double, from start: Double, until end: Double) {
    polls += arrivals.count
    guard let first = arrivals.first else {
      late += Int((end - start) / interval)
      return
    }
    // The beat is where its earliest scrape lies; whatever is later is late.
    let phases = arrivals.map { arrival in
      let beats = (arrival - first) / interval
      return (beats - beats.rounded()) * interval
    }
    let earliest = phases.min() ?? 0
    delays += phases.map { $0 - earliest }
    late += phases.count { $0 - earliest > Verdict.tolerance(interval) }
    // Beats that nothing came at.
    late += max(Int(((end - start) / interval).rounded(.down)) - arrivals.count, 0)
  }

  func delay(_ quantile: Double) -> Double {
    delays.isEmpty ? 0 : delays[min(Int(Double(delays.count) * quantile), delays.count - 1)]
  }
}
