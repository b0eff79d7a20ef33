import MPanel
import Telemetry

extension SnapshotDocument {
  /// An alert that is on, or about to be.
  struct Alert: Encodable {
    var alert: String
    var subject: String
    var severity: String
    var words: String
    var unit: String
    var value: Double?
    var peak: Double?
    var sinceUnixSeconds: Double
    /// Whether it has lasted its hold time.
    var isRaised: Bool

    init(_ alert: MPanel.Alert) {
      self.alert = alert.key.rule
      subject = alert.key.subject
      severity = "\(alert.severity)"
      words = alert.words
      unit = alert.unit.rawValue
      value = alert.value.isFinite ? alert.value : nil
      peak = alert.peak.isFinite ? alert.peak : nil
      sinceUnixSeconds = alert.began.unixSeconds
      isRaised = alert.isRaised
    }
  }

  /// Something that happened, as the events view lists it.
  struct Event: Encodable {
    var kind: String
    var instance: String
    var what: String
    var reason: String
    var severity: String
    var atUnixSeconds: Double
    /// Before the former where it had to last to be told.
    var beganUnixSeconds: Double
    var endedUnixSeconds: Double?
    /// How long it lasted, or has so far, or what it ended had; absent for what takes no time.
    var lastingSeconds: Double?
    var requestID: String?
    var isAcknowledged: Bool

    init(_ occurrence: Occurrence, at moment: Moment) {
      kind = occurrence.kind.rawValue
      instance = occurrence.instance
      what = occurrence.what
      reason = occurrence.reason
      severity = "\(occurrence.severity)"
      atUnixSeconds = occurrence.at.unixSeconds
      beganUnixSeconds = occurrence.began.unixSeconds
      endedUnixSeconds = occurrence.ended?.unixSeconds
      lastingSeconds = occurrence.length(at: moment)?.seconds
      requestID = occurrence.requestID
      isAcknowledged = occurrence.isAcknowledged
    }
  }
}
