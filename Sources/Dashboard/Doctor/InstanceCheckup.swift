import MPanel
import Telemetry

/// What a server told of one instance, scrape by scrape: what it is now, and what it has not exported since.
package struct InstanceCheckup: Sendable {
  package private(set) var watch: Watch
  /// Signals that were there before and are not now, with when they were seen last.
  private(set) var lost: [(signal: Signal, last: Moment)] = []

  /// - Parameter reports: its own, in their order.
  package init(_ target: Target, interval: Duration, _ reports: [Report]) {
    let started = reports.first?.at ?? Moment(nanoseconds: 0, unixSeconds: 0)
    watch = Watch(target: target, interval: target.interval ?? interval, started: started)
    var seen: [Signal: Moment] = [:]
    var exported: [Signal] = []
    var revision: Int?
    for report in reports {
      watch.take(report)
      guard case .page = report.outcome else { continue }
      if revision != watch.history.revision {
        revision = watch.history.revision
        exported = Signal.allCases.filter { watch.isExported($0) }
      }
      for signal in exported { seen[signal] = report.at }
    }
    lost = Signal.allCases.compactMap { signal in
      guard let last = seen[signal], !exported.contains(signal) else { return nil }
      return (signal, last)
    }
  }
}

extension Watch {
  fileprivate func isExported(_ signal: Signal) -> Bool {
    if case .exported = export(of: signal) { true } else { false }
  }
}
