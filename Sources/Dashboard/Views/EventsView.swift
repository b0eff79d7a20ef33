import Drawing
import MPanel

struct EventsView: Scene {
  let state: State

  init(_ state: State) { self.state = state }

  func draw(on canvas: Canvas) {
    _ = Frame(title: "Events").draw(on: canvas)
  }
}
