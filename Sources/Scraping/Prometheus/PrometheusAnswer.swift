import Exposition
import MPanel

/// An answer of Prometheus' API, read in one walk: answers are tens of megabytes, and a tree of them would be
/// hundreds.
struct PrometheusAnswer: Sendable {
  private(set) var series: [PrometheusSeries] = []
  private(set) var warnings: [String] = []
  private var status = ""
  private var errorKind = ""
  private var error = ""

  /// nil where the bytes are no such answer.
  static func read(_ body: [UInt8]) -> Result<PrometheusAnswer, PrometheusFailure>? {
    var reader = JSONReader(body)
    var answer = PrometheusAnswer()
    guard answer.read(&reader), !answer.status.isEmpty else { return nil }
    guard answer.status == "success" else {
      return .failure(.refused(kind: answer.errorKind, message: answer.error))
    }
    return .success(answer)
  }

  private mutating func read(_ reader: inout JSONReader) -> Bool {
    PrometheusAnswer.members(&reader) { name, reader in
      switch name {
      case "status": return PrometheusAnswer.text(&reader, into: &status)
      case "errorType": return PrometheusAnswer.text(&reader, into: &errorKind)
      case "error": return PrometheusAnswer.text(&reader, into: &error)
      case "warnings":
        guard case .array(let items)? = reader.value(depth: 1) else { return false }
        warnings = items.compactMap(\.text)
        return true
      case "data":
        guard reader.isAtObject else { return reader.value(depth: 1) != nil }
        return PrometheusAnswer.members(&reader) { name, reader in
          guard name == "result" else { return reader.value(depth: 2) != nil }
          return result(&reader)
        }
      default: return reader.value(depth: 1) != nil
      }
    }
  }

  private mutating func result(_ reader: inout JSONReader) -> Bool {
    PrometheusAnswer.items(&reader) { reader in
      // A scalar's result is a pair and no list of series: of no use here.
      guard reader.isAtObject else { return reader.value(depth: 3) != nil }
      var one = PrometheusSeries(labels: [], points: [])
      let isRead = PrometheusAnswer.members(&reader) { name, reader in
        switch name {
        case "metric":
          return PrometheusAnswer.members(&reader) { name, reader in
            var value = ""
            guard PrometheusAnswer.text(&reader, into: &value) else { return false }
            one.labels.append(Label(name: name, value: value))
            return true
          }
        case "value": return PrometheusAnswer.point(&reader, into: &one.points)
        case "values":
          return PrometheusAnswer.items(&reader) { PrometheusAnswer.point(&$0, into: &one.points) }
        default: return reader.value(depth: 4) != nil
        }
      }
      if isRead { series.append(one) }
      return isRead
    }
  }

  /// `[1763393000.123, "1.5"]`: the value is a text, so that it can be `NaN` and `+Inf`.
  private static func point(_ reader: inout JSONReader, into points: inout [PrometheusSeries.Point]) -> Bool {
    var time: Double?
    var value: Double?
    let isRead = items(&reader) { reader in
      reader.skipBlanks()
      if reader.next == UInt8(ascii: "\"") {
        guard let text = reader.string() else { return false }
        value = DecimalNumber.value(ofText: text)
        return value != nil
      }
      guard case .number(let number)? = reader.value(depth: 5) else { return false }
      time = number
      return true
    }
    // Times are reckoned with: none before 1970 or after the year 5000 makes sense.
    guard isRead, let time, let value, (0...1e11).contains(time),
      let milliseconds = Int64(exactly: (time * 1000).rounded())
    else { return false }
    points.append(PrometheusSeries.Point(milliseconds: milliseconds, value: value))
    return true
  }

  private static func text(_ reader: inout JSONReader, into text: inout String) -> Bool {
    reader.skipBlanks()
    guard reader.next == UInt8(ascii: "\""), let read = reader.string() else { return false }
    text = read
    return true
  }

  /// Calls `read` for every member of the object that comes next; it has to take the value.
  static func members(_ reader: inout JSONReader, _ read: (String, inout JSONReader) -> Bool) -> Bool {
    reader.skipBlanks()
    guard reader.take(UInt8(ascii: "{")) else { return false }
    reader.skipBlanks()
    if reader.take(UInt8(ascii: "}")) { return true }
    while true {
      reader.skipBlanks()
      guard reader.next == UInt8(ascii: "\""), let name = reader.string() else { return false }
      reader.skipBlanks()
      guard reader.take(UInt8(ascii: ":")), read(name, &reader) else { return false }
      reader.skipBlanks()
      if reader.take(UInt8(ascii: "}")) { return true }
      guard reader.take(UInt8(ascii: ",")) else { return false }
    }
  }

  /// Calls `read` for every item of the list that comes next.
  static func items(_ reader: inout JSONReader, _ read: (inout JSONReader) -> Bool) -> Bool {
    reader.skipBlanks()
    guard reader.take(UInt8(ascii: "[")) else { return false }
    reader.skipBlanks()
    if reader.take(UInt8(ascii: "]")) { return true }
    while true {
      guard read(&reader) else { return false }
      reader.skipBlanks()
      if reader.take(UInt8(ascii: "]")) { return true }
      guard reader.take(UInt8(ascii: ",")) else { return false }
    }
  }
}

extension JSONReader {
  /// Whether an object comes next.
  fileprivate var isAtObject: Bool {
    var ahead = self
    ahead.skipBlanks()
    return ahead.next == UInt8(ascii: "{")
  }
}
