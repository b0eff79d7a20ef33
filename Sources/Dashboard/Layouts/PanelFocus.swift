/// Which panel of a view the keys speak of.
package struct PanelFocus: Sendable, Hashable {
  package var name: String?
  /// Whether it has the whole view.
  package var isExpanded = false
}
