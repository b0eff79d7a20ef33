/// A text that is being pasted, on one line: what separates its words becomes a blank.
struct Paste {
  private var scalars = String.UnicodeScalarView()

  /// No line of mptop holds more.
  static let limit = 4096

  mutating func take(_ code: UInt32) {
    guard scalars.count < Paste.limit, let scalar = Unicode.Scalar(code) else { return }
    scalars.append(code < 32 || (127...159).contains(code) ? " " : scalar)
  }

  /// The whole of it; what comes next is another.
  mutating func end() -> String {
    defer { scalars = String.UnicodeScalarView() }
    return String(scalars)
  }
}
