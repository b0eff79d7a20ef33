/// What the doctor asked of an instance beyond what a dashboard asks.
package struct Checkup: Sendable {
  /// Answers of other paths than ``Endpoint``'s, in the order in which they were asked.
  package var others: [Report] = []
  /// Whether pages from new connections came from several processes; nil where that was not tried.
  package var hasSeveralProcesses: Bool?
  /// How many connections were opened for that.
  package var connections = 0

  package init() {}

  package func report(of path: String) -> Report? { others.first { $0.exchange.path == path } }
}

extension Exchange {
  /// The first header of the answer with that name, in small letters; nil too where headers are not kept.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
