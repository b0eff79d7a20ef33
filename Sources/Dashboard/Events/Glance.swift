import MPanel
import Telemetry

/// Of a watch what events are made of: two of them, before and after an answer, tell what happened.
struct Glance {
  let standing: Standing
  let restarted: Moment?
  let severalProcesses: Moment?
  let breakers: [String: BreakerState]
  /// Those that are raised.
  let alerts: [Alert]
  let verdicts: [Endpoint: Probe.Verdict]

  init(_ watch: Watch) {
    standing = watch.standing
    restarted = watch.restarted
    severalProcesses = watch.history.severalProcesses
    breakers = watch.breakerMemory.states
    alerts = watch.raisedAlerts
    verdicts = watch.reports.mapValues { $0.verdict }
  }
}
