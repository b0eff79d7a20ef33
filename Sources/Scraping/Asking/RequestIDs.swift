import Glibc

/// Names every request so that it can be found in the server's log: `mptop-<this host>-<8 hex digits>-<number>`.
package struct RequestIDs: Sendable {
  private let prefix: String
  private var count = 0

  package init() {
    self.init(host: RequestIDs.hostName(), session: UInt32.random(in: 0 ... .max))
  }

  init(host: String, session: UInt32) {
    let digits = String(session, radix: 16)
    prefix = "mptop-\(host)-\(String(repeating: "0", count: 8 - digits.count))\(digits)-"
  }

  package mutating func next() -> String {
    count += 1
    return prefix + String(count)
  }

  /// The short name of this machine, with nothing in it that a header could not carry.
  private static func hostName() -> String {
    var bytes = [CChar](repeating: 0, count: 256)
    let status = gethostname(&bytes, bytes.count - 1)
    let letters = bytes.lazy.map { UInt8(bitPattern: $0) }.prefix { $0 != 0 && $0 != UInt8(ascii: ".") }
    let name = String(decoding: letters, as: UTF8.self)
    let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(32)
    return status != 0 || safe.isEmpty ? "host" : String(safe)
  }
}
