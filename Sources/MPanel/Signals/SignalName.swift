/// One name under which a build exports a signal.
package struct SignalName: Sendable {
  /// The family's name, without the `mpanel_` that dialect ``Dialect/prefixed`` puts in front of all of them.
  package var family: String
  /// What else of the family's series must hold: a label and its value.
  package var selecting: (label: String, value: String)?

  package init(_ family: String, where selecting: (label: String, value: String)? = nil) {
    self.family = family
    self.selecting = selecting
  }

  /// The names of a counter: OpenMetrics names the family without its ending, and a registry that was switched to it
  /// and back does so with the samples (Q19).
  package static func counter(_ stems: String...) -> [SignalName] {
    stems.map { SignalName($0 + "_total") } + stems.map { SignalName($0) }
  }

  /// The prefix that mPanel's current builds put before every name.
  package static let prefix = "mpanel_"

  /// `name` without ``prefix``.
  package static func unprefixed(_ name: String) -> Substring {
    name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
  }

  /// As PromQL would write it.
  package var words: String {
    guard let selecting else { return family }
    return "\(family){\(selecting.label)=\"\(selecting.value)\"}"
  }
}
