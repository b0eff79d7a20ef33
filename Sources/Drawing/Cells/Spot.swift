/// What a place on the screen stands for: what a click on it means.
package enum Spot: Sendable, Hashable {
  /// As if this key were pressed.
  case key(Key)
  /// A row of the list that is shown, by its name.
  case row(String)
  /// A row of the list that is shown, by its place in it.
  case line(Int)
  /// A target, by its id.
  case target(Int)
  /// A panel, by its name.
  case panel(String)
}
