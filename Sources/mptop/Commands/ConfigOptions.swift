import ArgumentParser
import Configuration

/// Which configuration, and what is only to be said about it.
struct ConfigOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration, instead of ~/.config/mptop/config.toml; /dev/null for none.", valueName: "file"),
    completion: .file())
  var file: String?

  @Option(
    name: .customLong("prometheus-config"),
    help: ArgumentHelp("Watch targets of this Prometheus configuration.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var prometheusConfig: String?

  @Option(
    name: .customLong("job"),
    help: ArgumentHelp(
      "A job of the Prometheus configuration (may be given again), or of the server of --prometheus.",
      valueName: "name"))
  var jobs: [String] = []

  @Flag(
    name: .customLong("print-config"),
    help: "Print every setting, its value and where it came from; then leave.")
  var prints = false

  @Flag(name: .customLong("check-config"), help: "Say all that is wrong in the configuration; then leave.")
  var checks = false

  func validate() throws {
    for (option, value) in [("--config", file), ("--prometheus-config", prometheusConfig)] {
      if value?.isEmpty == true { throw ValidationError("\(option) takes the name of a file") }
    }
  }
}
