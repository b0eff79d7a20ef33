import MPanel

extension PrometheusWatch {
  /// Stands for all instances until it is known which there are.
  package static func placeholder(_ server: PrometheusServer) -> Target {
    Target(id: firstID, name: "prometheus", address: server.place.address, source: server.words)
  }
}
