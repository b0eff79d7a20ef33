import MPanel

/// Where an answer sends us.
struct Redirect {
  var place: Place
  /// What is asked for there, with its query.
  var uri: String

  /// At most this many in a row.
  static let limit = 3

  /// Why a redirect is not followed, to stand behind "redirected to …, ".
  struct Refusal: Error {
    var words: String
  }

  static func isOne(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

  /// What `location` means in an answer to `uri` at `place`.
  init(_ location: String, from place: Place, uri: String) throws(Refusal) {
    var text = location.prefix { $0 != "#" }
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Refusal(words: "which is no address")
    }
    if text.hasPrefix("//") { text = "\(place.isEncrypted ? "https" : "http"):\(text)" }
    guard let scheme = Redirect.scheme(of: text) else {
      self.place = place
      self.place.base = ""
      self.uri = Redirect.path(text, from: uri)
      return
    }
    guard scheme == "http" || scheme == "https" else { throw Refusal(words: "which is no web address") }
    let isEncrypted = scheme == "https"
    guard isEncrypted || !place.isEncrypted else { throw Refusal(words: "which would leave TLS") }
    let rest = text.dropFirst(scheme.count)
    guard rest.hasPrefix("://") else { throw Refusal(words: "which is no address") }
    let authority = rest.dropFirst(3).prefix { $0 != "/" && $0 != "?" }
    let path = rest.dropFirst(3 + authority.count)
    guard
      let target = try? TargetAddress.network(authority, standardPort: isEncrypted ? 443 : 80)
    else { throw Refusal(words: "which is no address") }
    self.uri = path.hasPrefix("/") ? String(path) : "/\(path)"
    self.place = Place(target, isEncrypted: isEncrypted)
    if place.hostName != nil, isEncrypted == place.isEncrypted, self.place.authority == place.authority {
      // By its name, which has other addresses too: this one was chosen.
      self.place = place
      self.place.base = ""
    }
    if let own = place.farAuthority(isEncrypted: isEncrypted) {
      // What lies behind a socket knows itself by another name, and means its own machine by any.
      guard own == self.place.authority else {
        throw Refusal(words: "which is not followed through a socket")
      }
      self.place = place
      self.place.base = ""
    }
  }

  /// The letters before `:` where they are a scheme, small.
  private static func scheme(of text: Substring) -> String? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let letters = text[..<colon]
    let isScheme =
      letters.first?.isLetter == true
      && letters.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    return isScheme ? letters.lowercased() : nil
  }

  private static func path(_ text: Substring, from uri: String) -> String {
    if text.hasPrefix("/") { return String(text) }
    let path = uri.prefix { $0 != "?" }
    if text.hasPrefix("?") { return String(path + text) }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return String(folder) + text
  }
}

extension Place {
  /// What the server behind a socket or a gateway calls itself; nil for what is reached over the network from here.
  fileprivate func farAuthority(isEncrypted: Bool) -> String? {
    switch socket {
    case .network where gateway == nil: nil
    case .network, .file: isEncrypted == self.isEncrypted ? authority : ""
    }
  }
}
