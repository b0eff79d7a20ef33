/// Why there is no number, in words an operator can act on. Missing is never drawn as zero.
package enum Absence: Error, Sendable, Hashable {
  /// No answer has come yet.
  case waiting
  /// One scrape is there; a rate needs two.
  case firstScrape
  /// The newest scrape failed, so nothing is known of now.
  case unreachable(String)
  /// The build does not export the family.
  case notExported(String)
  /// The family is declared, but has no series.
  case noSeries(family: String)
  /// The pool gauge says 0 of 0 of 0: a bug of stock builds (Q1), not an empty pool.
  case stuckAtZero(family: String)
  /// Node has measured nothing since the last scrape of anyone, which resets it.
  case notSampled
  /// No request came in the window.
  case noTraffic
  /// Several processes answer behind one address in turn, so that differences mean nothing.
  case severalProcesses

  /// Whether the newest page itself has nothing of it, so that nothing of it can be bad.
  var isOfPage: Bool {
    switch self {
    case .notExported, .noSeries, .stuckAtZero: true
    case .waiting, .firstScrape, .unreachable, .notSampled, .noTraffic, .severalProcesses: false
    }
  }

  /// One sentence without a full stop.
  package var words: String {
    switch self {
    case .waiting: "waiting for the first answer"
    case .firstScrape: "needs a second scrape"
    case .unreachable(let reason): reason
    case .notExported(let what): what
    case .noSeries(let family): "\(family) is exported but has no series: nothing ever sets it"
    case .stuckAtZero(let family): "\(family) is stuck at 0/0/0: this build never sets it"
    case .notSampled: "nothing was measured since the last scrape: every scrape of anyone resets it"
    case .noTraffic: "no requests in this window"
    case .severalProcesses: "several processes behind this address: no rates"
    }
  }

  /// Two words, where a sentence has no room.
  package var brief: String {
    switch self {
    case .waiting: "waiting"
    case .firstScrape: "second scrape due"
    case .unreachable: "no answer"
    case .notExported: "not exported"
    case .noSeries: "no series"
    case .stuckAtZero: "stuck at 0/0/0"
    case .notSampled: "not measured"
    case .noTraffic: "no requests"
    case .severalProcesses: "several processes"
    }
  }
}
