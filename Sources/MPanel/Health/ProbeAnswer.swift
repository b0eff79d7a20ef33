/// What `/api/ready` or `/api/live` answered, judged as Kubernetes judges a probe: 200 to 399 is yes, whatever
/// the body says.
package struct ProbeAnswer: Sendable, Hashable {
  package var isGood: Bool
  /// Why not, in the server's words; nil where it gave none. mPanel gives an empty one where several addresses
  /// of the database were tried in vain.
  package var reason: String?

  package init(body: [UInt8], status: Int) {
    isGood = (200...399).contains(status)
    reason = isGood ? nil : JSONReader.read(body)?["error"]?.text.map { CleanText.of($0) }
  }

  /// Whether a body is the answer of one of mPanel's health endpoints, good or bad.
  package static func isAnswer(_ body: [UInt8]) -> Bool {
    guard let document = JSONReader.read(body) else { return false }
    return document["status"]?.text != nil || document["ready"]?.flag != nil || document["alive"]?.flag != nil
  }
}
