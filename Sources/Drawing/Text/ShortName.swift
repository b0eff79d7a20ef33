/// A name that is too long for its place: its middle is left out, since hosts differ at their beginning and ports at
/// their end.
package struct ShortName {
  /// `text` in at most `columns` columns: `127.0…:9500`.
  package static func of(_ text: String, columns: Int) -> String {
    guard TextWidth.columns(text) > columns else { return text }
    guard columns > 2 else { return columns > 0 ? "…" : "" }
    let scalars = Array(text.unicodeScalars)
    var head = ""
    var tail = ""
    var (first, last) = (0, scalars.count - 1)
    // The longer part is the tail.
    while first <= last {
      let takesTail = TextWidth.columns(tail) <= TextWidth.columns(head)
      let next = scalars[takesTail ? last : first]
      guard TextWidth.columns(head) + TextWidth.columns(tail) + TextWidth.columns(String(next)) < columns
      else {
        break
      }
      if takesTail {
        tail = String(next) + tail
        last -= 1
      } else {
        head += String(next)
        first += 1
      }
    }
    return "\(head)…\(tail)"
  }
}
