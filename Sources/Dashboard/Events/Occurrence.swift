import Drawing
import MPanel
import Telemetry

/// Something that happened to an instance, or that the operator marked: a row of the events.
package struct Occurrence: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable, Codable {
    case state, alert, breaker, restart, processes, failure, target, mark
  }

  /// A figure as it was then.
  package struct Figure: Sendable, Hashable {
    package var name: String
    package var text: String
  }

  /// A severity that is over.
  package struct Milder: Sendable, Hashable {
    package var severity: Condition.Severity
    package var until: Moment
  }

  /// Its own for ever; later ones have higher numbers.
  package let id: Int
  package var kind: Kind
  /// The id of the target; nil where no instance is meant.
  package var target: Int?
  /// The name of the instance as it was then.
  package var instance: String
  package var at: Moment
  /// Since when what it tells of has been so; before ``at`` where that had to be so for a while to be told.
  package var began: Moment
  /// When it was over; nil while it lasts, and for what takes no time.
  package var ended: Moment?
  /// Whether it lasts for a while at all: a restart and a mark do not, nor does a change for the good.
  package var lasts: Bool
  /// Of a change for the good: how long what it ended had lasted.
  package var after: Duration?
  package var severity: Condition.Severity
  /// Of an alert that has become worse: how severe it was until then.
  package var milder: Milder?
  /// `UP → DEGRADED`, `stripe CLOSED → OPEN`, `pool 85 %`.
  package var what: String
  package var reason: String
  /// Of the request that showed it: what to look for in mPanel's log.
  package var requestID: String?
  package var figures: [Figure]
  /// As it stands, or as it was when it ended.
  package var alert: Alert?
  /// Of when the figures of ``alert`` are.
  package var figured: Moment?
  package var isAcknowledged = false
  /// Whether another kind of event tells the same, so that only the list of alerts has it.
  package var isToldElsewhere = false

  /// How bad it looks now.
  package var urgency: Condition.Severity { isRunning ? alert?.urgency ?? severity : severity }

  /// nil where both press alike.
  func isMorePressing(than other: Occurrence) -> Bool? {
    if urgency != other.urgency { return urgency > other.urgency }
    let (isHeld, otherIsHeld) = (alert?.isClearing ?? false, other.alert?.isClearing ?? false)
    return isHeld == otherIsHeld ? nil : otherIsHeld
  }

  package var isRunning: Bool { lasts && ended == nil }

  /// How long it lasted, or has until `moment`, or what it ended had; nil for what takes no time.
  package func length(at moment: Moment) -> Duration? {
    lasts ? max((ended ?? moment) - began, .zero) : after
  }

  /// As it was at an earlier moment: what ended later was still running, what became worse later was milder, and its
  /// later figures were not known.
  ///
  /// - Parameter then: what was kept of the alert at that moment; nil where nothing was.
  package func seen(at moment: Moment, alert then: Alert? = nil) -> Occurrence {
    var seen = self
    if let ended, ended > moment { seen.ended = nil }
    if let milder, milder.until > moment { seen.severity = milder.severity }
    if seen.isRunning, let figured, figured > moment {
      seen.alert = then
      seen.figured = then == nil ? nil : moment
    }
    return seen
  }

  /// What a filter looks in.
  package var text: String { "\(kind.rawValue) \(instance) \(what) \(reason) \(requestID ?? "")" }
}
