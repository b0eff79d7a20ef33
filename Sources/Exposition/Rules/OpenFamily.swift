/// The family that a page is in the middle of.
struct OpenFamily {
  let name: String
  private(set) var type: MetricType?
  private(set) var unit: String?
  /// The names that its samples may have.
  private(set) var sampleNames: Set<String>
  var histogram = HistogramRules()
  private var hasHelp = false
  private var hasSamples = false
  /// The labels without those that tell the samples of one point apart, and its timestamp.
  private var group: [String: String]?
  private var groups: Set<[String: String]> = []
  private var timestamp: Double?

  init(name: String, type: MetricType?) {
    self.name = name
    self.type = type
    sampleNames = [name]
  }

  mutating func say(_ keyword: MetadataLine.Keyword, _ text: String, at place: Int) throws(LineError) {
    guard !hasSamples else { throw LineError(at: place, "metadata after the family's samples") }
    switch keyword {
    case .help:
      guard !hasHelp else { throw LineError(at: place, "a second HELP of the family") }
      hasHelp = true
    case .unit:
      guard unit == nil else { throw LineError(at: place, "a second UNIT of the family") }
      unit = text
    case .type:
      guard type == nil else { throw LineError(at: place, "a second TYPE of the family") }
      type = MetricType(rawValue: text)
      let suffixes: [String] =
        switch type {
        case .counter: ["_total", "_created"]
        case .summary: ["", "_count", "_sum", "_created"]
        case .histogram: ["_count", "_sum", "_bucket", "_created"]
        case .gaugehistogram: ["_gcount", "_gsum", "_bucket"]
        case .info: ["_info"]
        default: [""]
        }
      sampleNames = Set(suffixes.map { name + $0 })
    }
  }

  mutating func take(_ sample: RuledSample) throws(LineError) {
    hasSamples = true
    let suffix = String(sample.name.dropFirst(name.count))
    try checkValue(sample, suffix)
    try checkOrder(sample, suffix)
    if type == .histogram || type == .gaugehistogram {
      try histogram.take(sample, suffix, group: group ?? [:])
    }
    let mayHaveExemplar =
      suffix == "_bucket" && (type == .histogram || type == .gaugehistogram)
      || suffix == "_total" && type == .counter
    if sample.hasExemplar, !mayHaveExemplar {
      throw LineError(at: sample.at, "an exemplar where only buckets and counters have one")
    }
  }

  private func checkValue(_ sample: RuledSample, _ suffix: String) throws(LineError) {
    let value = sample.value
    switch type {
    case .stateset:
      guard sample.labels[name] != nil else {
        throw LineError(at: sample.at, "no label named like the stateset")
      }
      guard value == 0 || value == 1 else { throw LineError(at: sample.at, "a state is neither 0 nor 1") }
    case .info:
      guard value == 1 else { throw LineError(at: sample.at, "the value of an info is not 1") }
    case .summary where suffix.isEmpty:
      guard let quantile = sample.labels["quantile"].flatMap(DecimalNumber.value(ofText:)), quantile >= 0,
        quantile <= 1
      else { throw LineError(at: sample.at, "no quantile from 0 to 1") }
      guard !(value < 0) else { throw LineError(at: sample.at, "the value of a quantile is negative") }
    default: break
    }
    guard ["_total", "_sum", "_count", "_bucket", "_gcount", "_gsum"].contains(suffix) else { return }
    guard !value.isNaN else { throw LineError(at: sample.at, "what is counted is not a number") }
    guard value >= 0 || suffix == "_gsum" else {
      throw LineError(at: sample.at, "what is counted is negative")
    }
    if ["_count", "_bucket", "_gcount"].contains(suffix), value.rounded() != value {
      throw LineError(at: sample.at, "a count that is not whole")
    }
  }

  /// The samples of one point stand together, and its points in the order of their time.
  private mutating func checkOrder(_ sample: RuledSample, _ suffix: String) throws(LineError) {
    var labels = sample.labels
    switch type {
    // Its labels are what it says.
    case .info: labels = [:]
    case .summary where suffix.isEmpty: labels["quantile"] = nil
    case .stateset: labels[name] = nil
    case .histogram where suffix == "_bucket", .gaugehistogram where suffix == "_bucket": labels["le"] = nil
    default: break
    }
    let (before, time) = (group, timestamp)
    group = labels
    timestamp = sample.timestamp
    let isMet = !groups.insert(labels).inserted
    guard let before else { return }
    if labels != before {
      if isMet { throw LineError(at: sample.at, "samples with the same labels stand apart") }
      return
    }
    guard (time == nil) == (sample.timestamp == nil) else {
      throw LineError(at: sample.at, "timestamps on some samples of a group only")
    }
    if let time, let now = sample.timestamp, now < time, type != .info {
      throw LineError(at: sample.at, "timestamps that go backwards")
    }
  }
}
