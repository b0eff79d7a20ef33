/// The identity of a series across pages: its name and labels byte for byte as they are written, so the same labels
/// in another order are another key. Servers write a series the same way each time.
package struct SeriesKey: Sendable, Hashable {
  private let bytes: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// The same key holding only its own bytes, so that keeping it does not keep a page.
  package var detached: SeriesKey { SeriesKey(bytes: Array(bytes)[...]) }

  package static func == (left: SeriesKey, right: SeriesKey) -> Bool { left.bytes.elementsEqual(right.bytes) }

  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
