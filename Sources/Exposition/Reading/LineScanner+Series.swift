extension LineScanner {
  /// Reads `name{labels}` or `{"name",labels}` and appends the labels to `labels`.
  mutating func readSeries(into labels: inout [LabelPlace]) throws(LineError) -> SeriesPlace {
    let start = at
    var series = SeriesPlace(key: start..<start, name: start..<start, isNameEscaped: false, labelCount: 0)
    var hasName = false
    if current == UInt8(ascii: "\"") {
      try tolerate(at: at, "a quoted name belongs inside the braces")
      (series.name, series.isNameEscaped) = try readQuoted()
      hasName = true
    } else if current != UInt8(ascii: "{") {
      series.name = try readName(isMetric: true)
      hasName = true
    }
    series.key = start..<at
    if !grammar.isSpaced { skipBlanks() }
    if current == UInt8(ascii: "{") {
      try readLabels(into: &labels, of: &series, hasName: &hasName)
      series.key = start..<at
    }
    guard hasName else { throw LineError(at: start, "no metric name") }
    guard !series.name.isEmpty else { throw LineError(at: start, "the metric name is empty") }
    return series
  }

  /// Reads `{labels}`. A quoted string without a value is the metric's name, once.
  mutating func readLabels(
    into labels: inout [LabelPlace], of series: inout SeriesPlace, hasName: inout Bool
  ) throws(LineError) {
    let first = labels.count
    var names = LabelNames()
    skip(1)
    if !grammar.isSpaced { skipBlanks() }
    while current != UInt8(ascii: "}") {
      let nameAt = at
      var label = LabelPlace(name: at..<at, value: at..<at, isNameEscaped: false, isValueEscaped: false)
      var isName = false
      if current == UInt8(ascii: "\"") {
        (label.name, label.isNameEscaped) = try readQuoted()
        if !grammar.isSpaced { skipBlanks() }
        isName = current != UInt8(ascii: "=")
      } else {
        label.name = try readName(isMetric: false)
      }
      if isName {
        guard current == UInt8(ascii: ",") || current == UInt8(ascii: "}") else {
          throw LineError(at: at, "no '=' after the label name")
        }
        guard !hasName else { throw LineError(at: nameAt, "a second metric name") }
        (series.name, series.isNameEscaped) = (label.name, label.isNameEscaped)
        hasName = true
      } else {
        try readLabelValue(&label)
        guard !label.name.isEmpty else { throw LineError(at: nameAt, "the label name is empty") }
        guard names.isNew(label.name, after: labels[first...], in: bytes) else {
          try tolerate(at: nameAt, "the label name stands twice")
          try endLabel()
          continue
        }
        if !grammar.isLenient, bytes.slice(label.name).elementsEqual("__name__".utf8) {
          throw LineError(at: nameAt, "a label that stands for the metric name")
        }
        series.labelCount += 1
        if labels.count - first < labelLimit { labels.append(label) }
      }
      try endLabel()
    }
    skip(1)
  }

  private mutating func readLabelValue(_ label: inout LabelPlace) throws(LineError) {
    if !grammar.isSpaced { skipBlanks() }
    guard current == UInt8(ascii: "=") else { throw LineError(at: at, "no '=' after the label name") }
    skip(1)
    if !grammar.isSpaced { skipBlanks() }
    guard current == UInt8(ascii: "\"") else { throw LineError(at: at, "the label value is not quoted") }
    (label.value, label.isValueEscaped) = try readQuoted()
  }

  /// A comma, or the closing brace ahead. Lenient also takes labels that a blank or nothing separates.
  private mutating func endLabel() throws(LineError) {
    if !grammar.isSpaced { skipBlanks() }
    switch current {
    case UInt8(ascii: ","):
      skip(1)
      if grammar.isSpaced {
        // The reference suite writes one space after a comma.
        if current == 32 { skip(1) }
        guard current != UInt8(ascii: "}") else { throw LineError(at: at, "a comma before the brace") }
      } else {
        skipBlanks()
      }
      guard current != UInt8(ascii: ",") else { throw LineError(at: at, "two commas") }
    case UInt8(ascii: "}"): break
    case 10 where at == end: throw LineError(at: at, "the brace is not closed")
    default: try tolerate(at: at, "no ',' or '}' after the label")
    }
  }
}
