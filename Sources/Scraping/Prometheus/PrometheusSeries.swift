import Exposition

/// One series of an answer, with its samples as the server stored them.
struct PrometheusSeries: Sendable, Hashable {
  struct Point: Sendable, Hashable {
    /// When it was scraped, by the server's clock, in milliseconds since 1970.
    var milliseconds: Int64
    var value: Double
  }

  var labels: [Label]
  var points: [Point]

  func label(_ name: String) -> String? { labels.first { $0.name == name }?.value }

  var name: String { label("__name__") ?? "" }
  var instance: InstanceKey { InstanceKey(job: label("job") ?? "", instance: label("instance") ?? "") }
}

/// What Prometheus calls one thing that it scrapes.
struct InstanceKey: Sendable, Hashable, Comparable {
  var job: String
  var instance: String

  static func < (left: InstanceKey, right: InstanceKey) -> Bool {
    (left.instance, left.job) < (right.instance, right.job)
  }
}
