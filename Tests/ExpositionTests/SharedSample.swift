import Exposition

/// A sample as the cases write it: `[name, {labels}, value, milliseconds or null]`.
struct SharedSample: Decodable {
  var name: String
  var labels: [String: String]
  var value: Double
  var timestamp: Double?

  init(name: String, labels: [String: String], value: Double, timestamp: Double?) {
    self.name = name
    self.labels = labels
    self.value = value
    self.timestamp = timestamp
  }

  init(from decoder: any Decoder) throws {
    var parts = try decoder.unkeyedContainer()
    name = try parts.decode(String.self)
    labels = try parts.decode([String: String].self)
    if let number = try? parts.decode(Double.self) {
      value = number
    } else {
      value =
        switch try parts.decode(String.self) {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        default: .nan
        }
    }
    timestamp = try parts.decodeIfPresent(Double.self)
  }

  var identity: String {
    name + labels.sorted { $0.key < $1.key }.map { "{\($0.key)=\($0.value)}" }.joined()
  }

  /// The suites cut timestamps off to whole milliseconds.
  var words: String {
    "\(identity) \(value == 0 ? 0 : value) \(timestamp.map { "\(($0 + 1e-6).rounded(.down))" } ?? "-")"
  }
}

extension Page {
  var samples: [SharedSample] {
    values.indices.map { index in
      var labels: [String: String] = [:]
      for label in table.labels(of: index) { labels[label.name] = label.value }
      return SharedSample(
        name: table.name(of: index), labels: labels, value: values[index], timestamp: timestamp(of: index))
    }
  }

  /// Every sample in words.
  var words: [String] { samples.map(\.words) }
}
