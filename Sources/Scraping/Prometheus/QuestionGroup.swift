import Telemetry

/// The instances and the stretch of the past that one question to a Prometheus server is about, so that no answer is
/// huge.
struct QuestionGroup: Sendable {
  /// What one answer may hold, so that neither side has to keep hundreds of megabytes.
  private static let mostSamples = 400_000.0
  /// What all answers to one look may hold: of a large fleet less of the past is fetched.
  private static let mostPast = 2_000_000.0
  /// As many names as an address of a request has room for.
  private static let mostInstances = 50
  /// Supposed of an instance of which nothing was seen yet.
  private static let usualSeries = 300

  /// None for all.
  var instances: [String]
  var range: Duration

  /// - Parameters:
  ///   - counts: every instance with how many series it has, in the order in which they are asked about.
  ///   - wanted: how far back the past is wanted.
  ///   - scraped: how often the server scrapes them.
  static func groups(
    _ counts: [(name: String, series: Int?)], range wanted: Duration, scraped: Duration
  ) -> [QuestionGroup] {
    let counts = counts.map { (name: $0.name, series: Double(max($0.series ?? 0, usualSeries))) }
    let series = counts.reduce(0) { $0 + $1.series }
    let affordable = scraped.seconds * mostPast / max(series, 1)
    let range = min(wanted, max(.seconds(affordable), scraped * 3))
    let perSeries = max(range.seconds / max(scraped.seconds, 0.1), 1)
    guard series * perSeries > mostSamples else { return [QuestionGroup(instances: [], range: range)] }
    var groups: [QuestionGroup] = []
    var size = 0.0
    for count in counts {
      let weight = count.series * perSeries
      if groups.isEmpty || size + weight > mostSamples
        || (groups.last?.instances.count ?? 0) >= mostInstances
      {
        groups.append(QuestionGroup(instances: [], range: range))
        size = 0
      }
      groups[groups.count - 1].instances.append(count.name)
      size += weight
    }
    return groups
  }
}
