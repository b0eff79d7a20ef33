import MPanel

/// A target, and how it is reached.
package struct ScrapeTarget: Sendable, Hashable {
  package var target: Target
  package var place: Place
  package var access: Access

  package init(target: Target, place: Place, access: Access = Access()) {
    self.target = target
    self.place = place
    self.access = access
  }
}
