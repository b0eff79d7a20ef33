import Telemetry

/// What a build makes of one signal.
package enum Export: Sendable, Hashable {
  /// There are series.
  case exported(String)
  /// The family is declared, and nothing ever sets it.
  case empty(String)
  /// The pool gauge that stays at 0/0/0 (Q1).
  case stuck(String)
  case missing
}

extension Watch {
  /// What this build exports of a signal, by the newest page.
  package func export(of signal: Signal) -> Export {
    guard let family = bindings.declared[signal] else { return .missing }
    let isPool = [Signal.poolTotal, .poolIdle, .poolActive].contains(signal)
    if isPool, let at = lastGoodScrape, case .stuckAtZero = bindings.pool(history, at: at).absence {
      return .stuck(family)
    }
    return hasSeries(signal) ? .exported(family) : .empty(family)
  }

  /// How long all series of a signal have had the values that they have now, as far as is remembered: nil where one of
  /// them has changed, or only one page was seen.
  package func stillness(of signal: Signal) -> Duration? {
    let moments = history.moments
    guard let row = SignalTable.row(signal), let newest = moments.last, moments.count > 1 else { return nil }
    let parts = row.isHistogram ? ["_count"] : [""]
    let slots = row.names.lazy.map { name in
      parts.flatMap { Bindings.slots(ofSample: name.family + $0, in: history) }
    }.first { !$0.isEmpty }
    guard let slots else { return nil }
    for moment in moments.dropLast() {
      for slot in slots where history.value(slot, at: moment) != history.value(slot, at: newest) {
        return nil
      }
    }
    return newest - moments[0]
  }

  private func hasSeries(_ signal: Signal) -> Bool {
    switch signal {
    case .requestDuration: !bindings.bounds.isEmpty
    case .requests:
      bindings.work.classes.contains { !$0.isEmpty } || bindings.probes.classes.contains { !$0.isEmpty }
    case .queueDepth: !bindings.queues.isEmpty
    case .breakerState: !bindings.breakers.isEmpty
    case .nodeVersion: bindings.nodeVersion != nil
    case .collections, .provisioning: !Bindings.series(of: signal, part: "_count", in: history).isEmpty
    default: bindings.single[signal] != nil || !Bindings.series(of: signal, in: history).isEmpty
    }
  }
}
