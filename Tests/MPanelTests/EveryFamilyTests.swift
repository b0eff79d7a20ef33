import Exposition
import MPanel
import SharedCases
import Testing

/// No family without a place: what the recorded mPanels export is in the table, or is left out for a reason.
@Suite("Every family that mPanel exports")
struct EveryFamilyTests {
  /// What no view but Metrics shows, and why.
  private static let leftOut: [String: String] = [
    "apm_": "of a registry that no route exposes; said twice by the request histogram",
    "worker_pool_": "of a registry that no route exposes; nothing in mPanel uses the pool",
    "memory_leak_alerts_total": "of a registry that no route exposes; the memory itself is shown",
    "nodejs_gc_runs_total": "declared and never counted; the histogram of pauses is shown",
    "db_pool_connection_errors_total": "declared and never counted",
    "db_pool_connection_acquire_duration_seconds": "measures a callback instead of the wait: always 0",
  ]

  private static let pages = [
    "c/metrics_fresh_1st", "c/metrics_after_light", "c/business/metrics_business",
    "c/pool/metrics_pool_050pct",
    "c/queue/metrics_queue", "legacy/metrics_after_light", "documented/scrape_07",
    "documented/openmetrics_07",
    "master/metrics_after_system_probes", "c/openmetrics/metrics_switched_back",
  ]

  private static let registries = [
    "default_registry_default_env", "default_registry_pool_5_of_10", "default_registry_pool_exhausted",
    "default_registry_production_apm",
  ]

  private static var bodies: [(name: String, bytes: [UInt8])] {
    var found = pages.compactMap { name in Recording.body(name).map { (name, $0) } }
    for folder in ["c/openmetrics", "c/pool", "c/queue", "c/business", "prod"] {
      for file in SharedFolder.files(in: "contract/recordings/\(folder)", suffix: ".http") {
        let name = "\(folder)/\(file.dropLast(5))"
        if let bytes = Recording.body(name) { found.append((name, bytes)) }
      }
    }
    for registry in registries {
      if let bytes = SharedFolder.bytes("contract/recordings/registry/\(registry).body") {
        found.append((registry, bytes))
      }
    }
    return found
  }

  @Test(
    "is in the table of signals, or in a short list with its reason", .enabled(if: SharedFolder.isPresent))
  func all() {
    let known = Set(SignalTable.rows.flatMap { $0.names.map(\.family) })
    var families = Set<String>()
    for body in EveryFamilyTests.bodies {
      var parser = Parser()
      for family in parser.parse(body.bytes, contentType: nil).table.families {
        let name = String(SignalName.unprefixed(family.name))
        families.insert(name)
        let isLeftOut = EveryFamilyTests.leftOut.keys.contains { name.hasPrefix($0) }
        #expect(known.contains(name) || isLeftOut, "\(family.name) of \(body.name)")
      }
    }
    #expect(families.count > 60, "the recordings were read")
    for name in EveryFamilyTests.leftOut.keys {
      #expect(families.contains { $0.hasPrefix(name) }, "\(name) is left out and nobody exports it")
    }
  }

  @Test("has a signal of its own: no two rows claim one name")
  func unique() {
    var owners: [String: Signal] = [:]
    for row in SignalTable.rows {
      for name in row.names {
        #expect(owners.updateValue(row.signal, forKey: name.words) == nil, "\(name.words)")
      }
    }
    #expect(Set(SignalTable.rows.map(\.signal)) == Set(Signal.allCases))
  }
}
