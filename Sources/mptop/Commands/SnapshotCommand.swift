import ArgumentParser
import Dashboard
import Drawing
import FoundationEssentials
import MPanel
import Scraping
import Telemetry

/// `mptop snapshot`: what the dashboard would show, as text or JSON, without a terminal.
struct SnapshotCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Print what the dashboard would show, as text or JSON; needs no terminal.",
    discussion: """
      Each target is asked twice, two seconds apart unless --span says otherwise, so that there are rates.
      The exit status is 0 where every target answered, 1 where one did not.
      """)

  @OptionGroup var what: TargetOptions
  @OptionGroup var prometheus: PrometheusOptions

  @Option(
    help:
      "\(View.allCases.map(\.name).joined(separator: ", ")); without it, instance for one target and fleet for several."
  )
  var view: View?

  @Option(help: ArgumentHelp("Columns and rows, such as 120x40.", valueName: "size"))
  var size: String = "120x40"

  @Option(help: "text or json.")
  var format: Format = .text

  @Option(
    name: [.customLong("output"), .customShort("o")],
    help: ArgumentHelp("A file to write instead; - for standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var span: SpanOptions

  @Flag(help: "ASCII alone.")
  var ascii = false

  func validate() throws {
    guard Size(argument: size) != nil else {
      throw ValidationError("--size \(size) is not COLUMNSxROWS, such as 120x40, each from 1 to 1000")
    }
    if output?.isEmpty == true {
      throw ValidationError("--output takes the name of a file, or - for standard output")
    }
  }

  func run() throws {
    var state = try state()
    if let view { state.show(view) }
    let text: String
    switch format {
    case .text: text = try texts(&state)
    case .json: text = try json(state)
    }
    if let output, output != "-" {
      do {
        try FileText.save(text, to: output)
      } catch {
        FileText.standardError("mptop snapshot: \(error)\n")
        throw ExitCode(1)
      }
    } else {
      FileText.standardOutput(text)
    }
    let failed = state.readings().filter { $0.age == nil }
    for reading in failed {
      FileText.standardError("mptop snapshot: \(reading.target.address): \(reading.standing.reason)\n")
    }
    if !failed.isEmpty { throw ExitCode(1) }
  }

  private func state() throws -> State {
    let setup = try what.setup(prometheus: prometheus)
    let size = Size(argument: size) ?? Size(columns: 120, rows: 40)
    let glyphs = ascii ? Glyphs.ascii : .blocks
    let look = Look(
      setup, server: try prometheus.server(setup, what), span: span.duration, size: size, glyphs: glyphs)
    do {
      return try look.state()
    } catch {
      FileText.standardError("mptop snapshot: \(error)\n")
      throw ExitCode(1)
    }
  }

  /// The fleet once, or each instance.
  private func texts(_ state: inout State) throws -> String {
    guard state.view.isOfOneInstance else { return Snapshot.text(of: state) }
    var texts: [String] = []
    for _ in state.watches {
      texts.append(Snapshot.text(of: state))
      _ = state.apply(.key(.tab), at: state.now)
    }
    return texts.joined(separator: "\n")
  }

  private func json(_ state: State) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // A server may send what JSON has no number for: one such figure must not cost all others.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let document = SnapshotDocument(state)
    return CleanText.json(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
  }
}

extension View: ExpressibleByArgument {
  public static var allValueStrings: [String] { View.allCases.map(\.name) }

  public init?(argument: String) {
    guard let view = View.allCases.first(where: { $0.name == argument }) else { return nil }
    self = view
  }
}
