import Telemetry

/// Latency and traffic as of one scrape. Among thousands of series they are what a reading costs, so they are kept: a key
/// between two scrapes finds them.
struct RequestFigures: Sendable {
  let latency: Measured<Latency>
  let traffic: Measured<Traffic>
  private let basis: Basis

  /// What they follow from.
  struct Basis: Sendable, Hashable {
    /// The newest good scrape.
    var at: Moment
    var window: Duration
    /// How many of the probes were mptop's own.
    var own: Int
    var areSeveralProcesses: Bool
  }

  init(_ basis: Basis, _ bindings: Bindings, _ history: History) {
    self.basis = basis
    if basis.areSeveralProcesses {
      (latency, traffic) = (.failure(.severalProcesses), .failure(.severalProcesses))
    } else {
      latency = bindings.latency(history, at: basis.at, window: basis.window, own: basis.own)
      traffic = bindings.traffic(history, at: basis.at, window: basis.window, own: basis.own)
    }
  }

  func isOf(_ other: Basis) -> Bool { basis == other }
}
