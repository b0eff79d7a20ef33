/// What a terminal says of its mouse.
package struct Pointer: Sendable, Hashable {
  package enum Action: Sendable, Hashable {
    case press, wheelUp, wheelDown
  }

  package var action: Action
  package var x: Int
  package var y: Int

  package init(_ action: Action, x: Int, y: Int) {
    self.action = action
    self.x = x
    self.y = y
  }
}
