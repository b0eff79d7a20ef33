import MPanel
import Telemetry

/// What `y` copies.
extension State {
  /// The PromQL that equals the selected figure on the screen; nil where there is none.
  var query: String? {
    guard let watch = shownWatch else { return nil }
    let instance = QueryText.instance(of: watch.target)
    let window = queryWindow(watch)
    switch view {
    case .routes:
      guard let board = routeBoard else { return nil }
      let routes = RouteQuery(index: board.index, instance: instance, window: window)
      let list = lists[.routes] ?? ListState()
      if let opened = list.opened, opened != RouteRow.folded {
        return board.figures(opened).flatMap { routes.text($0.name, .p99) }
      }
      let row = scene.selectedRow(list).flatMap { name in board.rows.first { $0.name == name } }
      guard let row, row.paths == nil else { return nil }
      return routes.text(row.figures.name, RouteSort.allCases[list.sort % RouteSort.allCases.count])
    case .metrics:
      guard let board = familyBoard, let selected = scene.selectedRow(lists[.metrics] ?? ListState()) else {
        return nil
      }
      if let family = board.opened {
        let row = board.rows.first { $0.name == selected }
        let labels = row.flatMap { $0.place == nil ? nil : $0.figures.labels }
        return FamilyQuery(family: family, instance: instance, window: window).text(labels)
      }
      let family = board.shown.first { $0.family.name == selected }?.family
      return family.flatMap { FamilyQuery(family: $0, instance: instance, window: window).text(nil) }
    case .instance:
      let routes = RouteQuery(
        index: RouteIndex(watch.history, bounds: watch.bindings.bounds), instance: instance, window: window)
      switch focus[.instance]?.name {
      case nil, PanelCatalogue.latency.name: return routes.percentile(0.99)
      case PanelCatalogue.traffic.name: return routes.traffic
      default: return nil
      }
    default: return nil
    }
  }

  /// The window; where scrapes are further apart, one in which there are always two.
  private func queryWindow(_ watch: Watch) -> Duration {
    let covered = watch.history.covered(at: watch.lastGoodScrape ?? shownMoment, window: window.duration)
    return covered > window.duration ? .seconds(2 * saturating(covered.seconds)) : window.duration
  }

  /// What the query counts and the screen leaves out: which of the probes were mptop's own, a server does not know.
  private var surplus: String {
    guard isOfProbes, let count = shownWatch?.ownProbes(over: window.duration), count > 0 else { return "" }
    return count == 1
      ? "   (counts mptop's own probe, too; the screen does not)"
      : "   (counts mptop's own \(count) probes, too; the screen does not)"
  }

  /// Whether the figure of the query is one that mptop's own probes are taken out of.
  private var isOfProbes: Bool {
    switch view {
    case .instance: return true
    case .routes:
      guard let board = routeBoard else { return false }
      let list = lists[.routes] ?? ListState()
      // A share of all time has that of the probes in it.
      if list.opened == nil, RouteSort.allCases[list.sort % RouteSort.allCases.count] == .time { return true }
      let name =
        list.opened.flatMap { board.figures($0)?.name }
        ?? scene.selectedRow(list).flatMap { row in board.rows.first { $0.name == row }?.figures.name }
      return name.flatMap { board.index.series(of: $0) }?.isProbe ?? false
    default: return false
    }
  }

  /// Copies the query where the operator has allowed it; else shows it, so that it can be selected.
  mutating func copyQuery() -> [Effect] {
    guard let query else {
      notice = Notice(
        words: "no single expression stands for this; 8 lists the families", isError: true, at: now)
      return []
    }
    if preferences.copies {
      notice = Notice(words: "copied: \(query)\(surplus)", isError: false, at: now)
      return [.copy(query)]
    }
    let words = "\(query)\(surplus)   (copies = true in the configuration lets y copy it)"
    // A second time takes it away.
    notice =
      notice?.words == words
      ? nil : Notice(words: words, isError: false, at: now, lasts: .seconds(60))
    return []
  }
}
