import Drawing
import MPanel
import Telemetry

/// One look at some instances as the monitoring-plugins convention wants it: a line with the worst, figures behind a
/// bar, then a line a finding; and an exit status.
package struct CheckReport: Sendable {
  /// The exit statuses of the convention, the worst last as it counts them.
  package enum Status: Int32, Sendable {
    case ok = 0
    case warning = 1
    case critical = 2
    case unknown = 3

    package var word: String { "\(self)".uppercased() }

    /// How bad it is: not knowing is worse than a warning and better than an outage.
    fileprivate var weight: Int {
      switch self {
      case .ok: 0
      case .warning: 1
      case .unknown: 2
      case .critical: 3
      }
    }

    fileprivate static func worst(_ statuses: some Sequence<Status>) -> Status? {
      statuses.max { $0.weight < $1.weight }
    }
  }

  /// What is not well, in words.
  struct Sentence: Sendable {
    var status: Status
    var words: String
  }

  /// Nagios and NRPE cut what is longer than 8 KiB, and a performance datum cut in half is a wrong one.
  static let mostBytes = 8000

  package let status: Status
  package let text: String

  package init(_ readings: [Reading], thresholds: Thresholds = Thresholds()) {
    let verdicts = readings.map { CheckReport.sentences($0, thresholds) }
    let statuses = verdicts.map { Status.worst($0.map(\.status)) ?? .ok }
    status = Status.worst(statuses) ?? .unknown
    let all = zip(readings, verdicts).flatMap { reading, sentences in
      sentences.map {
        (status: $0.status, line: "\($0.status.word) \(CheckReport.clean(reading.target.name)): \($0.words)")
      }
    }
    // The worst first; the sort is stable.
    let lines = all.enumerated().sorted {
      ($0.element.status.weight, $1.offset) > ($1.element.status.weight, $0.offset)
    }.map(\.element.line)
    let well = statuses.count { $0 == .ok }
    let first = lines.first.map { "; \($0)" } ?? ""
    let asides = CheckReport.asides(readings)
    let summary = "MPTOP \(status.word): \(well) of \(readings.count) well\(first)"
    text = CheckReport.fitting(summary, CheckReport.figures(readings, thresholds, well: well), asides + lines)
  }

  /// What is less safe than it should be: a line a kind, which changes no status.
  private static func asides(_ readings: [Reading]) -> [String] {
    var names: [(caution: Caution, names: [String])] = []
    for reading in readings {
      for caution in reading.cautions {
        let place = names.firstIndex { $0.caution == caution }
        if let place {
          names[place].names.append(reading.target.name)
        } else {
          names.append((caution, [reading.target.name]))
        }
      }
    }
    return names.map { one in
      let more = one.names.count > 5 ? " and \(one.names.count - 5) more" : ""
      return clean("CAUTION \(one.names.prefix(5).joined(separator: ", "))\(more): \(one.caution.words)")
    }
  }

  /// Where all is more than fits, figures of single instances go first as a whole, then the last lines.
  private static func fitting(
    _ summary: String, _ figures: (sums: [String], single: [String]), _ lines: [String]
  )
    -> String
  {
    var lines = lines
    var shown = figures.sums + figures.single
    func text() -> String {
      let data = shown.isEmpty ? "" : " | \(shown.joined(separator: " "))"
      return ([summary + data] + lines).joined(separator: "\n") + "\n"
    }
    if text().utf8.count <= mostBytes { return text() }
    shown = figures.sums
    let note = "figures of single instances are left out: more than \(mostBytes) bytes"
    lines.append(note)
    var left = 0
    while text().utf8.count > mostBytes, lines.count > 2 {
      lines.removeLast(2)
      left += 1
      lines.append("\(note), and \(left) \(left == 1 ? "line" : "lines")")
    }
    return text()
  }

  // MARK: - Judging

  private static func sentences(_ reading: Reading, _ thresholds: Thresholds) -> [Sentence] {
    let standing = reading.standing
    let said = "\(standing.condition.word)\(standing.reason.isEmpty ? "" : ", \(clean(standing.reason))")"
    guard standing.condition.isAnswering || reading.age != nil && standing.condition.severity == .warning
    else {
      return [Sentence(status: status(standing.condition), words: said)]
    }
    var sentences: [Sentence] = []
    // Degraded is what the findings say in more words.
    if standing.condition != .degraded, standing.condition != .up {
      sentences.append(Sentence(status: status(standing.condition), words: said))
    }
    sentences += CheckMeasure.all.filter { thresholds.isSet($0.name) }.compactMap {
      judged($0, reading, thresholds)
    }
    var rest = reading
    let replaced = Set(CheckMeasure.all.filter { thresholds.isSet($0.name) }.compactMap(\.rule))
    rest.alerts.removeAll { replaced.contains($0.key.rule) }
    sentences += rest.findings.map {
      Sentence(status: $0.severity == .critical ? .critical : .warning, words: clean($0.words))
    }
    return sentences
  }

  private static func status(_ condition: Condition) -> Status {
    guard condition != .unknown else { return .unknown }
    switch condition.severity {
    case .good: return .ok
    case .waiting: return .unknown
    case .warning: return .warning
    case .critical: return .critical
    }
  }

  /// A figure that the operator has set a threshold for; nil where it is well.
  private static func judged(_ measure: CheckMeasure, _ reading: Reading, _ thresholds: Thresholds)
    -> Sentence?
  {
    switch measure.value(reading) {
    case .failure(.noTraffic): return nil
    case .failure(let absence):
      return Sentence(status: .unknown, words: "\(measure.name) is not known: \(clean(absence.words))")
    case .success(let value):
      for (level, status) in [(Condition.Severity.critical, Status.critical), (.warning, .warning)] {
        guard let range = thresholds[level, measure.name], range.isBad(value) else { continue }
        let percentile = reading.latency.value?.percentiles.first { $0.name == measure.name }
        let more = percentile?.isBeyond == true ? ">" : ""
        return Sentence(
          status: status,
          words: "\(measure.name) \(more)\(CheckRange.digits(value))\(measure.unit) (threshold \(range))")
      }
      return nil
    }
  }

  // MARK: - Figures

  /// `'alpha p99'=1.26s;2.5;10;0`: what is not known is left out.
  private static func figures(_ readings: [Reading], _ thresholds: Thresholds, well: Int) -> (
    sums: [String], single: [String]
  ) {
    let single = readings.flatMap { reading in
      CheckMeasure.all.compactMap { measure -> String? in
        guard let value = measure.value(reading).value, value.isFinite else { return nil }
        return figure("\(reading.target.name) \(measure.name)", value, measure, reading.rules, thresholds)
      }
    }
    return (readings.count > 1 ? ["'well'=\(well);;;0;\(readings.count)"] : [], single)
  }

  private static func figure(
    _ label: String, _ value: Double, _ measure: CheckMeasure, _ rules: AlertRules, _ thresholds: Thresholds
  ) -> String {
    func line(_ level: Condition.Severity) -> String {
      let range =
        thresholds.isSet(measure.name) ? thresholds[level, measure.name] : measure.standard(level, rules)
      return range?.description ?? ""
    }
    let bounds = [measure.bounds.low, measure.bounds.high].map { $0.map(CheckRange.digits) ?? "" }
    var fields = [line(.warning), line(.critical)] + bounds
    while fields.last?.isEmpty == true { fields.removeLast() }
    let name = clean(label).filter { $0 != "'" && $0 != "=" }
    return (["'\(name)'=\(CheckRange.digits(value))\(measure.unit)"] + fields).joined(separator: ";")
  }

  /// One line, without the bar that ends the words of a plugin, and without what could move a cursor.
  private static func clean(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let shown = TextWidth.shown(scalar, ascii: false) { plain.append(shown == "|" ? "/" : shown) }
    }
    return String(plain)
  }
}
