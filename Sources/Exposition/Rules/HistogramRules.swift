/// What the buckets, the count and the sum of one histogram must agree on.
struct HistogramRules {
  private var group: [String: String]?
  private var timestamp: Double?
  private var bound: Double?
  private var value = 0.0
  private var count: Double?
  private var hasSum = false
  /// Of a gauge histogram, whose sum may be negative.
  private var hasGaugeSum = false
  private var isSumNegative = false
  private var hasNegativeBound = false

  mutating func take(
    _ sample: RuledSample, _ suffix: String, group: [String: String]
  ) throws(LineError) {
    if let before = self.group, before != group || timestamp != sample.timestamp {
      let finished = self
      self = HistogramRules()
      self.group = group
      timestamp = sample.timestamp
      try finished.check(at: sample.at)
    }
    self.group = group
    timestamp = sample.timestamp
    switch suffix {
    case "_bucket": try takeBucket(sample)
    case "_count", "_gcount": count = sample.value
    case "_sum": hasSum = true
    case "_gsum":
      hasGaugeSum = true
      isSumNegative = sample.value < 0
    default: break
    }
  }

  private mutating func takeBucket(_ sample: RuledSample) throws(LineError) {
    guard let text = sample.labels["le"], let next = DecimalNumber.value(ofText: text), !next.isNaN,
      next != .infinity || text == "+Inf"
    else { throw LineError(at: sample.at, "the bound of the bucket is not a number") }
    if let bound, next <= bound { throw LineError(at: sample.at, "buckets out of order") }
    guard sample.value >= value else {
      throw LineError(at: sample.at, "a bucket holds less than the one before")
    }
    if next < 0 { hasNegativeBound = true }
    bound = next
    value = sample.value
  }

  mutating func end(at place: Int) throws(LineError) {
    let finished = self
    self = HistogramRules()
    try finished.check(at: place)
  }

  private func check(at place: Int) throws(LineError) {
    guard group != nil else { return }
    guard bound == .infinity else { throw LineError(at: place, "a histogram without a +Inf bucket") }
    guard count == nil || count == value else {
      throw LineError(at: place, "the count of a histogram is not that of its +Inf bucket")
    }
    guard (hasSum || hasGaugeSum) == (count != nil) else {
      throw LineError(at: place, "a histogram has a count without a sum, or a sum without a count")
    }
    if hasNegativeBound, hasSum {
      throw LineError(at: place, "a histogram with negative buckets has a sum")
    }
    if !hasNegativeBound, isSumNegative {
      throw LineError(at: place, "a histogram without negative buckets has a negative sum")
    }
  }
}
