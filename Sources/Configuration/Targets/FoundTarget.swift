import MPanel
import Scraping

/// A target that was found, before it has an id.
package struct FoundTarget: Sendable, Hashable {
  package var name: String?
  package var place: Place
  package var access = Access()
  package var groups: [String] = []
  package var breakerOrder: BreakerOrder?
  /// Whether the operator gave the name, so that two of it are a mistake and not an accident.
  package var isNamedByHand = false

  package init(name: String? = nil, place: Place, access: Access = Access()) {
    self.name = name
    self.place = place
    self.access = access
  }
}
