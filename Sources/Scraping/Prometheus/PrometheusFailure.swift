import MPanel

/// Why a question to a Prometheus server brought nothing.
package enum PrometheusFailure: Error, Sendable, Hashable {
  /// No answer that can be read.
  case scrape(ScrapeFailure)
  /// It answered that it will not: the kind of error and what it says.
  case refused(kind: String, message: String)
  /// It answers, and knows no instance of an mPanel.
  case nothingThere(String)

  package var words: String {
    switch self {
    case .scrape(.notMPanel(_, let excerpt)): "answers, but not as Prometheus' API does: \(excerpt)"
    case .scrape(.tooLarge(let limit)): "answers with more than \(limit >> 20) MiB: choose one --job"
    case .scrape(let failure): failure.words
    case .refused(let kind, let message):
      "\(CleanText.of(kind, limit: 30)): \(CleanText.of(message, limit: 160))"
    case .nothingThere(let why): why
    }
  }
}
