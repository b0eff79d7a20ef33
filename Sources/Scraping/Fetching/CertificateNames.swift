import MPanel

/// Who a certificate is of and who signed it, as `CN=web, O=Example`: read from its DER, since the library tells neither.
struct CertificateNames {
  var subject: String
  var issuer: String
  var isSelfSigned: Bool

  /// Nil for bytes that are no certificate.
  init?(der: [UInt8]) {
    var outer = DERReader(der[...])
    guard var certificate = outer.enter(0x30), var content = certificate.enter(0x30) else { return nil }
    // The version is left out of the oldest; then come the serial number and the kind of signature.
    if content.next == 0xA0 { _ = content.take() }
    guard content.take() != nil, content.take() != nil, let issuer = content.take(), content.take() != nil,
      let subject = content.take(), issuer.tag == 0x30, subject.tag == 0x30
    else { return nil }
    self.issuer = CertificateNames.words(issuer.content)
    self.subject = CertificateNames.words(subject.content)
    isSelfSigned = issuer.content == subject.content
  }

  /// The common name first: it says most, and texts are cut at their end.
  private static func words(_ name: ArraySlice<UInt8>) -> String {
    var sets = DERReader(name)
    var parts: [(rank: Int, text: String)] = []
    while var set = sets.enter(0x31) {
      while var pair = set.enter(0x30) {
        guard let kind = pair.take(), kind.tag == 0x06, let value = pair.take(),
          let rank = kinds.firstIndex(where: { $0.id.elementsEqual(kind.content) })
        else { continue }
        // Letters of two bytes each are rare, and their zeroes are not shown.
        let text = CleanText.excerpt(value.content.filter { $0 != 0 }, limit: 60)
        parts.append((rank, "\(kinds[rank].name)=\(text)"))
      }
    }
    let sorted = parts.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    return sorted.isEmpty ? "no name" : sorted.map(\.element.text).joined(separator: ", ")
  }

  /// Those that a person asks for, by their object identifiers in X.520.
  private static let kinds: [(id: [UInt8], name: String)] = [
    ([0x55, 0x04, 0x03], "CN"), ([0x55, 0x04, 0x0A], "O"), ([0x55, 0x04, 0x0B], "OU"),
    ([0x55, 0x04, 0x06], "C"),
  ]
}
