import Drawing
import MPanel

struct RuntimeView: Scene {
  let state: State

  init(_ state: State) { self.state = state }

  func draw(on canvas: Canvas) {
    _ = Frame(title: "Runtime").draw(on: canvas)
  }
}
