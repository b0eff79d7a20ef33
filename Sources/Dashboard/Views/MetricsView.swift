import Drawing
import MPanel

struct MetricsView: Scene {
  let state: State

  init(_ state: State) { self.state = state }

  func draw(on canvas: Canvas) {
    _ = Frame(title: "Metrics").draw(on: canvas)
  }
}
