import Configuration
import Dashboard
import Scraping

/// The configuration and the list of targets change while the dashboard runs.
extension Live {
  func reload(_ state: inout State) {
    guard let lookout else {
      _ = state.apply(
        .notice("no file says what is watched here: there is nothing to read anew", isError: false), at: now()
      )
      return
    }
    lookout.lookNow()
  }

  func take(_ news: Lookout.News, _ state: inout State, _ scraper: any ReportSource) {
    switch news {
    case .refused(let mistakes):
      let more = mistakes.count > 1 ? " (and \(mistakes.count - 1) more)" : ""
      _ = state.apply(.notice("kept as it was: \(mistakes.first ?? "")\(more)", isError: true), at: now())
    case .found(let list, let loaded, let troubles, let wasAsked):
      let (added, removed) = targets.replace(with: list)
      scraper.update(targets: targets.all)
      _ = state.apply(.targets(self.list), at: now())
      if loaded.settings.preferences != settings.preferences {
        _ = state.apply(.preferences(loaded.settings.preferences), at: now())
      }
      settings = loaded.settings
      guard troubles.isEmpty else {
        _ = state.apply(.notice("kept as it was: \(troubles[0])", isError: true), at: now())
        return
      }
      if wasAsked || added + removed > 0 {
        _ = state.apply(.notice(Live.words(self.list.count, added, removed), isError: false), at: now())
      }
    }
  }

  /// `5 targets: 1 added, 2 removed`.
  private static func words(_ count: Int, _ added: Int, _ removed: Int) -> String {
    let all = "\(count) \(count == 1 ? "target" : "targets")"
    let changes = [added > 0 ? "\(added) added" : "", removed > 0 ? "\(removed) removed" : ""]
      .filter { !$0.isEmpty }
    return "\(all): \(changes.isEmpty ? "the same as before" : changes.joined(separator: ", "))"
  }
}
