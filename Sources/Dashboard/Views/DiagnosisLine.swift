import Drawing
import MPanel

/// The last line of the instance view: what is going on, in one sentence that is never longer than the line.
struct DiagnosisLine {
  let diagnosis: Diagnosis

  func draw(on canvas: Canvas) {
    let role = diagnosis.severity.role
    let shape = diagnosis.severity == .critical ? "✖" : "▲"
    canvas.put(
      [Span("\(shape) ", role), Span(diagnosis.text(width: canvas.width - 4), .strong)], x: 1, y: 0,
      width: max(canvas.width - 2, 0))
  }
}
