import MPanel

/// What an answer says in so many words, for the sentence that tells of it.
enum Excerpt {
  /// The error of a JSON body, the title of a web page, else the first bytes: at most 60 bytes, clean.
  static func of(_ body: [UInt8], contentType: String?) -> String {
    let start = body.first { $0 > 0x20 }
    if start == UInt8(ascii: "{"), let document = JSONReader.read(Array(body.prefix(64 << 10))) {
      let words = [document["message"], document["error"], document["status"]].compactMap { $0?.text }
      if let first = words.first(where: { !$0.isEmpty }) { return CleanText.excerpt(Array(first.utf8)) }
    }
    if start == UInt8(ascii: "<"), let title = title(body.prefix(64 << 10)) {
      return CleanText.excerpt(title)
    }
    return CleanText.excerpt(body)
  }

  private static func title(_ page: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let small = page.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard let open = small.firstRange(of: Array("<title>".utf8)),
      let close = small[open.upperBound...].firstRange(of: Array("</title>".utf8))
    else { return nil }
    return page[(page.startIndex + open.upperBound)..<(page.startIndex + close.lowerBound)]
  }
}
