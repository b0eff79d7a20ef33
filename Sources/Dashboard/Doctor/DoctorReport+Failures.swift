import MPanel

/// What to do about a request that brought nothing.
extension DoctorReport {
  static func remedy(for failure: ScrapeFailure, at path: String) -> String? {
    switch failure {
    case .refused:
      "is mPanel running, and at this port? There: pm2 list; ss -ltnp. It listens on loopback alone: from elsewhere, mptop ssh://HOST"
    case .timedOut(_, true):
      "the way there is slow, or a page is too much for it: curl -o /dev/null the page from here, and there"
    case .timedOut:
      path.hasSuffix("ready")
        ? "the database or its pool hangs: see the pool, and mPanel's log"
        : "a firewall, or a process that hangs. There: curl -m 5 http://127.0.0.1:2271/api/live; pm2 list"
    case .connectionLost: "https:// perhaps, or it has crashed, or restarts over and over: pm2 list; pm2 logs"
    case .nameNotFound: "is the name right? getent hosts NAME"
    case .unreachable(let why):
      why.hasPrefix("ssh")
        ? "try by hand: ssh -o BatchMode=yes HOST true" : "ip route get ADDRESS; a firewall?"
    // Told of with TLS itself.
    case .tls: nil
    case .draining: "it is being stopped; if it does not come back: pm2 list"
    case .limited: "wait: others of this address have used the budget up, or all are behind one proxy"
    case .unauthorised(403, _):
      "something in front lets in only some addresses: allow this one, or use ssh://HOST"
    case .unauthorised(_, nil): "--token-file FILE, or --user NAME with --password-file FILE"
    case .unauthorised: "the server expects another one: compare it with what is set there"
    case .noCredential: "write it there, for you alone to read: chmod 600"
    case .redirected: "watch the address that it leads to, or add --follow-redirects"
    case .status(404, _):
      "is the path in front right? Try HOST:PORT alone; a build without the page: docs/mpanel.md, ‘The page itself’"
    case .status(502...504, _):
      "who answers is something in front; mPanel behind it does not. There: pm2 list"
    case .status: "look for the ID in mPanel's log: pm2 logs"
    case .notHTTP: "is it the right port? mPanel's own is 2271"
    case .tooLarge: "too many series: scanners, most likely. docs/mpanel.md, ‘The requests’, keeps them out"
    case .badEncoding: "something in front changes answers: ask mPanel itself, with ssh://HOST"
    case .notMPanel: "another service, or a login in front: check port and path"
    case .untold: nil
    }
  }
}
