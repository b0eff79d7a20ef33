import Dispatch
import Scraping
import Synchronization

/// All addresses of hosts, one host after the other. Looks that were given up go on by themselves, and are joined by who
/// asks again.
final class HostLookup {
  /// For all names of one look together: who waits for the dashboard waits for them.
  private static let patience = 5.0
  /// For each name when that is over, so that one whose server does not answer spoils no other.
  private static let leastPatience = 0.5

  private let names: HostNames
  private var end: DispatchTime?

  init(_ names: HostNames = .system) { self.names = names }

  /// In an order of their own, so that the same answer is the same list.
  func addresses(of host: String) throws(TargetError) -> [String] {
    let done = DispatchSemaphore(value: 0)
    let answer = Answer()
    names.find(host) { found in
      answer.put(Set(found.map(\.text)).sorted())
      done.signal()
    }
    let whole = end ?? .now() + HostLookup.patience
    end = whole
    guard done.wait(timeout: max(whole, .now() + HostLookup.leastPatience)) == .success,
      let found = answer.value
    else { throw TargetError(word: host, reason: "no name server answered in time") }
    guard !found.isEmpty else { throw TargetError(word: host, reason: "the name has no address") }
    return found
  }

  private final class Answer: Sendable {
    private let box = Mutex<[String]?>(nil)
    func put(_ value: [String]) { box.withLock { $0 = value } }
    var value: [String]? { box.withLock { $0 } }
  }
}
