/// Something that goes wrong in the pretend world, between two moments of a period that repeats.
package struct Incident: Sendable {
  package enum Kind: Sendable {
    /// Queries take this many times as long.
    case slowDatabase(Double)
    /// Calls to this service fail.
    case failing(service: String)
    /// The e-mail queue's worker does only this share of its work.
    case slowMail(Double)
    /// The instance is restarted: a graceful shutdown, a while of nothing, a new process.
    case restart
    /// Somebody tries passwords, this many a second.
    case guessing(perSecond: Double)
    /// The database does not answer.
    case databaseDown
  }

  package var instance: String
  package var kind: Kind
  /// Seconds from the beginning of the period.
  package var start: Double
  package var end: Double
}

/// What a demo plays.
package enum Scenario: String, Sendable, CaseIterable {
  case incidents, calm, outage

  package var words: String {
    switch self {
    case .incidents:
      "a slow database, a failing Stripe, a mail backlog, a rolling restart and somebody who tries passwords, every four minutes"
    case .calm: "nothing goes wrong"
    case .outage: "the database of one instance is down and all services fail"
    }
  }

  /// After how many seconds everything begins again.
  package static let period = 240.0

  package var incidents: [Incident] {
    switch self {
    case .calm: return []
    case .incidents:
      return [
        Incident(instance: "alpha", kind: .slowDatabase(30), start: 18, end: 66),
        Incident(instance: "beta", kind: .failing(service: "stripe"), start: 10, end: 58),
        Incident(instance: "alpha", kind: .slowMail(0.1), start: 24, end: 84),
        Incident(instance: "gamma", kind: .restart, start: 78, end: 78),
        Incident(instance: "beta", kind: .restart, start: 118, end: 118),
        Incident(instance: "gamma", kind: .failing(service: "openai"), start: 130, end: 190),
        Incident(instance: "beta", kind: .slowMail(0.2), start: 150, end: 190),
        Incident(instance: "alpha", kind: .guessing(perSecond: 6), start: 180, end: 215),
      ]
    case .outage:
      let services = ["stripe", "twilio", "namesilo", "openai"]
      return [Incident(instance: "alpha", kind: .databaseDown, start: 5, end: Scenario.period)]
        + services.map {
          Incident(instance: "beta", kind: .failing(service: $0), start: 5, end: Scenario.period)
        }
    }
  }
}
