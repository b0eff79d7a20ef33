import Drawing
import MPanel

struct RoutesView: Scene {
  let state: State

  init(_ state: State) { self.state = state }

  func draw(on canvas: Canvas) {
    _ = Frame(title: "Routes").draw(on: canvas)
  }
}
