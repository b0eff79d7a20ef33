import SharedCases
import Telemetry
import Testing

/// Prometheus' own expectations, and what a real Prometheus answered about random counters.
@Suite("PromQL vectors", .enabled(if: SharedFolder.isPresent))
struct VectorsTests {
  /// Every function of one series over a range that Telemetry knows, under PromQL's name.
  private static let functions: [String: @Sendable (Vector) -> Double?] = [
    "rate": { PromQL.rate($0.window, at: $0.at, range: $0.range) },
    "increase": { PromQL.increase($0.window, at: $0.at, range: $0.range) },
    "delta": { PromQL.delta($0.window, at: $0.at, range: $0.range) },
    "irate": { PromQL.irate($0.window) },
    "resets": { PromQL.resets($0.window) },
    "changes": { PromQL.changes($0.window) },
    "instant_lookup": { PromQL.instant($0.samples, at: $0.at, lookback: $0.number("lookback") ?? 300) },
  ]

  @Test(
    "range functions",
    arguments: [
      "prom_rate", "prom_increase", "prom_delta", "prom_irate", "prom_resets", "prom_changes",
      "prom_instant_lookup", "promrun_range_functions",
    ])
  func ranges(file: String) throws {
    let vectors = Vector.all(file)
    #expect(!vectors.isEmpty, "no vectors in \(file)")
    for vector in vectors {
      let function = try #require(VectorsTests.functions[vector.function], "\(vector.function)")
      let result = function(vector)
      #expect(vector.agrees(result), "\(vector.id): \(String(describing: result))")
    }
  }

  @Test(
    "quantiles of buckets",
    arguments: ["prom_histogram_quantile", "prom_bucket_quantile_unit", "promrun_histogram_quantile"])
  func quantiles(file: String) throws {
    let vectors = Vector.all(file)
    #expect(!vectors.isEmpty, "no vectors in \(file)")
    for vector in vectors {
      let buckets = vector.buckets
      let result = buckets.promQLQuantile(try #require(vector.number("q")))
      #expect(vector.agrees(result), "\(vector.id): \(result)")
      if let forced = vector.object["forced_monotonic"] as? Bool {
        #expect(buckets.wasForcedMonotonic == forced, "\(vector.id)")
      }
    }
  }
}
