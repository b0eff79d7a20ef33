/// States over time: one column a step, the newest at the right, as many rows as the canvas has.
package struct StateStrip {
  /// How a state is drawn.
  package struct Step: Sendable, Hashable {
    /// How high, 0…1: good states lie low, so that trouble stands out; nil is a dot.
    package var height: Double?
    package var role: Role

    package init(height: Double?, role: Role) {
      self.height = height
      self.role = role
    }
  }

  /// Oldest first; nil where nothing is known.
  package var steps: [Step?]

  package init(_ steps: [Step?]) {
    self.steps = steps
  }

  package func draw(on canvas: Canvas) {
    let shown = steps.suffix(canvas.width)
    let lead = canvas.width - shown.count
    for x in 0..<max(lead, 0) { canvas.set("·", x: x, y: canvas.height - 1, role: .faint) }
    for (index, step) in shown.enumerated() {
      guard let step else { continue }
      let column = canvas.part(Rect(x: lead + index, y: 0, width: 1, height: canvas.height))
      if let height = step.height {
        column.rise(to: height, x: 0, role: step.role)
      } else {
        canvas.set("·", x: lead + index, y: canvas.height - 1, role: step.role)
      }
    }
  }
}
