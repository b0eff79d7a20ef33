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
}
