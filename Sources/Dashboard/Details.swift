import MPanel
import Telemetry

/// What the views that look at single series have computed. Only ``State/apply(_:at:)`` keeps it, so that drawing, which
/// changes nothing, finds it ready.
struct Details: Sendable {
  var routes: RouteBoard?
  var families: FamilyBoard?
}

/// What figures of single series depend on: while it is the same, they are.
struct DetailSource: Hashable, Sendable {
  private let target: Int
  private let scrape: Moment?
  private let window: Window
  private let revision: Int
  private let held: Moment?
  /// Why there are no figures: that changes while no scrape comes.
  private let absence: Absence?

  init(_ state: State, _ watch: Watch) {
    target = watch.target.id
    scrape = watch.lastGoodScrape
    window = state.window
    revision = watch.history.revision
    held = state.held?.at
    absence = watch.familyAbsence
  }

  /// Whether both are of one instance, so that what was found out about its series may hold.
  func isSameTarget(as other: DetailSource) -> Bool { target == other.target }
}

/// What the rows of a list depend on beside the figures.
struct DetailChoice: Hashable, Sendable {
  let opened: String?
  private let filter: String
  private let sort: Int
  private let isReversed: Bool

  init(_ list: ListState) {
    opened = list.opened
    filter = list.filter.text
    sort = list.sort
    isReversed = list.isReversed
  }
}

extension State {
  /// Computes what the shown view needs, if anything that it depends on has changed.
  mutating func keepDetails() {
    switch view {
    case .routes: details.routes = routeBoard
    case .metrics: details.families = familyBoard
    default: break
    }
  }

  /// The routes of the shown instance; nil where there is no instance.
  var routeBoard: RouteBoard? { RouteBoard(self, from: details.routes) }

  /// The families of the shown instance; nil where there is no instance.
  var familyBoard: FamilyBoard? { FamilyBoard(self, from: details.families) }
}
