/// What a view with rows remembers while others are shown.
package struct ListState: Sendable, Hashable {
  /// The selected row by its name, since rows change their order; nil for the first.
  package var selected: String?
  /// The row that Enter opened.
  package var opened: String?
  package var filter = Filter()
  /// A place in the scene's sorts.
  package var sort = 0
  package var isReversed = false
  /// The groups of which only the row of sums is shown.
  package var folded: Set<String> = []
  /// The first line shown, in views that only scroll.
  package var scroll = 0
  /// The list in which ``opened`` was opened, as it was left; empty where nothing is open.
  package private(set) var outer: [ListState] = []

  /// Opens a row: what was there comes back with ``close()``.
  package mutating func open(_ row: String) {
    selected = row
    self = ListState(opened: row, outer: [self])
  }

  package mutating func close() { self = outer.last ?? ListState() }
}
