/// An endpoint as the labels of its requests tell it.
package struct RouteName: Sendable, Hashable {
  package var method: String
  package var path: String

  package init(method: String, path: String) {
    self.method = method
    self.path = path
  }

  /// `GET /api/users`.
  package var words: String { method.isEmpty ? path : "\(method) \(path)" }

  /// Whether the path holds a parameter or a wildcard, so that it was written by a programmer and not by a client.
  package var isPattern: Bool { path.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "*") } }

  /// Whether the path begins where a router was mounted: several routers have such a path (Q4).
  package var hasSurelyLostItsPrefix: Bool { path == "/" || path.hasPrefix("/:") || path.hasPrefix("/*") }

  /// Whether the path begins where mPanel mounts everything that is not its own.
  package var isMounted: Bool { path.hasPrefix("/api/") || path == "/api" }
}
