/// What a terminal was asked to switch on by `CSI ? … h` and keypad words and not asked to switch off again: the
/// emulator forgets most of these, a real terminal does not.
package struct PrivateModes {
  /// The numbers of the modes that are on: 1 cursor keys, 7 lines that wrap, 25 cursor, 1000 and on mouse, 1049 alternate screen,
  /// 2004 bracketed paste, 2026 synchronised update.
  package private(set) var on: Set<Int> = [7, 25]
  package private(set) var isKeypadOn = false

  /// As a terminal is before anybody asked it for anything.
  package static let asFound = PrivateModes([])

  package init(_ bytes: some Sequence<UInt8>) {
    let escape: UInt8 = 0x1B
    for piece in Array(bytes).split(separator: escape, omittingEmptySubsequences: false).dropFirst() {
      switch piece.first {
      case UInt8(ascii: "="): isKeypadOn = true
      case UInt8(ascii: ">"): isKeypadOn = false
      case UInt8(ascii: "["):
        guard piece.dropFirst().first == UInt8(ascii: "?") else { continue }
        let numbers = piece.dropFirst(2).prefix { $0 < 0x40 }
        let words = String(decoding: numbers, as: UTF8.self).split(separator: ";").compactMap { Int($0) }
        switch piece.dropFirst(2 + numbers.count).first {
        case UInt8(ascii: "h"): on.formUnion(words)
        case UInt8(ascii: "l"): on.subtract(words)
        default: continue
        }
      default: continue
      }
    }
  }
}

extension PrivateModes: Equatable {}
