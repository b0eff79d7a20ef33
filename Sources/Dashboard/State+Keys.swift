extension State {
  /// The keys that do something now: in this view, with its opened row and the instances there are.
  var keys: [KeyTable.Row] {
    let scene = scene
    return KeyTable.rows(in: view).filter { row in
      switch row.command {
      case .nextInstance, .previousInstance: shownWatches.count > 1
      case .open: scene.opensRows && hasList(scene)
      case .filter: hasList(scene)
      case .left, .right, .expand: scene.board(size) != nil
      case .nextLayout: layouts(of: view).count > 1
      case .later, .minuteLater, .now: held != nil
      case .nextSort, .previousSort, .reverseSort: scene.sorts.count > 1 && hasList(scene)
      default: true
      }
    }
  }

  /// Whether the view lists rows now: not where a row without rows of its own was opened.
  func hasList(_ scene: any Scene) -> Bool {
    View.lists.contains(view) && (list.opened == nil || scene.rowCount > 0 || !list.filter.isEmpty)
  }

  /// Sorts the rows that are listed by another figure, or turns them round.
  mutating func reorder(_ command: Command) {
    let scene = scene
    guard hasList(scene) else { return }
    let count = max(scene.sorts.count, 1)
    switch command {
    case .nextSort: list.sort = (list.sort + 1) % count
    case .previousSort: list.sort = (list.sort + count - 1) % count
    default: list.isReversed.toggle()
    }
  }

  /// Scrolls the help, as far as there are lines.
  mutating func scrollHelp(by step: Int) {
    guard let scroll = help?.scroll else { return }
    let overflow = HelpView.overflow(of: self)
    help?.scroll = min(max(scroll + step, 0), overflow)
  }
}
