import Telemetry

/// The names under which a page has its requests, each as it is or with mPanel's prefix; nil for what it has not.
struct RequestNames: Sendable, Hashable {
  /// What a series tells of requests.
  enum Part: Sendable, Hashable { case counter, count, sum, bucket }

  /// The first known counter that has series.
  let counter: String?
  private let count: String?
  private let sum: String?
  private let bucket: String?

  /// A page without any.
  init() { (counter, count, sum, bucket) = (nil, nil, nil, nil) }

  init(_ history: History) {
    func spelled(_ name: String) -> String? {
      [name, SignalName.prefix + name].first { history.hasSeries(ofSample: $0) }
    }
    let histogram = SignalTable.row(.requestDuration)?.names.first?.family ?? ""
    counter = SignalTable.row(.requests)?.names.lazy.compactMap { spelled($0.family) }.first
    count = spelled(histogram + "_count")
    sum = spelled(histogram + "_sum")
    bucket = spelled(histogram + "_bucket")
  }

  /// The histogram's family.
  var duration: String? {
    bucket.map { String($0.dropLast("_bucket".count)) } ?? count.map { String($0.dropLast("_count".count)) }
  }

  func part(of sample: String) -> Part? {
    switch sample {
    case counter: .counter
    case count: .count
    case sum: .sum
    case bucket: .bucket
    default: nil
    }
  }
}
