/// States over time in one row: one mark a step, the newest at the right, nil where nothing is known.
package struct StateStrip {
  package var steps: [(glyph: Unicode.Scalar, role: Role)?]

  package init(_ steps: [(glyph: Unicode.Scalar, role: Role)?]) {
    self.steps = steps
  }

  package func draw(on canvas: Canvas) {
    let shown = steps.suffix(canvas.width)
    let lead = canvas.width - shown.count
    for x in 0..<max(lead, 0) { canvas.set(canvas.isASCII ? "." : "·", x: x, y: 0, role: .faint) }
    for (index, step) in shown.enumerated() {
      if let step { canvas.set(step.glyph, x: lead + index, y: 0, role: step.role) }
    }
  }
}
