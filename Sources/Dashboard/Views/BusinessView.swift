import Drawing
import MPanel

struct BusinessView: Scene {
  let state: State

  init(_ state: State) { self.state = state }

  func draw(on canvas: Canvas) {
    _ = Frame(title: "Business").draw(on: canvas)
  }
}
