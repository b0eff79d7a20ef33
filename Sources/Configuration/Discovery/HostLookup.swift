import Dispatch
import Glibc
import Scraping
import Synchronization

/// All addresses of a host.
enum HostLookup {
  private static let patienceSeconds = 5

  /// In an order of their own, so that the same answer is the same list.
  static func addresses(of host: String) throws(TargetError) -> [String] {
    let done = DispatchSemaphore(value: 0)
    let answer = Answer()
    // A look-up cannot be called off: it goes on by itself where it takes too long.
    DispatchQueue.global().async {
      answer.put(resolve(host))
      done.signal()
    }
    guard done.wait(timeout: .now() + .seconds(patienceSeconds)) == .success, let found = answer.value else {
      throw TargetError(word: host, reason: "no name server answered within \(patienceSeconds) s")
    }
    guard !found.isEmpty else { throw TargetError(word: host, reason: "the name has no address") }
    return found
  }

  private final class Answer: Sendable {
    private let box = Mutex<[String]?>(nil)
    func put(_ value: [String]) { box.withLock { $0 = value } }
    var value: [String]? { box.withLock { $0 } }
  }

  private static func resolve(_ host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: Set<String> = []
    var next = list
    while let entry = next?.pointee {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(
        entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
      {
        addresses.insert(
          String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
      next = entry.ai_next
    }
    return addresses.sorted()
  }
}
