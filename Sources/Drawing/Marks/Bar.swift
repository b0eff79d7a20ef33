/// A horizontal meter: segments one after another, with a threshold drawn through it.
package struct Bar {
  /// Shares of the whole, 0…1 each, from left to right.
  package var segments: [(share: Double, role: Role)]
  /// Where the limit lies, 0…1.
  package var threshold: Double?

  package init(_ segments: [(share: Double, role: Role)], threshold: Double? = nil) {
    self.segments = segments
    self.threshold = threshold
  }

  private static let eighths: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  package func draw(on canvas: Canvas) {
    let width = canvas.width
    guard width > 0 else { return }
    for x in 0..<width { canvas.set(canvas.isASCII ? "." : "·", x: x, y: 0, role: .faint) }
    var start = 0.0
    for segment in segments {
      let share = segment.share.isFinite ? min(max(segment.share, 0), 1) : 0
      let end = min(start + share, 1)
      let from = Int((start * Double(width)).rounded())
      let exact = end * Double(width)
      let full = Int(exact.rounded(.down))
      for x in from..<max(full, from) { canvas.set("█", x: x, y: 0, role: segment.role) }
      let rest = Int(((exact - Double(full)) * 8).rounded(.down))
      if full >= from, full < width, rest > 0 {
        if !canvas.isASCII {
          canvas.set(Bar.eighths[min(rest, 7) - 1], x: full, y: 0, role: segment.role)
        } else if rest >= 4 {
          canvas.set("#", x: full, y: 0, role: segment.role)
        }
      }
      start = end
    }
    if let threshold, threshold.isFinite, threshold > 0, threshold < 1 {
      let x = min(Int((threshold * Double(width)).rounded(.down)), width - 1)
      canvas.set("│", x: x, y: 0, role: .warning)
    }
  }
}
