import Drawing
import MPanel
import Telemetry

/// What a build exports: a finding a group, and a line a family where that is asked for.
extension DoctorReport {
  static func exports(_ watch: Watch, asked count: Int) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    var inOrder: [String] = []
    for group in SignalGroup.all {
      let absent = absent(of: group, watch)
      if let finding = finding(of: group, absent) { findings.append(finding) }
      guard !absent.contains(where: { group.essential.contains($0.signal) }) else { continue }
      let count = absent.isEmpty ? "" : " (\(group.signals.count - absent.count) of \(group.signals.count))"
      inOrder.append(group.title + count)
    }
    if let still = stillness(watch, asked: count) { findings.append(still) }
    guard !inOrder.isEmpty else { return findings }
    return findings + [DoctorFinding(.good, "exported", inOrder.joined(separator: ", "))]
  }

  typealias Absent = [(signal: Signal, export: Export)]

  static func absent(of group: SignalGroup, _ watch: Watch) -> Absent {
    group.signals.map { (signal: $0, export: watch.export(of: $0)) }.filter { !isExported($0.export) }
  }

  /// One line a signal, in the order of the table.
  static func families(_ watch: Watch) -> [DoctorFinding] {
    SignalTable.rows.map { row in
      let (verdict, words): (DoctorFinding.Verdict, String) =
        switch watch.export(of: row.signal) {
        case .exported(let family): (.good, family)
        case .empty(let family): (.bad, "\(family) is declared and has no series")
        case .stuck(let family): (.bad, "\(family) is stuck at 0/0/0")
        case .missing: (.note, "not exported: \(row.whenMissing)")
        }
      return DoctorFinding(verdict, row.signal.rawValue, words)
    }
  }

  private static func isExported(_ export: Export) -> Bool {
    if case .exported = export { true } else { false }
  }

  /// nil where nothing of weight is absent.
  private static func finding(of group: SignalGroup, _ absent: Absent) -> DoctorFinding? {
    if absent.contains(where: { group.essential.contains($0.signal) }) {
      return DoctorFinding(
        group.isVital ? .bad : .note, group.title, "\(words(of: absent)): \(group.meaning)",
        remedy: group.remedy)
    }
    let wished = absent.filter { group.wished.contains($0.signal) }
    guard !wished.isEmpty else { return nil }
    return DoctorFinding(.note, group.title, words(of: wished), remedy: group.remedy)
  }

  /// Why signals are absent, each family named once.
  static func words(of absent: Absent, missing words: String = "not exported") -> String {
    var (stuck, empty, missing): ([String], [String], [String]) = ([], [], [])
    for (signal, export) in absent {
      switch export {
      case .stuck(let family): if !stuck.contains(family) { stuck.append(family) }
      case .empty(let family): if !empty.contains(family) { empty.append(family) }
      case .missing: missing.append(signal.rawValue)
      case .exported: break
      }
    }
    var parts: [String] = []
    if !stuck.isEmpty { parts.append("\(list(stuck)) stuck at 0/0/0, which nothing ever sets") }
    if !empty.isEmpty {
      parts.append("\(list(empty)) declared without series, since nothing ever counts or sets them")
    }
    if !missing.isEmpty { parts.append("\(list(missing)) \(words)") }
    return parts.joined(separator: "; ")
  }

  private static func list(_ names: [String]) -> String {
    names.count > 4
      ? "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more"
      : names.joined(separator: ", ")
  }

  /// Two pages of this look that tell the same of what cannot stand still.
  private static func stillness(_ watch: Watch, asked count: Int) -> DoctorFinding? {
    let still = SignalTable.rows.map(\.signal).filter { SignalGroup.restless.contains($0) }
      .compactMap { signal in watch.stillness(of: signal).map { (signal, $0) } }
    guard let (_, span) = still.first, span > .zero else { return nil }
    let names = list(still.map(\.0.rawValue))
    return DoctorFinding(
      .bad, "stuck",
      "\(names) did not change in \(Figure.span(span.seconds)), while \(count) requests of this look were answered: figures are not of now",
      remedy: "look for a cache of /metrics in front, or for a registry that is filled once")
  }
}
