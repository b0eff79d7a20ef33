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
    target.access = applied(to: target.access)
    return target
  }

  func applied(to access: Access) -> Access {
    var access = access
    if let credential { access.credential = credential }
    if let trust { access.trust = trust }
    if let clientCertificate { access.clientCertificate = clientCertificate }
    if let serverName { access.serverName = serverName }
    if followsRedirects { access.followsRedirects = true }
    return access
  }
}
