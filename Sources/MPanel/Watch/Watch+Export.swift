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
