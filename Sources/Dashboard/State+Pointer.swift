import Drawing
import Telemetry

/// The mouse: a click selects, a second one opens, the wheel scrolls. What a place stands for is what was drawn there.
extension State {
  /// The last press, for telling a double click.
  package struct Press: Sendable, Hashable {
    package var spot: Spot
    package var at: Moment
  }

  /// Two presses on one spot within this time are a double click.
  private static let doubleClick: Duration = .milliseconds(400)
  /// How many lines a step of the wheel moves.
  private static let wheelLines = 3

  mutating func take(_ pointer: Pointer) -> [Effect] {
    guard preferences.mouse, palette == nil else { return [] }
    switch pointer.action {
    case .wheelUp: scroll(by: -State.wheelLines)
    case .wheelDown: scroll(by: State.wheelLines)
    case .press:
      guard help == nil else {
        help = nil
        return []
      }
      guard let spot = Screen.spot(x: pointer.x, y: pointer.y, of: self) else { return [] }
      let isDouble = press.map { $0.spot == spot && now - $0.at < State.doubleClick } ?? false
      press = isDouble ? nil : Press(spot: spot, at: now)
      return click(spot, isDouble: isDouble)
    }
    return []
  }

  private mutating func click(_ spot: Spot, isDouble: Bool) -> [Effect] {
    switch spot {
    case .key(let key):
      guard let command = KeyTable.command(for: key, in: view) else { return [] }
      return perform(command)
    case .row(let name):
      list.selected = name
      return isDouble ? perform(.open) : []
    case .line(let place):
      guard let row = scene.row(at: place) else { return [] }
      list.selected = row
      return isDouble ? perform(.open) : []
    case .target(let id):
      shownTarget = id
      lists[.fleet, default: ListState()].selected = FleetView.row(of: id)
      if !view.isOfOneInstance { show(.instance) }
      return []
    case .panel(let name):
      focus[view, default: PanelFocus()].name = name
      if isDouble { expand() }
      return []
    }
  }
}
