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

  func validate() throws {
    _ = try server(jobs: [])
  }

  /// nil where the instances are to be asked themselves.
  func server(jobs: [String]) throws -> PrometheusServer? {
    guard let url else { return nil }
    guard jobs.count <= 1 else { throw ValidationError("with --prometheus there can be one --job") }
    do {
      return try PrometheusServer(word: url, job: jobs.first)
    } catch {
      throw ValidationError("--prometheus: \(error.description)")
    }
  }

  /// The server, which knows the instances: naming some besides is a mistake.
  func server(insteadOf targets: [String], jobs: [String]) throws -> PrometheusServer? {
    guard let server = try server(jobs: jobs) else { return nil }
    if let first = targets.first {
      throw ValidationError(
        "'\(first)': with --prometheus the server tells which instances there are; leave it out")
    }
    return server
  }
}
