import Telemetry

/// A moment that the operator marked.
package struct TimeMark: Sendable, Hashable {
  package var at: Moment
  package var name: String

  package init(at: Moment, name: String) {
    self.at = at
    self.name = name
  }
}
