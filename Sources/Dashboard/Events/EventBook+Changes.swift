import MPanel
import Telemetry

/// From what a watch was before an answer and what it is after it to what happened in between.
extension EventBook {
  /// An alert that was raised, has become worse, or has ended.
  struct AlertChange {
    enum Turn: String { case raised, worse, ended }

    var alert: Alert
    var turn: Turn
  }

  /// Notes what changed. Gives the alerts that were raised and that ended.
  mutating func note(_ before: Glance, _ after: Glance, of watch: Watch, requestID: String?, at: Moment)
    -> [AlertChange]
  {
    var context = Context(watch: watch, requestID: requestID, at: at)
    noteRestart(before, after, &context)
    noteState(before.standing, after.standing, &context)
    noteProcesses(before, after, &context)
    noteBreakers(before, after, &context)
    noteFailures(before, after, &context)
    return noteAlerts(before.alerts, after.alerts, &context)
  }

  /// What all events of one answer have in common. Figures are made only where something happened.
  private struct Context {
    let watch: Watch
    let requestID: String?
    let at: Moment
    private var made: [Occurrence.Figure]?

    init(watch: Watch, requestID: String?, at: Moment) {
      self.watch = watch
      self.requestID = requestID
      self.at = at
    }

    var target: Target { watch.target }

    mutating func figures() -> [Occurrence.Figure] {
      if let made { return made }
      let figures = Occurrence.Figure.all(of: watch.reading(at: at, window: Watch.alertWindow))
      made = figures
      return figures
    }
  }

  private mutating func add(
    _ kind: Occurrence.Kind, _ what: String, reason: String = "", severity: Condition.Severity,
    lasts: Bool = false, after: Duration? = nil, subject: String = "", _ context: inout Context
  ) {
    add(
      kind, what, reason: reason, severity: severity, at: context.at, of: context.target, lasts: lasts,
      after: after, subject: subject, requestID: context.requestID, figures: context.figures())
  }

  private mutating func noteState(_ before: Standing, _ after: Standing, _ context: inout Context) {
    guard before.condition != after.condition else { return }
    // That an instance is up when it is first seen is no news.
    if before.condition == .connecting, after.condition == .up { return }
    // What lasts is trouble; where it is over, its end says for how long it was so.
    let isWell = after.condition == .up
    add(
      .state, "\(before.condition.word) → \(after.condition.word)", reason: after.reason,
      severity: after.condition.severity, lasts: !isWell, after: isWell ? context.at - before.since : nil,
      &context)
  }

  private mutating func noteRestart(_ before: Glance, _ after: Glance, _ context: inout Context) {
    // One that proved to have been another process leaves the one before it.
    guard let restarted = after.restarted, before.restarted.map({ $0 < restarted }) ?? true else { return }
    add(
      .restart, "restarted", reason: "a new process: its counters begin at zero", severity: .warning, &context
    )
  }

  private mutating func noteProcesses(_ before: Glance, _ after: Glance, _ context: inout Context) {
    switch (before.severalProcesses, after.severalProcesses) {
    case (nil, .some):
      add(
        .processes, "several processes answer in turn", reason: "counters fell without a restart: no rates",
        severity: .warning, lasts: true, &context)
    case (.some, nil):
      end(Thread(target: context.target.id, kind: .processes, subject: ""), at: context.at)
    default: break
    }
  }

  private mutating func noteBreakers(_ before: Glance, _ after: Glance, _ context: inout Context) {
    let didRestart = after.restarted != before.restarted
    for (name, state) in after.breakers.sorted(by: { $0.key < $1.key }) {
      guard let old = before.breakers[name], old != state else { continue }
      let severity: Condition.Severity = state.isOpen ? .critical : state == .halfOpen ? .warning : .good
      let thread = Thread(target: context.target.id, kind: .breaker, subject: name)
      // Of one that was open when it was first seen nobody knows since when.
      let began = running(thread).flatMap { occurrence($0)?.at }
      add(
        .breaker, "\(name) \(old.word) → \(state.word)",
        reason: didRestart ? "with the new process" : EventBook.reason(of: state, name), severity: severity,
        lasts: severity != .good, after: severity == .good ? began.map { context.at - $0 } : nil,
        subject: name, &context)
    }
  }

  /// What mPanel's settings say of a state; empty where they are not known.
  private static func reason(of state: BreakerState, _ name: String) -> String {
    guard state == .open, let known = KnownBreaker.named(name) else { return "" }
    return "after \(known.failuresToOpen) failures, probed after \(saturating(known.openSeconds)) s"
  }

  /// An endpoint that fails while the state of the instance stays what it was.
  private mutating func noteFailures(_ before: Glance, _ after: Glance, _ context: inout Context) {
    for (endpoint, verdict) in after.verdicts.sorted(by: { $0.key.path < $1.key.path })
    where verdict != before.verdicts[endpoint] {
      let thread = Thread(target: context.target.id, kind: .failure, subject: endpoint.path)
      if verdict == .bad, before.standing.condition == after.standing.condition,
        after.standing.condition.isAnswering,
        let report = context.watch.reports[endpoint]
      {
        add(
          .failure, "\(report.exchange.path) is not well", reason: report.words, severity: .warning,
          lasts: true,
          subject: endpoint.path, &context)
      } else if verdict != .bad {
        end(thread, at: context.at)
      }
    }
  }

  private mutating func noteAlerts(_ before: [Alert], _ after: [Alert], _ context: inout Context)
    -> [AlertChange]
  {
    var changes: [AlertChange] = []
    for alert in after {
      let thread = Thread(
        target: context.target.id, kind: .alert, subject: "\(alert.key.rule) \(alert.key.subject)")
      if let id = running(thread) {
        let worst = occurrence(id)?.severity ?? .good
        if alert.severity > worst { changes.append(AlertChange(alert: alert, turn: .worse)) }
        let at = context.at
        change(id) { occurrence in
          occurrence.alert = alert
          occurrence.figured = at
          occurrence.severity = max(worst, alert.severity)
          if alert.severity > worst {
            occurrence.milder = Occurrence.Milder(severity: worst, until: at)
            // What was seen was milder.
            occurrence.isAcknowledged = false
          }
        }
        continue
      }
      let rule = context.watch.rules[alert.key.rule]
      let id = add(
        .alert, alert.words, reason: rule?.title ?? "", severity: alert.severity, at: context.at,
        of: context.target,
        lasts: true, subject: thread.subject, requestID: context.requestID, figures: context.figures(),
        alert: alert)
      change(id) { $0.isToldElsewhere = rule?.isToldByEvents ?? false }
      changes.append(AlertChange(alert: alert, turn: .raised))
    }
    let keys = Set(after.map(\.key))
    for alert in before where !keys.contains(alert.key) {
      let thread = Thread(
        target: context.target.id, kind: .alert, subject: "\(alert.key.rule) \(alert.key.subject)")
      end(thread, at: context.at)
      changes.append(AlertChange(alert: alert, turn: .ended))
    }
    return changes
  }
}

extension AlertRule {
  /// Whether a change of state, of a breaker or of the processes tells the same as this alert.
  var isToldByEvents: Bool {
    if case .standing = basis { return true }
    return id == "breaker" || id == "several-processes"
  }
}
