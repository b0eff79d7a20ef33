import Exposition

/// A rule by which mptop decides otherwise than a case expects, and why. Rules rather than names of cases, since the
/// same question is asked by many.
struct Deviation: Sendable {
  var reason: String
  /// Whether the rule explains the difference between a case and what mptop made of it.
  var explains: @Sendable (SharedCase, Page) -> Bool

  init(_ reason: String, explains: @escaping @Sendable (SharedCase, Page) -> Bool) {
    self.reason = reason
    self.explains = explains
  }

  static let all = refusals + acceptances + samples

  // MARK: - mptop refuses what the case accepts

  private static func refusal(_ reason: String, messages: String...) -> Deviation {
    Deviation(reason) { one, page in
      one.isAccepted && !page.isAccepted && messages.contains(page.complaints.first?.message ?? "")
    }
  }

  private static let refusals = [
    refusal(
      "Prometheus and VictoriaMetrics keep an escape that the text format does not know; its client library and "
        + "promtool refuse the page",
      messages: "an escape that the format does not know"),
    refusal(
      "the format allows one HELP and one TYPE before the samples; the Prometheus server does not look",
      messages: "a second HELP of the family", "a second TYPE of the family",
      "a TYPE after the family's samples"),
    refusal(
      "the format demands numbers as bounds and quantiles, and counts that are not negative; the Prometheus "
        + "server does not look",
      messages: "the bound of the bucket is not a number", "the quantile is not a number", "a negative count"),
    refusal(
      "a line ends at its line feed; only Prometheus lets one stand in quotes",
      messages: "the quote is not closed"),
    refusal(
      "labels stand apart by commas; only Prometheus does without", messages: "no ',' or '}' after the label"),
    refusal(
      "a label that names the metric makes two names of one",
      messages: "a label that stands for the metric name"),
    refusal(
      "names have at least one letter, and labels differ",
      messages: "the metric name is empty", "the label name is empty", "the label name stands twice"),
    refusal("both formats are UTF-8 throughout; Prometheus looks at some places only", messages: "not UTF-8"),
    Deviation("types of OpenMetrics are none of the text format; only expfmt takes them there") { one, page in
      one.isAccepted && page.complaints.first?.message == "not a type of metric"
        && one.verdicts["prom"] == "error"
    },
    Deviation("a sign before NaN is no number for Go, which the Prometheus server is written in") {
      one, page in
      one.isAccepted && one.verdicts["prom"] == "error"
        && page.complaints.first?.excerpt.lowercased().dropFirst().hasPrefix("nan") == true
    },
    Deviation("native histograms are not in OpenMetrics 1.0") { one, page in
      one.isAccepted && one.verdicts["om"] == "error"
        && page.complaints.first?.excerpt.contains(/\A\{.*count:/) == true
    },
    Deviation(
      "OpenMetrics forbids it, and its reference parser refuses it; Prometheus does not look beyond the lines"
    ) { one, page in
      one.format == .openMetrics && one.isAccepted && !page.isAccepted && one.verdicts["om"] == "ok"
        && one.verdicts["py-om"] == "error"
    },
    Deviation("names and label names that only VictoriaMetrics takes") { one, page in
      one.suite == "victoriametrics" && one.isAccepted && !page.isAccepted
        && ["prom", "om", "expfmt", "py-text", "py-om"].allSatisfy { one.verdicts[$0] == "error" }
    },
  ]

  // MARK: - mptop accepts what the case refuses

  private static func acceptance(
    _ reason: String, explains: @escaping @Sendable (SharedCase, Page) -> Bool
  ) -> Deviation {
    Deviation(reason) { one, page in !one.isAccepted && page.isAccepted && explains(one, page) }
  }

  private static let acceptances = [
    acceptance("a last line without a line feed is whole when the answer was; Prometheus reads it") {
      one, _ in
      one.input.last != 10 && !one.input.isEmpty && one.verdicts["prom"] == "ok"
    },
    acceptance("the specification's own example has a timestamp before 1970; only Prometheus refuses it") {
      one, page in
      page.values.indices.contains { (page.timestamp(of: $0) ?? 0) < 0 }
    },
    acceptance("the format allows any number of blanks; only Prometheus demands one after `#`") { one, _ in
      one.format == .text && one.verdicts["prom"] == "error" && one.verdicts["expfmt"] == "ok"
    },
    acceptance("a page without lines is a page; cmetrics' decoder needs one") { one, _ in
      one.suite == "cmetrics" && one.input.isEmpty
    },
    acceptance("cmetrics' own limit of labels; mptop's is another") { one, page in
      one.suite == "cmetrics" && one.name == "test_label_limits"
    },
    acceptance("a comment that begins like metadata is a comment to all but one") { one, _ in
      one.suite == "vector-prometheus-parser" && one.input.starts(with: "# ".utf8)
        && one.verdicts["prom"] == "ok"
    },
  ]

  // MARK: - The samples differ

  private static func difference(
    _ reason: String, explains: @escaping @Sendable (SharedCase, Page) -> Bool
  ) -> Deviation {
    Deviation(reason) { one, page in one.isAccepted && page.isAccepted && explains(one, page) }
  }

  private static let samples = [
    difference("client_python appends `_total` to the names of counters; mptop shows what the page says") {
      one, page in
      func plain(_ words: [String]) -> [String] { words.map { $0.replacing("_total", with: "") }.sorted() }
      return one.suite == "client_python-text" && plain(one.samples ?? []) == plain(page.words)
    },
    difference("Prometheus counts a blank before the name to the name") { one, page in
      one.samples?.map { $0.drop { $0 == " " } }.sorted() == page.words.map { $0[...] }.sorted()
    },
    difference("expfmt rounds counts, writes bounds anew and gives a family one timestamp") { one, _ in
      one.suite.hasPrefix("common-expfmt")
    },
    difference("the case lists only those of its samples that are neither histogram nor summary") {
      one, page in
      Set(one.samples ?? []).isSubset(of: page.words)
        && (one.suite == "cmetrics" || one.suite == "prometheus-exposition-format-rs")
    },
    difference("VictoriaMetrics takes small timestamps for seconds; the format says milliseconds") {
      one, page in
      func untimed(_ words: [String]) -> [Substring] {
        words.map { $0.prefix(upTo: $0.lastIndex(of: " ") ?? $0.endIndex) }.sorted()
      }
      return one.suite == "victoriametrics" && untimed(one.samples ?? []) == untimed(page.words)
    },
  ]
}
