import MPanel

/// A server that speaks the HTTP API of Prometheus and scrapes the instances for us.
package struct PrometheusServer: Sendable, Hashable {
  package var place: Place
  package var access: Access
  /// The scrape job whose instances are watched; nil for every job that exports mPanel's families.
  package var job: String?

  package init(place: Place, access: Access = Access(), job: String? = nil) {
    self.place = place
    self.access = access
    self.job = job
  }

  /// Reads an address as operators write it: a URL, or a host with a port.
  package init(word: String, job: String? = nil) throws(TargetError) {
    var word = word
    while word.hasSuffix("/") { word.removeLast() }
    for ending in ["/api/v1/query", "/api/v1/query_range", "/api/v1", "/graph"] where word.hasSuffix(ending) {
      word.removeLast(ending.count)
    }
    let isBareHost = word.firstRange(of: "://") == nil && !word.contains(":") && !word.contains("/")
    let places = try TargetAddress.places(isBareHost ? "\(word):\(PrometheusServer.defaultPort)" : word)
    guard let first = places.first, places.count == 1, first.name == nil else {
      throw TargetError(word: word, reason: "one server, such as http://127.0.0.1:9090, without a name")
    }
    self.init(place: first.place, job: job)
  }

  private static let defaultPort = 9090

  /// `Prometheus at http://127.0.0.1:9090`.
  package var words: String {
    let address = place.address
    return "Prometheus at \(address.firstRange(of: ":/") == nil ? "http://\(address)" : address)"
  }
}
