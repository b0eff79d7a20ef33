/// Builds a page exactly as prom-client 15 does: HELP, TYPE, samples, and a blank line between families.
package struct MetricsText {
  private var bytes: [UInt8] = []
  /// What stands before every name: `mpanel_` or nothing.
  private let prefix: String
  private var name = ""

  package init(prefix: String) {
    self.prefix = prefix
    bytes.reserveCapacity(65_536)
  }

  /// Begins a family. One without samples is only these two lines.
  package mutating func family(_ name: String, _ type: String, _ help: String) {
    if !bytes.isEmpty { bytes.append(10) }
    self.name = prefix + name
    bytes += "# HELP \(self.name) \(help)\n# TYPE \(self.name) \(type)\n".utf8
  }

  package mutating func sample(_ value: Double, _ labels: [(String, String)] = [], suffix: String = "") {
    bytes += name.utf8
    bytes += suffix.utf8
    if !labels.isEmpty {
      bytes.append(UInt8(ascii: "{"))
      for (index, label) in labels.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += label.0.utf8
        bytes += "=\"".utf8
        append(escaped: label.1)
        bytes.append(UInt8(ascii: "\""))
      }
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: " "))
    bytes += JavaScriptNumber.text(value).utf8
    bytes.append(10)
  }

  /// A family of one number.
  package mutating func gauge(_ name: String, _ help: String, _ value: Double, type: String = "gauge") {
    family(name, type, help)
    sample(value)
  }

  /// The samples of one histogram; `le` comes first.
  package mutating func histogram(_ histogram: HistogramData, _ labels: [(String, String)]) {
    var cumulative = 0.0
    for (bound, count) in zip(histogram.bounds, histogram.counts) {
      cumulative += count
      sample(cumulative, [("le", JavaScriptNumber.text(bound))] + labels, suffix: "_bucket")
    }
    sample(histogram.count, [("le", "+Inf")] + labels, suffix: "_bucket")
    sample(histogram.sum, labels, suffix: "_sum")
    sample(histogram.count, labels, suffix: "_count")
  }

  private mutating func append(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [0x5C, 0x5C]
      case UInt8(ascii: "\""): bytes += [0x5C, 0x22]
      case 10: bytes += [0x5C, UInt8(ascii: "n")]
      default: bytes.append(byte)
      }
    }
  }

  package var page: [UInt8] { bytes }
}

/// Counts by bucket, each by itself.
package struct HistogramData: Sendable {
  package let bounds: [Double]
  package private(set) var counts: [Double]
  package private(set) var sum = 0.0
  package private(set) var count = 0.0

  package init(bounds: [Double]) {
    self.bounds = bounds
    counts = [Double](repeating: 0, count: bounds.count)
  }

  package mutating func observe(_ value: Double) {
    sum += value
    count += 1
    if let place = bounds.firstIndex(where: { value <= $0 }) { counts[place] += 1 }
  }
}
