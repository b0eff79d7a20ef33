import Drawing
import MPanel

struct SecurityView: Scene {
  let state: State

  init(_ state: State) { self.state = state }

  func draw(on canvas: Canvas) {
    _ = Frame(title: "Security").draw(on: canvas)
  }
}
