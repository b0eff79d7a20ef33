/// The settings of mPanel's four breakers, which it exports nowhere: read from its configuration.
package struct KnownBreaker: Sendable {
  package var name: String
  package var failuresToOpen: Int
  /// How long it stays open before the next call may probe.
  package var openSeconds: Double

  package static let all = [
    KnownBreaker(name: "stripe", failuresToOpen: 3, openSeconds: 30),
    KnownBreaker(name: "twilio", failuresToOpen: 5, openSeconds: 60),
    KnownBreaker(name: "namesilo", failuresToOpen: 3, openSeconds: 120),
    KnownBreaker(name: "openai", failuresToOpen: 5, openSeconds: 30),
  ]

  package static func named(_ name: String) -> KnownBreaker? {
    let lowered = name.lowercased()
    return all.first { $0.name == lowered }
  }
}
