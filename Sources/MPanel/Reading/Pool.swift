/// The database connections of an mPanel, as of its own last look (every 30 s).
package struct Pool: Sendable, Hashable {
  package var total: Double
  package var active: Double
  package var idle: Double
  /// Clients waiting for a connection: the earliest sign of trouble. nil where the build does not say.
  package var waiting: Double?
  /// The most connections allowed; nil where the build does not say, and `total` is then all that is known.
  package var most: Double?
  /// How long the figures have stood unchanged; the server renews them every 30 s.
  package var unchangedFor: Duration?
  /// When all connections will be busy at the present slope; nil where there is no significant slope.
  package var fullIn: Duration?

  /// Active over the most allowed, or over total where that is not known: 0…1.
  package var saturation: Double {
    let ceiling = max(most ?? total, total)
    return ceiling > 0 ? min(active / ceiling, 1) : 0
  }
}
