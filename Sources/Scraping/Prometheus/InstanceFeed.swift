import Exposition
import MPanel
import Telemetry

/// The scrapes of one instance, put together again from the samples that Prometheus stored of them.
///
/// All samples of one scrape carry one time. Each such time is one page, as the instance sent it, and goes the way of
/// every page: a value that is seen in two answers is still one scrape.
struct InstanceFeed: Sendable {
  struct Scrape: Sendable {
    var milliseconds: Int64
    var outcome: Report.Outcome
    /// How long the server's look at the instance took.
    var duration: Duration
  }

  /// A server other than Prometheus may show a scrape piece by piece: one with fewer series than the one before is
  /// waited for as long as this.
  private static let settling: Int64 = 5000

  /// When the newest scrape was that was handed on, by the server's clock.
  private(set) var newest: Int64?
  /// How far apart the scrapes are.
  private(set) var interval: Duration?
  private(set) var seriesCount = 0
  private var parser = Parser()
  private var lines: [String] = []
  private var page: Page?

  private struct Line {
    var family: Family
    var text: String
    var points: [PrometheusSeries.Point]
    var next = 0
  }

  /// Those scrapes among the samples that are new, oldest first. `now` is the time by the server's clock.
  mutating func scrapes(of series: [PrometheusSeries], metadata: Metadata, now: Int64) -> [Scrape] {
    let ups = series.first { $0.name == "up" }?.points ?? []
    let durations = series.first { $0.name == "scrape_duration_seconds" }?.points ?? []
    var lines = InstanceFeed.lines(series, metadata: metadata)
    seriesCount = lines.count
    let all = Set(ups.map(\.milliseconds) + lines.flatMap { $0.points.map(\.milliseconds) }).sorted()
    learnInterval(all)
    var scrapes: [Scrape] = []
    for time in all where time > newest ?? .min {
      let duration = durations.first { $0.milliseconds == time }.map {
        Duration.held(seconds: max($0.value, 0))
      }
      let isUp = ups.first { $0.milliseconds == time }?.value != 0
      guard
        let outcome = isUp
          ? outcome(&lines, at: time, now: now) : .failure(.unreachable(InstanceFeed.upIsZero))
      else { break }
      scrapes.append(Scrape(milliseconds: time, outcome: outcome, duration: duration ?? .zero))
      newest = time
    }
    return scrapes
  }

  private static let upIsZero = "up is 0: Prometheus cannot scrape it"

  /// The page of one scrape; nil where more of it may be to come.
  private mutating func outcome(_ lines: inout [Line], at time: Int64, now: Int64) -> Report.Outcome? {
    var present: [Int] = []
    var values: [Double] = []
    for index in lines.indices {
      while lines[index].next < lines[index].points.count,
        lines[index].points[lines[index].next].milliseconds < time
      {
        lines[index].next += 1
      }
      guard lines[index].next < lines[index].points.count,
        lines[index].points[lines[index].next].milliseconds == time
      else { continue }
      present.append(index)
      values.append(lines[index].points[lines[index].next].value)
    }
    guard present.count >= self.lines.count || now - time >= InstanceFeed.settling else { return nil }
    guard !present.isEmpty else {
      return .failure(.unreachable("Prometheus has none of mPanel's families from it"))
    }
    let isKnown =
      present.count == self.lines.count && zip(present, self.lines).allSatisfy { lines[$0].text == $1 }
    if isKnown, let page = page?.with(values: values) {
      self.page = page
      return .page(page)
    }
    let page = parser.parse(InstanceFeed.text(present.map { lines[$0] }, values))
    self.lines = present.map { lines[$0].text }
    // Only where every line is one value can the next page be made of values alone.
    self.page = page.values.count == values.count ? page : nil
    return .page(page)
  }

  /// The median distance between scrapes.
  mutating func learnInterval(_ times: [Int64]) {
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
    guard gaps.count > 1 else { return }
    interval = .milliseconds(gaps[gaps.count / 2])
  }

  /// The series as lines of a page without their values, family by family, in an order that lasts.
  private static func lines(_ series: [PrometheusSeries], metadata: Metadata) -> [Line] {
    let own: Set<String> = ["up", "scrape_duration_seconds"]
    // What `up` carries is the target's and not the instance's own.
    let targetLabels = Set(series.first { $0.name == "up" }?.labels.map(\.name) ?? []).union([
      "job", "instance",
    ])
    var families: [String: Family] = [:]
    var seen: Set<String> = []
    var lines: [Line] = []
    for one in series where !own.contains(one.name) {
      let family = families[one.name] ?? metadata.family(of: one.name)
      families[one.name] = family
      let text = line(one, without: targetLabels)
      guard seen.insert(text).inserted else { continue }
      lines.append(Line(family: family, text: text, points: one.points))
    }
    return lines.map { (key: $0.family.name, line: $0) }
      .sorted { ($0.key, $0.line.text) < ($1.key, $1.line.text) }
      .map(\.line)
  }

  /// `name{label="value"} `. Where a label of the instance's own was renamed since the target has one of that name, it
  /// gets its name back.
  private static func line(_ series: PrometheusSeries, without targetLabels: Set<String>) -> String {
    let prefix = "exported_"
    var pairs: [(name: String, value: String)] = []
    for label in series.labels where label.name != "__name__" && !targetLabels.contains(label.name) {
      let bare = String(label.name.dropFirst(prefix.count))
      let isRenamed = label.name.hasPrefix(prefix) && targetLabels.contains(bare)
      pairs.append((isRenamed ? bare : label.name, label.value))
    }
    guard !pairs.isEmpty else { return "\(series.name) " }
    pairs.sort { $0.name < $1.name }
    return
      "\(series.name){\(pairs.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ","))} "
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return text }
    return text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }

  private static func text(_ lines: [Line], _ values: [Double]) -> [UInt8] {
    var text = ""
    var family = ""
    for (line, value) in zip(lines, values) {
      if line.family.name != family {
        family = line.family.name
        if !line.family.help.isEmpty {
          text += "# HELP \(family) \(escaped(line.family.help, quotes: false))\n"
        }
        text += "# TYPE \(family) \(line.family.type.rawValue)\n"
      }
      text += line.text
      text += value.isNaN ? "NaN\n" : value.isInfinite ? (value < 0 ? "-Inf\n" : "+Inf\n") : "\(value)\n"
    }
    return Array(text.utf8)
  }
}
