import Glibc
import MPanel

/// The header that proves who we are, and what of it nobody may see.
struct Authorization: Sendable {
  let header: Secret
  /// What it is called where it is refused.
  let kind: String
  private let hidden: [[UInt8]]

  /// A shorter text could be in any answer by chance, and hiding it there would spoil the answer.
  private static let leastHidden = 8

  init(bearer token: String) {
    self.init(header: "Bearer \(token)", kind: "token", secrets: [token])
  }

  init(user: String, password: String) {
    let packed = Base64.text(of: Array("\(user):\(password)".utf8))
    self.init(header: "Basic \(packed)", kind: "password", secrets: [packed, password])
  }

  private init(header: String, kind: String, secrets: [String]) {
    self.header = Secret(header)
    self.kind = kind
    hidden = secrets.map { Array($0.utf8) }.filter { $0.count >= Authorization.leastHidden }
  }

  /// Takes the secret out of an answer that repeats it, as pages of errors do.
  func hide(in response: inout Response) {
    for secret in hidden {
      if let body = Authorization.hiding(secret, in: response.body) { response.body = body }
      for index in response.headers.indices {
        response.headers[index].value = Authorization.hiding(secret, in: response.headers[index].value)
      }
    }
  }

  /// Takes it out of what is told of an answer that was not to be read to its end.
  func hide(in failure: inout ScrapeFailure) {
    for secret in hidden {
      switch failure {
      case .redirected(let place, let why):
        failure = .redirected(to: Authorization.hiding(secret, in: place), because: why)
      case .notHTTP(let excerpt): failure = .notHTTP(excerpt: Authorization.hiding(secret, in: excerpt))
      default: break
      }
    }
  }

  private static func hiding(_ secret: [UInt8], in text: String) -> String {
    hiding(secret, in: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The bytes without the secret; nil where it is not in them. One walk: an answer may be megabytes of nothing else.
  private static func hiding(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8]? {
    var kept: [UInt8] = []
    var start = 0
    while let place = firstPlace(of: secret, in: bytes, from: start) {
      kept += bytes[start..<place]
      kept += Array("<secret>".utf8)
      start = place + secret.count
    }
    return start == 0 ? nil : kept + bytes[start...]
  }

  private static func firstPlace(of secret: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = secret.first else { return nil }
    return bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return nil }
      var place = start
      while place + secret.count <= all.count,
        let found = memchr(base + place, Int32(first), all.count - secret.count + 1 - place)
      {
        place = base.distance(to: UnsafeRawPointer(found))
        if memcmp(found, secret, secret.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}
