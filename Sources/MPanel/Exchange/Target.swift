/// An mPanel instance to watch, as the rest of the program knows it.
package struct Target: Sendable, Hashable {
  /// Its own for as long as the program runs, whatever its place in the list of targets.
  package var id: Int
  /// The short name shown in the tabs: what the operator called it, else host and port.
  package var name: String
  /// What the operator typed or would type to reach it, such as `127.0.0.1:2271`. Holds no credential.
  package var address: String
  /// What it belongs to, the most important first: a fleet has a row of sums a group.
  package var groups: [String]
  /// Who tells of it, where mptop does not ask it itself, such as `Prometheus at http://mon:9090`.
  package var source: String?
  /// Which number of its breakers' gauge means which state, where the operator has said so.
  package var breakerOrder: BreakerOrder?
  /// How often it is asked, where that is not everybody's interval.
  package var interval: Duration?

  package init(
    id: Int, name: String, address: String, groups: [String] = [], source: String? = nil,
    breakerOrder: BreakerOrder? = nil
  ) {
    self.breakerOrder = breakerOrder
    self.groups = groups
    self.source = source
    self.id = id
    self.name = name
    self.address = address
  }
}
