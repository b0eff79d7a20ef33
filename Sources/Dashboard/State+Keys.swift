extension State {
  /// The keys that do something now: in this view, with its opened row and the instances there are.
  var keys: [KeyTable.Row] {
    let scene = scene
    return KeyTable.rows(in: view).filter { row in
      switch row.command {
      case .nextInstance, .previousInstance: shownWatches.count > 1
      case .open: scene.opensRows
      case .left, .right, .expand: scene.board(size) != nil
      case .nextLayout: layouts(of: view).count > 1
      case .later, .minuteLater, .now: held != nil
      case .nextSort, .previousSort, .reverseSort: scene.sorts.count > 1
      default: true
      }
    }
  }

  /// Scrolls the help, as far as there are lines.
  mutating func scrollHelp(by step: Int) {
    guard let scroll = help?.scroll else { return }
    let overflow = HelpView.overflow(of: self)
    help?.scroll = min(max(scroll + step, 0), overflow)
  }
}
