import MPanel

extension SnapshotDocument {
  /// The routes of an instance over the window, in the order of its page.
  struct Routes: Encodable {
    struct Route: Encodable {
      var method: String
      var path: String
      /// Whether several endpoints may stand behind the path, since the build lost what tells them apart.
      var isAmbiguous: Bool
      var figures: Figures
    }

    struct Figures: Encodable {
      var requestsPerSecond: Double
      var share: Double?
      var timeShare: Double?
      /// Rate × mean: requests being answered at once, on average.
      var atOnce: Double?
      var serverErrorShare: Double?
      var clientErrorShare: Double?
      var perSecondByStatus: [String: Double]
      /// Absent without traffic, and without a histogram.
      var latency: Latency?

      init(_ figures: RouteFigures) {
        requestsPerSecond = finite(figures.total) ?? 0
        share = finite(figures.share)
        timeShare = finite(figures.timeShare)
        atOnce = finite(figures.busy)
        serverErrorShare = finite(figures.errorShare)
        clientErrorShare = finite(figures.clientErrorShare)
        perSecondByStatus = Dictionary(
          figures.codes.map { ($0.code, finite($0.perSecond) ?? 0) }, uniquingKeysWith: +)
        latency = figures.latency.map(SnapshotDocument.latency)
      }
    }

    /// What was asked for and no route matched: any number of paths, so that they are counted and not listed.
    struct Unmatched: Encodable {
      var paths: Int
      var figures: Figures
    }

    var routes: [Route]
    var unmatched: Unmatched?
    var total: Figures

    init(_ table: RouteTable) {
      routes = table.routes.map {
        Route(
          method: $0.name.method, path: $0.name.path, isAmbiguous: $0.isAmbiguous, figures: Figures($0))
      }
      unmatched = table.unmatchedTotal.map { Unmatched(paths: table.unmatched.count, figures: Figures($0)) }
      total = Figures(table.total)
    }
  }
}
