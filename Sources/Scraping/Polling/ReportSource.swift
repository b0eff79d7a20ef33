/// What brings reports to the dashboard, from a thread of its own choosing.
package protocol ReportSource: Sendable {
  func start()
  /// Watches these targets from now on.
  func update(targets: [ScrapeTarget])
  /// Asks about the target with that id, or about all, as soon as that is allowed.
  func refresh(target: Int?)
  /// Asks soon whether the target with that id is ready, of our own accord.
  func askReadiness(target: Int)
  func setInterval(_ interval: Duration)
  /// Leaves no process of ours behind. Nothing else has to be done before the program ends.
  func closeTunnels() async
  /// Ends everything that is under way; no report comes after. Called once.
  func stop() async
}
