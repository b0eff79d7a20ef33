import ArgumentParser
import Configuration
import Scraping

/// Reading from a Prometheus server instead of asking the instances.
struct PrometheusOptions: ParsableArguments {
  @Option(
    name: .customLong("prometheus"),
    help: ArgumentHelp(
      "Ask this Prometheus-compatible server for what it scraped, instead of the instances themselves.",
      valueName: "url"
    ))
  var url: String?

  func validate() throws {
    _ = try url.map { try PrometheusOptions.server(at: $0, job: nil) }
  }

  /// The server that tells of instances, beside the targets that are asked directly; nil where there is none. An
  /// option wins over the configuration.
  func server(_ setup: Setup, _ what: TargetOptions) throws -> PrometheusServer? {
    if url != nil, let file = what.config.prometheusConfig {
      throw ValidationError(
        "--prometheus-config \(file): with --prometheus the server tells which instances there are; leave it out"
      )
    }
    let own = setup.settings.prometheus
    guard let word = url ?? (setup.usesServer ? own.address : nil) else { return nil }
    let jobs = what.config.jobs
    guard jobs.count <= 1 else { throw ValidationError("with --prometheus there can be one --job") }
    var server = try PrometheusOptions.server(at: word, job: jobs.first)
    // The secrets of the configuration are for the server that it names, and for no other.
    if let address = own.address, let configured = try? PrometheusServer(word: address),
      configured.place.hasOrigin(of: server.place)
    {
      server.access = own.access
      if jobs.isEmpty { server.job = setup.settings.prometheusJob }
    }
    server.access = what.access.change.applied(to: server.access)
    return server
  }

  private static func server(at word: String, job: String?) throws -> PrometheusServer {
    do {
      return try PrometheusServer(word: word, job: job)
    } catch {
      throw ValidationError("--prometheus: \(error.description)")
    }
  }
}
