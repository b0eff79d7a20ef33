import MPanel

/// A target, and how it is reached.
package struct ScrapeTarget: Sendable, Hashable {
  package var target: Target
  package var place: Place
  package var trust: Trust

  package init(target: Target, place: Place, trust: Trust = .system) {
    self.target = target
    self.place = place
    self.trust = trust
  }
}
