import Exposition
import MPanel

/// What families declare themselves to be: as the server heard it from their pages, else as mptop knows them.
struct Metadata: Sendable {
  private struct Entry: Sendable {
    var type: MetricType
    var help: String
  }

  private var entries: [String: Entry] = [:]

  init() {}

  /// Of an answer to `/api/v1/metadata`; nil where it is none.
  init?(_ body: [UInt8]) {
    var reader = JSONReader(body)
    var found: [String: Entry] = [:]
    let isRead = PrometheusAnswer.members(&reader) { name, reader in
      guard name == "data" else { return reader.value(depth: 1) != nil }
      return PrometheusAnswer.members(&reader) { family, reader in
        // Targets may differ in what they say; the first is as good as any.
        guard case .array(let items)? = reader.value(depth: 2) else { return false }
        if let first = items.first {
          found[family] = Entry(
            type: first["type"]?.text.flatMap(MetricType.init(rawValue:)) ?? .untyped,
            help: first["help"]?.text ?? "")
        }
        return true
      }
    }
    guard isRead else { return nil }
    entries = found
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The family of a sample name with what is known of it.
  func family(of sample: String) -> Family {
    for suffix in ["_bucket", "_sum", "_count"] where sample.hasSuffix(suffix) {
      let base = String(sample.dropLast(suffix.count))
      if let entry = entries[base], entry.type == .histogram || entry.type == .summary {
        return Family(name: base, type: entry.type, help: entry.help)
      }
      if entries[base] == nil, Metadata.known(base) == .histogram {
        return Family(name: base, type: .histogram)
      }
    }
    if let entry = entries[sample], entry.type != .untyped, entry.type != .unknown {
      return Family(name: sample, type: entry.type, help: entry.help)
    }
    // OpenMetrics names a counter's family without the ending that its samples have.
    if sample.hasSuffix("_total"), let entry = entries[String(sample.dropLast(6))], entry.type == .counter {
      return Family(name: sample, type: .counter, help: entry.help)
    }
    return Family(name: sample, type: Metadata.known(sample) ?? .untyped, help: entries[sample]?.help ?? "")
  }

  /// By mptop's own table: `_total` alone proves nothing, since mPanel has gauges that end so.
  private static func known(_ name: String) -> MetricType? {
    types[String(SignalName.unprefixed(name))]
  }

  private static let types: [String: MetricType] = {
    var types: [String: MetricType] = [:]
    for row in SignalTable.rows {
      for name in row.names { types[name.family] = row.type }
    }
    return types
  }()
}
