import Telemetry
import Testing

@Suite("Arithmetic")
struct ArithmeticTests {
  private func samples(_ pairs: [(Double, Double)]) -> [Sample] {
    pairs.map { Sample(seconds: $0.0, value: $0.1) }
  }

  @Test("the window is open at its left and leaves stale markers out")
  func window() {
    let all = samples([(10, 1), (20, 2), (30, Sample.staleMarker), (40, 4), (50, 5)])
    #expect(PromQL.window(all, at: 40, range: 30).map(\.seconds) == [20, 40])
  }

  @Test("an increase counts a reset from zero and never extrapolates below zero")
  func increase() throws {
    // 5, 8, 2 at 10, 20, 30 over (0, 30]: 3 to 8, then 2 from zero: 5 in 20 s. At the left 10 s are extrapolated
    // (less than 1.1 × 10), but a counter at 5 that gains 5 in 20 s was zero only 20 s before: 10 it is.
    // 5 × (20 + 10) / 20 = 7.5.
    let result = try #require(
      PromQL.increase(samples([(10, 5), (20, 8), (30, 2)]), at: 30, range: 30))
    #expect(abs(result - 7.5) < 1e-9)
    // At 1 instead of 5 it gains 9 in 20 s and was zero 20 / 9 s before: 9 × (20 + 2.22) / 20 = 10.
    let fromZero = try #require(
      PromQL.increase(samples([(10, 1), (20, 8), (30, 2)]), at: 30, range: 30))
    #expect(abs(fromZero - 10) < 1e-9)
    #expect(PromQL.increase(samples([(10, 5)]), at: 30, range: 30) == nil)
  }

  @Test("a quantile is interpolated in its bucket, which it names")
  func quantile() throws {
    let buckets = BucketIncreases(bounds: [0.1, 0.5, 1, .infinity], cumulative: [50, 80, 95, 100])
    // Rank 90 of 100 lies in 0.5–1: 0.5 + 0.5 × (90 − 80) / 15.
    let p90 = try #require(buckets.quantile(0.9))
    #expect(abs(p90.value - (0.5 + 0.5 * 10 / 15)) < 1e-12)
    #expect(p90.lower == 0.5 && p90.upper == 1)
    // Rank 99 lies above every finite bound: all that can be said is "more than 1".
    let p99 = try #require(buckets.quantile(0.99))
    #expect(p99.value == 1 && p99.upper == .infinity)
  }

  @Test("without observations, or without an infinite bucket, there is no quantile")
  func noQuantile() {
    #expect(BucketIncreases(bounds: [1, .infinity], cumulative: [0, 0]).quantile(0.5) == nil)
    #expect(BucketIncreases(bounds: [1, 2], cumulative: [3, 4]).quantile(0.5) == nil)
    #expect(BucketIncreases(bounds: [], cumulative: []).quantile(0.5) == nil)
  }

  @Test("of any histogram: a quantile lies in its bucket, and a higher one is no smaller")
  func properties() {
    var seed: UInt64 = 7
    func next(_ bound: UInt64) -> Double {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((seed >> 33) % bound)
    }
    for _ in 0..<500 {
      let bounds = [0.001, 0.01, 0.1, 0.5, 1, 5, .infinity]
      var total = 0.0
      let cumulative = bounds.map { _ in
        total += next(4) == 0 ? 0 : next(1000)
        return total
      }
      let buckets = BucketIncreases(bounds: bounds, cumulative: cumulative)
      var previous = 0.0
      for step in 1...20 {
        guard let quantile = buckets.quantile(Double(step) / 20) else {
          #expect(total == 0)
          continue
        }
        #expect(quantile.value >= quantile.lower && quantile.value <= quantile.upper * (1 + 1e-12))
        #expect(quantile.value >= previous - 1e-12)
        previous = quantile.value
      }
    }
  }

  @Test("a slope is what a straight line says; noise has none, nor have few samples or a short stretch")
  func trend() throws {
    // 3 more every 2 s are 90 a minute.
    let rising = (0...20).map { Sample(seconds: Double(2 * $0), value: Double(3 * $0)) }
    #expect(abs(try #require(Trend(rising, window: 60)).perMinute - 90) < 1e-9)
    #expect(Trend(rising, window: 120) == nil)
    #expect(Trend(Array(rising.prefix(4)), window: 8) == nil)
    let noise = (0...20).map { Sample(seconds: Double(2 * $0), value: $0 % 2 == 0 ? 0.0 : 10) }
    #expect(Trend(noise, window: 60) == nil)
    let level = (0...20).map { Sample(seconds: Double(2 * $0), value: 5.0) }
    #expect(Trend(level, window: 60)?.perMinute == 0)
  }

  @Test("moments follow the monotonic clock alone, and no time is too long for them")
  func moments() {
    let early = Moment(seconds: 10, unixSeconds: 5000)
    let late = Moment(seconds: 12.5, unixSeconds: 4000)
    #expect(late - early == .milliseconds(2500))
    #expect(early < late)
    #expect((early + .seconds(2)).unixSeconds == 5002)
    #expect(Moment(seconds: .infinity).seconds.isFinite)
    #expect((early + .seconds(Int64.max)) > early)
  }
}

@Suite("Several histograms together")
struct MergingTests {
  private let fine = BucketIncreases(bounds: [0.1, 0.5, 1, .infinity], cumulative: [50, 80, 95, 100])

  @Test("buckets are added up, and the percentile is of the sum")
  func adding() throws {
    let slow = BucketIncreases(bounds: [0.1, 0.5, 1, .infinity], cumulative: [0, 0, 100, 100])
    let merged = try #require(BucketIncreases.merge([fine, slow]))
    #expect(merged.increases.cumulative == [50, 80, 195, 200] && !merged.isCoarser)
    // Rank 100 of 200 lies in 0.5–1: 0.5 + 0.5 × (100 − 80) / 115; the average of both medians would be 0.425.
    let median = try #require(merged.increases.quantile(0.5))
    #expect(abs(median.value - (0.5 + 0.5 * 20 / 115)) < 1e-12)
  }

  @Test("where layouts differ, only the bounds that all have are left, and that is said")
  func layouts() throws {
    let coarse = BucketIncreases(bounds: [0.5, 2, .infinity], cumulative: [10, 20, 20])
    let merged = try #require(BucketIncreases.merge([fine, coarse]))
    #expect(merged.increases.bounds == [0.5, .infinity] && merged.increases.cumulative == [90, 120])
    #expect(merged.isCoarser)
  }

  @Test("one over the window turns increases into rates, so that a longer window does not weigh more")
  func weights() throws {
    let merged = try #require(BucketIncreases.merge([fine, fine], weights: [0.1, 0.01]))
    #expect(abs(merged.increases.count - 11) < 1e-9)
    #expect(BucketIncreases.merge([]) == nil)
  }

  @Test("a summary shows the server's quantiles as they are, NaN as none, and the mean over the window")
  func summaries() throws {
    var recorded = Recorded()
    for (second, count, sum) in [(0.0, 10, 2.0), (10, 30, 12)] {
      recorded.page(
        """
        # TYPE took_seconds summary
        took_seconds{quantile="0.99",kind="a"} Nan
        took_seconds{quantile="0.5",kind="a"} 0.25
        took_seconds_sum{kind="a"} \(sum)
        took_seconds_count{kind="a"} \(count)
        """, at: second)
    }
    let summaries = recorded.history.summaries(
      of: "took_seconds", at: Recorded.moment(10), window: .milliseconds(10_001))
    let summary = try #require(summaries.first)
    #expect(summaries.count == 1 && summary.labels.map(\.value) == ["a"])
    #expect(summary.quantiles.map(\.quantile) == [0.5, 0.99])
    #expect(summary.quantiles.map(\.value) == [0.25, nil])
    // 20 more observations that took 10 s together.
    #expect(abs(summary.count - 20) < 0.01)
    #expect(abs(try #require(summary.mean) - 0.5) < 0.001)
  }

  @Test("buckets whose counts are no numbers or negative give PromQL's number, and none on the screen")
  func oddCounts() {
    func promQL(_ quantile: Double, _ bounds: [Double], _ counts: [Double]) -> Double {
      let buckets = BucketIncreases(bounds: bounds, cumulative: counts)
      #expect(buckets.quantile(quantile)?.value.isFinite != false)
      return buckets.promQLQuantile(quantile)
    }
    let bounds = [0.1, 2, .infinity]
    // What Prometheus answers: no rank is at or below such a count.
    #expect(promQL(0.5, bounds, [1, 2, .nan]) == 2)
    #expect(promQL(0.5, bounds, [.nan, 1, 4]) == 2)
    #expect(promQL(0.5, [0.1, 1, 2, 5, .infinity], [0, 10, .nan, 20, 20]).isNaN)
    #expect(promQL(0.5, bounds, [-4, -4, -4]) == 2)
    #expect(promQL(0.5, bounds, [0, 0, 0]).isNaN)
    #expect(promQL(0, bounds, [0, 1, 2]).isNaN)
    #expect(BucketIncreases(bounds: bounds, cumulative: [1, 2, .nan]).quantile(0.5) == nil)
    #expect(BucketIncreases(bounds: bounds, cumulative: [-4, -4, -4]).quantile(0.5) == nil)
    #expect(BucketIncreases(bounds: bounds, cumulative: [0, 1, 2]).quantile(0) == nil)
  }
}
