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
      while let place = response.body.firstRange(of: secret) {
        response.body.replaceSubrange(place, with: Array("<secret>".utf8))
      }
      for index in response.headers.indices {
        var value = Array(response.headers[index].value.utf8)
        guard let place = value.firstRange(of: secret) else { continue }
        value.replaceSubrange(place, with: Array("<secret>".utf8))
        response.headers[index].value = String(decoding: value, as: UTF8.self)
      }
    }
  }
}
