import Exposition

extension Page {
  /// All that a page says, in words, to compare two ways of reading the same body.
  var everything: [String] {
    var lines = values.indices.map { index in
      let labels = table.labels(of: index).map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      let family = table.family(of: index).map { table.families[$0].name } ?? "-"
      let value = values[index].isNaN ? "NaN" : String(values[index].bitPattern, radix: 16)
      return "\(table.name(of: index)){\(labels)} \(value) \(timestamp(of: index) ?? -1) of \(family)"
    }
    lines += table.families.map { "family \($0.name) \($0.type) \($0.help) \($0.unit)" }
    lines += exemplars.map { "exemplar of \($0.series) \($0.labels) \($0.value) \($0.timestamp ?? -1)" }
    lines += complaints.map { "complaint \($0.words)" }
    lines += warnings.map { "warning \($0.words)" }
    lines.append("\(complaintCount) \(warningCount) \(duplicateCount) \(leftOut) \(bodyBytes) \(format)")
    return lines
  }
}

/// A parser that takes no shortcut, on any line or from page to page.
func plainParser(_ verdict: Verdict = .lenient, limits: Limits = Limits()) -> Parser {
  var parser = Parser(verdict: verdict, limits: limits)
  parser.takesShortcuts = false
  return parser
}

/// The page of a text as the text format.
func page(_ text: String, _ verdict: Verdict = .lenient, limits: Limits = Limits()) -> Page {
  var parser = Parser(verdict: verdict, limits: limits)
  return parser.parse(Array(text.utf8), contentType: "text/plain; version=0.0.4")
}

/// The page of a text as OpenMetrics.
func openMetricsPage(_ text: String, _ verdict: Verdict = .lenient) -> Page {
  var parser = Parser(verdict: verdict)
  return parser.parse(Array(text.utf8), contentType: "application/openmetrics-text; version=1.0.0")
}
