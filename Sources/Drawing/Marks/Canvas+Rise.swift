extension Canvas {
  private static let eighths: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Fills column `x` from the bottom to a share of the canvas' height, in eighths of a cell. What is there but low
  /// still shows: at least one eighth is drawn.
  func rise(to share: Double, x: Int, role: Role) {
    guard share.isFinite, height > 0 else { return }
    let units = max(Int((min(max(share, 0), 1) * Double(height * 8)).rounded()), 1)
    for row in 0..<height {
      let part = units - row * 8
      guard part > 0 else { return }
      set(Canvas.eighths[min(part, 8) - 1], x: x, y: height - 1 - row, role: role)
    }
  }
}
