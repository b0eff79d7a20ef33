import Drawing
import MPanel

/// Moving between the panels of a view, and giving one of them all the room.
extension State {
  /// The layouts of a view: the operator's own first, then those that come with mptop.
  package func layouts(of view: View) -> [LayoutTable.Row] {
    let own = preferences.layouts[view].map { [LayoutTable.Row(name: "own", layout: $0)] } ?? []
    return own + LayoutTable.rows(of: view)
  }

  /// How the panels of a view are arranged.
  func layout(of view: View) -> PanelLayout {
    let all = layouts(of: view)
    let place = layoutPlaces[view] ?? 0
    return all.indices.contains(place) ? all[place].layout : all.first?.layout ?? PanelLayout([])
  }

  mutating func use(layout place: Int) {
    let all = layouts(of: view)
    guard !all.isEmpty else { return }
    layoutPlaces[view] = place % all.count
    focus[view] = nil
    list.scroll = 0
    scrolls[shownTarget] = 0
    notice = Notice(words: "layout \(all[place % all.count].name)", isError: false, at: now)
  }

  /// The panel that keys speak of has all the room, or no longer.
  mutating func expand() {
    guard let names = scene.board(size)?.board.panels.map(\.name), let first = names.first else { return }
    var focus = focus[view] ?? PanelFocus()
    if focus.name.map({ !names.contains($0) }) ?? true { focus.name = first }
    focus.isExpanded.toggle()
    self.focus[view] = focus
  }

  /// One step back from a panel; false where there is none to be taken.
  mutating func leavePanel() -> Bool {
    guard let focus = focus[view] else { return false }
    self.focus[view] = focus.isExpanded ? PanelFocus(name: focus.name) : nil
    return true
  }

  enum Direction { case left, right, up, down }

  /// The panel at that side has the focus; false where the view has none to move between in that direction.
  mutating func moveFocus(_ direction: Direction) -> Bool {
    guard let (board, part) = scene.board(size), let first = board.panels.first else { return false }
    let isSideways = direction == .left || direction == .right
    let places = board.places(in: part)
    // In a stack, up and down scroll.
    guard isSideways || (board.expanded == nil && !places.isEmpty) else { return false }
    var focus = focus[view] ?? PanelFocus()
    let names = board.panels.map(\.name)
    guard let at = focus.name.flatMap({ names.firstIndex(of: $0) }) else {
      focus.name = places.first?.panel.name ?? first.name
      self.focus[view] = focus
      return true
    }
    if focus.isExpanded || places.isEmpty {
      let order = places.isEmpty ? names : board.layout.names
      let place = order.firstIndex(of: names[at]) ?? 0
      focus.name = order[(place + (direction == .left ? order.count - 1 : 1)) % order.count]
      self.focus[view] = focus
      if !focus.isExpanded { scrollToFocus(board, part) }
    } else if let here = places.first(where: { $0.panel.name == focus.name })?.rect,
      let next = State.neighbour(of: here, direction, among: places)
    {
      focus.name = next.panel.name
      self.focus[view] = focus
    }
    return true
  }

  /// The place that lies beside another at that side, and is nearest to its upper left corner.
  private static func neighbour(
    of here: Rect, _ direction: Direction, among places: [PanelBoard.Place]
  ) -> PanelBoard.Place? {
    func overlaps(_ start: Int, _ length: Int, _ otherStart: Int, _ otherLength: Int) -> Bool {
      start < otherStart + otherLength && otherStart < start + length
    }
    let beside = places.filter { place in
      let rect = place.rect
      return switch direction {
      case .left: rect.x < here.x && overlaps(rect.y, rect.height, here.y, here.height)
      case .right: rect.x > here.x && overlaps(rect.y, rect.height, here.y, here.height)
      case .up: rect.y < here.y && overlaps(rect.x, rect.width, here.x, here.width)
      case .down: rect.y > here.y && overlaps(rect.x, rect.width, here.x, here.width)
      }
    }
    return beside.min { left, right in
      func distance(_ rect: Rect) -> Int {
        let (x, y) = (abs(rect.x - here.x), abs(rect.y - here.y))
        return direction == .up || direction == .down ? y * 1000 + x : x * 1000 + y
      }
      return distance(left.rect) < distance(right.rect)
    }
  }

  /// The panel that has the focus is on the screen.
  private mutating func scrollToFocus(_ board: PanelBoard, _ part: Rect) {
    guard
      let rect = board.stacked(width: part.width).first(where: { $0.panel.name == focus[view]?.name })?.rect
    else { return }
    let least = rect.y + rect.height - part.height
    let scroll = min(max(panelScroll, least), rect.y)
    panelScroll = min(max(scroll, 0), board.overflow(part))
  }

  /// How far the panels of the view are scrolled: each instance has its own place.
  private var panelScroll: Int {
    get { view == .instance ? scrolls[shownTarget] ?? 0 : list.scroll }
    set { if view == .instance { scrolls[shownTarget] = newValue } else { list.scroll = newValue } }
  }
}
