import Configuration
import Scraping

/// How the targets of this command were found, so that a running dashboard can go on looking.
struct TargetSearch: Sendable {
  private let request: ConfigRequest
  /// How targets are asked that are asked directly.
  private let access: AccessChange
  private var discovery = Discovery()
  private(set) var found = Discovered()

  init(request: ConfigRequest, access: AccessChange) {
    self.request = request
    self.access = access
  }

  mutating func find(_ sources: TargetSources) -> Discovered {
    found = discovery.find(sources)
    return found
  }

  /// A target that is added by hand is asked like those that were found.
  func asked(_ target: ScrapeTarget) -> ScrapeTarget { access.applied(to: target) }

  /// Goes on looking, and tells what is new.
  func lookout(_ tell: @escaping @Sendable (Lookout.News) -> Void) -> Lookout {
    let lookout = Lookout(read: request.read) { [access] news in
      guard case .found(let list, let loaded, let troubles, let wasAsked) = news else {
        tell(news)
        return
      }
      tell(
        .found(list.map(access.applied), loaded, troubles: troubles, wasAsked: wasAsked))
    }
    lookout.start(discovery, found)
    return lookout
  }
}
