import MPanel
import Telemetry

/// Decides whether an alert rings the bell or starts the operator's command: never more often than a human or a machine
/// can bear, whatever happens.
struct AlertDelivery: Sendable {
  /// At most one ring in this time.
  static let betweenRings: Duration = .seconds(10)
  /// At most so many commands a minute.
  static let mostCommands = 20

  private var lastRing: Moment?
  private var commands: [Moment] = []

  mutating func effects(
    of change: EventBook.AlertChange, target: Target, requestID: String?, _ settings: AlertSettings,
    at: Moment
  ) -> [Effect] {
    let rings = change.turn != .ended && isLoud(change.alert, settings) && mayRing(at: at)
    if rings { lastRing = at }
    let runs = !settings.command.isEmpty && mayRun(at: at)
    guard rings || runs else { return [] }
    return [
      .alert(
        AlertNotice(
          rings: rings, command: runs ? settings.command : [],
          environment: AlertNotice.environment(of: change, target: target, requestID: requestID, at: at)))
    ]
  }

  private func isLoud(_ alert: Alert, _ settings: AlertSettings) -> Bool {
    switch settings.bell {
    case .off: false
    case .warning: alert.severity >= .warning
    case .critical: alert.severity >= .critical
    }
  }

  private func mayRing(at: Moment) -> Bool { lastRing.map { at - $0 >= AlertDelivery.betweenRings } ?? true }

  private mutating func mayRun(at: Moment) -> Bool {
    commands.removeAll { at - $0 >= .seconds(60) }
    guard commands.count < AlertDelivery.mostCommands else { return false }
    commands.append(at)
    return true
  }
}
