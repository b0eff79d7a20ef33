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
    "idelta": { PromQL.idelta($0.window) },
    "deriv": { PromQL.derivative($0.window) },
    "predict_linear": {
      PromQL.predictLinear($0.window, at: $0.number("at") ?? 0, ahead: $0.number("ahead") ?? 0)
    },
    "sum_over_time": { PromQL.sumOverTime($0.window) },
    "avg_over_time": { PromQL.averageOverTime($0.window) },
    "count_over_time": { PromQL.countOverTime($0.window) },
    "min_over_time": { PromQL.minOverTime($0.window) },
    "max_over_time": { PromQL.maxOverTime($0.window) },
    "stddev_over_time": { PromQL.deviationOverTime($0.window) },
    "stdvar_over_time": { PromQL.varianceOverTime($0.window) },
    "quantile_over_time": { PromQL.quantileOverTime($0.number("q") ?? .nan, $0.window) },
    "mad_over_time": { PromQL.medianDeviationOverTime($0.window) },
    "first_over_time": { PromQL.firstOverTime($0.window) },
    "last_over_time": { PromQL.lastOverTime($0.window) },
    "ts_of_first_over_time": { PromQL.timeOfFirst($0.window) },
    "ts_of_last_over_time": { PromQL.timeOfLast($0.window) },
    "present_over_time": { PromQL.presentOverTime($0.window) },
    "absent_over_time": { PromQL.absentOverTime($0.window) },
    "histogram_quantile": { $0.buckets.promQLQuantile($0.number("q") ?? .nan) },
    "histogram_fraction": {
      $0.buckets.fraction(from: $0.number("lower") ?? .nan, to: $0.number("upper") ?? .nan)
    },
    "histogram_quantile_of_rate": { vector in
      vector.rates?.promQLQuantile(vector.number("q") ?? .nan)
    },
    "histogram_fraction_of_rate": { vector in
      vector.rates?.fraction(from: vector.number("lower") ?? .nan, to: vector.number("upper") ?? .nan)
    },
  ]

  /// Every file of the kind that is there: more of them may be put beside those of today.
  private static let files = SharedFolder.files(in: "vectors", suffix: ".jsonl")
    .filter { $0.hasPrefix("prom") || $0.hasPrefix("version_") }.map { String($0.dropLast(6)) }

  @Test("every function agrees with Prometheus to nine digits, or to as many as are given", arguments: files)
  func all(file: String) throws {
    let vectors = Vector.all(file)
    print("\(file): \(vectors.count) vectors")
    for vector in vectors {
      let function = try #require(VectorsTests.functions[vector.function], "\(vector.function)")
      let result = function(vector)
      #expect(vector.agrees(result), "\(vector.id): \(String(describing: result))")
      if let forced = vector.object["forced_monotonic"] as? Bool {
        #expect(vector.buckets.wasForcedMonotonic == forced, "\(vector.id)")
      }
    }
  }
}
