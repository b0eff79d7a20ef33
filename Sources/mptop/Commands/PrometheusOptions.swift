import ArgumentParser
import Scraping

/// Reading from a Prometheus server instead of asking the instances.
struct PrometheusOptions: ParsableArguments {
  @Option(
    name: .customLong("prometheus"),
    help: ArgumentHelp(
      "Ask this Prometheus-compatible server for what it scraped, instead of the instances.", valueName: "url"
    ))
  var url: String?

  @Option(
    help: ArgumentHelp(
      "With --prometheus: the scrape job; without it, every job with mPanel's families.", valueName: "name"))
  var job: String?

  func validate() throws {
    if job != nil, url == nil { throw ValidationError("--job goes with --prometheus") }
    _ = try server()
  }

  /// nil where the instances are to be asked themselves.
  func server() throws -> PrometheusServer? {
    guard let url else { return nil }
    do {
      return try PrometheusServer(word: url, job: job)
    } catch {
      throw ValidationError("--prometheus: \(error.description)")
    }
  }

  /// The server, which knows the instances: naming some besides is a mistake.
  func server(insteadOf targets: [String]) throws -> PrometheusServer? {
    guard let server = try server() else { return nil }
    if let first = targets.first {
      throw ValidationError(
        "'\(first)': with --prometheus the server tells which instances there are; leave it out")
    }
    return server
  }
}
