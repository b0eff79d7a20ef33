/// How a panel uses the rows it is given.
package enum PanelAppetite: Sendable {
  /// The more, the better.
  case chart
  /// As many as it has to tell, and a few more for charts beside them.
  case table
  /// Just what it has to tell.
  case line
}
