import Scraping

/// What the command line says of how every target is asked; it wins over what files say of each.
struct AccessChange: Sendable {
  var credential: Credential?
  var trust: Trust?
  var clientCertificate: Access.ClientCertificate?
  var serverName: String?
  var followsRedirects = false

  /// The same target, asked as this says; what it does not mention stays.
  func applied(to target: ScrapeTarget) -> ScrapeTarget {
    var target = target
    if let credential { target.access.credential = credential }
    if let trust { target.access.trust = trust }
    if let clientCertificate { target.access.clientCertificate = clientCertificate }
    if let serverName { target.access.serverName = serverName }
    if followsRedirects { target.access.followsRedirects = true }
    return target
  }
}
