/// What `/api/ready` or `/api/live` answered, judged as Kubernetes judges a probe: 200 to 399 is yes, whatever
/// the body says.
package struct ProbeAnswer: Sendable, Hashable {
  package var isGood: Bool
  /// Why not, in the server's words; nil where it gave none. mPanel gives an empty one where several addresses
  /// of the database were tried in vain.
  package var reason: String?
  /// Whether this is mPanel's own answer to being shut down, which every path gives alike.
  package var isDraining: Bool

  package init(body: [UInt8], status: Int) {
    isGood = (200...399).contains(status)
    let document = JSONReader.read(body)
    reason = isGood ? nil : document?["error"]?.text.map { CleanText.of($0) }
    isDraining = status == 503 && Drain(body: body) != nil
  }
}
