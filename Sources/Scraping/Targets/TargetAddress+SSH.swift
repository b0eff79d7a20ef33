import MPanel

extension TargetAddress {
  /// What stands behind `ssh://`: `[USER@]HOST[:PORT]`, then what is meant as seen from there, which is mPanel's own
  /// place unless it says otherwise: `/PORT`, `/HOST:PORT`, `/FIRST-LAST`, `/http(s)://HOST[:PORT]` or `/unix:/PATH`, and
  /// for all but the last a base. Several places where it holds a range of ports; then each has a suffix for its name.
  static func tunnelled(
    _ text: Substring, refuse: Refusal
  ) throws(TargetError) -> [(suffix: String?, place: Place)] {
    let authority = text.prefix { $0 != "/" }
    let gateway = try gateway(authority, refuse: refuse)
    let rest = text[authority.endIndex...]
    if rest.hasPrefix("/unix:") {
      var place = try unixPlace(rest.dropFirst(6), refuse: refuse)
      if case .file(let path) = place.socket, !isPlain(path) {
        throw refuse("the path behind unix: has letters, digits and ‘/._-’ where ssh leads there")
      }
      place.gateway = gateway
      return [(nil, place)]
    }
    guard !rest.contains("?"), !rest.contains("#") else {
      throw refuse("leave out everything from ‘?’ or ‘#’ on")
    }
    let scheme = ["/http://", "/https://"].first { rest.lowercased().hasPrefix($0) }
    let isEncrypted = scheme == "/https://"
    let first = rest.dropFirst(scheme?.count ?? 1).prefix { $0 != "/" }
    var host = "127.0.0.1"
    var ports = [Place.defaultPort]
    var base = rest
    if let scheme {
      guard !first.contains("@") else {
        throw refuse("leave out the part before ‘@’: give a login with --user and --password-file")
      }
      let far = try hostAndPort(first, refuse: refuse)
      host = far.host
      ports = try self.ports(far.port, standard: isEncrypted ? 443 : 80, refuse: refuse)
      base = rest.dropFirst(scheme.count + first.count)
    } else if first.contains(":") || first.first?.isNumber == true {
      let far = try hostAndPort(first, refuse: refuse)
      host = far.host
      ports = try self.ports(far.port, standard: Place.defaultPort, refuse: refuse)
      base = rest.dropFirst(1 + first.count)
    }
    let path = basePath(base)
    guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw refuse("write blanks and other special characters of the path as %20 and so on")
    }
    return ports.map { port in
      let place = Place(
        .network(host: host, port: port), isEncrypted: isEncrypted, base: path, gateway: gateway)
      return (ports.count > 1 ? ":\(port)" : nil, place)
    }
  }

  private static func gateway(_ authority: Substring, refuse: Refusal) throws(TargetError) -> Gateway {
    var address = authority
    var user: String?
    if let at = authority.lastIndex(of: "@") {
      let given = authority[..<at]
      guard !given.contains(":") else { throw refuse("ssh takes no password here: give it a key") }
      guard isPlain(given, and: "@+"), !given.hasPrefix("-") else {
        throw refuse("the user before ‘@’ has letters, digits and ‘._-+’")
      }
      user = String(given)
      address = authority[authority.index(after: at)...]
    }
    guard let first = address.first, first != ":", !(address.allSatisfy { $0.isNumber }) else {
      throw refuse("after ssh:// comes the host that ssh is to log in to")
    }
    let (host, word) = try hostAndPort(address, refuse: refuse)
    guard let word else { return Gateway(user: user, host: host) }
    let ports = try ports(word, standard: 22, refuse: refuse)
    guard ports.count == 1 else {
      throw refuse("ssh logs in at one port; a range stands behind the host: /2271-2274")
    }
    return Gateway(user: user, host: host, port: ports[0])
  }

  private static func isPlain(_ text: some StringProtocol, and others: String = "/") -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "._-".unicodeScalars.contains(scalar) || others.unicodeScalars.contains(scalar))
      }
  }
}
