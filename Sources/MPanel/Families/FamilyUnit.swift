/// The unit of a family's values, by the ending of its name as Prometheus wants it.
package enum FamilyUnit: String, Sendable, Hashable, CaseIterable {
  case seconds, bytes, ratio
  /// Seconds since 1970.
  case time
  /// A number of things, or what nobody says.
  case none

  init(family: String, declared: String) {
    var name = family[...]
    for ending in ["_total", "_sum", "_count", "_bucket", "_info"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.utf8.count)
    }
    if ["_time_seconds", "_timestamp_seconds", "_created"].contains(where: { name.hasSuffix($0) }) {
      self = .time
    } else if declared == "seconds" || name.hasSuffix("_seconds") {
      self = .seconds
    } else if declared == "bytes" || name.hasSuffix("_bytes") {
      self = .bytes
    } else if declared == "ratio" || name.hasSuffix("_ratio") {
      self = .ratio
    } else {
      self = .none
    }
  }
}
