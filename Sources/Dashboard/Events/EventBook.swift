import MPanel
import Telemetry

/// Everything that happened since the program began, as far as there is room: a bounded list, the oldest first.
package struct EventBook: Sendable {
  /// What can run only once at a time: the state of an instance, one alert of it, one breaker.
  package struct Thread: Sendable, Hashable {
    var target: Int
    var kind: Occurrence.Kind
    var subject: String
  }

  package private(set) var all: [Occurrence] = []
  private var running: [Thread: Int] = [:]
  private var nextID = 1
  package private(set) var markCount = 0

  /// How many are kept. Those that are over go first.
  package static let capacity = 1000

  package init() {}

  package func occurrence(_ id: Int) -> Occurrence? { place(of: id).map { all[$0] } }

  /// Alerts that are on and that nobody has acknowledged, the worst first, then what is in force, then the oldest.
  package var loudAlerts: [Occurrence] { EventBook.loud(all) }

  /// Those of a list, the oldest first.
  static func loud(_ oldestFirst: [Occurrence]) -> [Occurrence] {
    oldestFirst.filter { $0.kind == .alert && $0.isRunning && !$0.isAcknowledged }
      .enumerated().sorted { left, right in
        left.element.isMorePressing(than: right.element) ?? (left.offset < right.offset)
      }.map(\.element)
  }

  /// Adds one; what ran in the same thread is over.
  @discardableResult
  mutating func add(
    _ kind: Occurrence.Kind, _ what: String, reason: String = "", severity: Condition.Severity, at: Moment,
    of target: Target? = nil, lasts: Bool = false, after: Duration? = nil, subject: String = "",
    requestID: String? = nil, figures: [Occurrence.Figure] = [], alert: Alert? = nil
  ) -> Int {
    let id = nextID
    nextID += 1
    if let target {
      let thread = Thread(target: target.id, kind: kind, subject: subject)
      end(thread, at: at)
      if lasts { running[thread] = id }
    }
    all.append(
      Occurrence(
        id: id, kind: kind, target: target?.id, instance: target?.name ?? "", at: at,
        began: min(alert?.began ?? at, at), ended: nil, lasts: lasts, after: after, severity: severity,
        what: what, reason: reason, requestID: requestID, figures: figures, alert: alert,
        figured: alert == nil ? nil : at))
    if all.count > EventBook.capacity { drop() }
    return id
  }

  mutating func change(_ id: Int, _ change: (inout Occurrence) -> Void) {
    if let place = place(of: id) { change(&all[place]) }
  }

  func running(_ thread: Thread) -> Int? { running[thread] }

  mutating func end(_ thread: Thread, at: Moment) {
    guard let id = running.removeValue(forKey: thread) else { return }
    change(id) { $0.ended = at }
  }

  /// Ends all that runs of a target that is not watched any more.
  mutating func endAll(of target: Int, at: Moment) {
    for thread in running.keys where thread.target == target { end(thread, at: at) }
  }

  mutating func mark(at: Moment, showing what: String, of target: Target?) -> String {
    markCount += 1
    let name = "mark \(markCount)"
    add(.mark, name, reason: what, severity: .good, at: at, of: target)
    return name
  }

  /// The operator's marks that an instance's charts show: its own, and those of all.
  func marks(of target: Int) -> [TimeMark] {
    guard markCount > 0 else { return [] }
    return all.filter { $0.kind == .mark && ($0.target ?? target) == target }.map {
      TimeMark(at: $0.at, name: $0.what)
    }
  }

  private mutating func drop() {
    let place = all.firstIndex { !$0.isRunning } ?? 0
    let gone = all.remove(at: place)
    if let thread = running.first(where: { $0.value == gone.id })?.key { running[thread] = nil }
  }

  /// Numbers rise along the list.
  private func place(of id: Int) -> Int? {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].id == id ? low : nil
  }
}
