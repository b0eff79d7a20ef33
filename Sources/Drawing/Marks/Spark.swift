/// A small chart of the past: one column a step, the newest at the right, as many rows as the canvas has.
package struct Spark {
  /// Oldest first; nil is a gap, which stays empty. What is there but low is never empty.
  package var values: [Double?]
  package var scale: Scale
  package var role: Role
  /// A limit above which columns are drawn in `.warning`, and which is drawn as a line where there is room.
  package var threshold: Double?
  /// Whether another chart may stand right above: an eighth of the topmost line stays free, so that where all are
  /// high they are still told apart without colour.
  package var isStacked: Bool

  package init(
    _ values: [Double?], scale: Scale, role: Role = .series1, threshold: Double? = nil,
    isStacked: Bool = false
  ) {
    self.values = values
    self.scale = scale
    self.role = role
    self.threshold = threshold
    self.isStacked = isStacked
  }

  package func draw(on canvas: Canvas) {
    let height = canvas.height
    guard canvas.width > 0, height > 0 else { return }
    drawThreshold(on: canvas)
    if canvas.glyphs == .braille {
      drawBraille(on: canvas)
      return
    }
    let shown = values.suffix(canvas.width)
    let lead = canvas.width - shown.count
    // Before the first scrape nothing is known: a faint baseline, not an empty field.
    for x in 0..<lead { canvas.set(canvas.isASCII ? "." : "·", x: x, y: height - 1, role: .faint) }
    let most = isStacked && !canvas.isASCII ? 1 - 1 / Double(height * 8) : 1
    for (index, value) in shown.enumerated() {
      guard let value, !value.isNaN else { continue }
      let role =
        threshold.map { value >= $0 } == true ? .warning : Spark.isNothing(value, scale) ? .faint : role
      canvas.rise(to: scale.share(of: value) * most, x: lead + index, role: role)
    }
  }

  /// Nothing at all, on a scale that begins there: a line without the colour of something that happens.
  private static func isNothing(_ value: Double, _ scale: Scale) -> Bool {
    value == 0 && scale.lower == 0 && !scale.isLogarithmic
  }

  /// Two steps a column and four heights a row, as dots.
  private func drawBraille(on canvas: Canvas) {
    let height = canvas.height
    let shown = Array(values.suffix(canvas.width * 2))
    let lead = canvas.width * 2 - shown.count
    for x in 0..<(lead / 2) { canvas.set("·", x: x, y: height - 1, role: .faint) }
    // Dot bits from the bottom of a cell up, left and right.
    let left: [UInt32] = [0x40, 0x04, 0x02, 0x01]
    let right: [UInt32] = [0x80, 0x20, 0x10, 0x08]
    for x in 0..<canvas.width {
      for row in 0..<height {
        var bits: UInt32 = 0
        var warns = false
        for side in 0..<2 {
          let index = x * 2 + side - lead
          guard index >= 0, index < shown.count, let value = shown[index], !value.isNaN else { continue }
          warns = warns || threshold.map { value >= $0 } == true
          let dots = max(Int((scale.share(of: value) * Double(height * 4)).rounded()), 1) - row * 4
          for dot in 0..<min(max(dots, 0), 4) { bits |= (side == 0 ? left : right)[dot] }
        }
        guard bits != 0, let scalar = Unicode.Scalar(0x2800 + bits) else { continue }
        canvas.set(scalar, x: x, y: height - 1 - row, role: warns ? .warning : role)
      }
    }
  }

  /// The line of a chart of `height` lines on which the threshold is drawn, counted from the top; nil where there is
  /// no room for one.
  package func thresholdLine(height: Int) -> Int? {
    guard let threshold, height > 2 else { return nil }
    let row = Int((scale.share(of: threshold) * Double(height)).rounded(.down))
    return height - 1 - min(row, height - 1)
  }

  private func drawThreshold(on canvas: Canvas) {
    guard let y = thresholdLine(height: canvas.height) else { return }
    for x in 0..<canvas.width { canvas.set(canvas.isASCII ? "-" : "┈", x: x, y: y, role: .faint) }
  }
}
