import Exposition
import Foundation
import SharedCases

/// One case of the public suites: a body, the verdict that is expected of it, and the samples where they are known.
struct SharedCase: Sendable {
  var suite: String
  var name: String
  var input: [UInt8]
  var format: Format
  var verdict: Verdict
  var isAccepted: Bool
  /// Name, labels, value and timestamp in words, each series once; nil where the case does not say.
  var samples: [String]?
  /// What each of six parsers made of it: `prom`, `om`, `expfmt`, `vm`, `py-text`, `py-om`.
  var verdicts: [String: String]

  /// The cases of a file, and how many of its lines are no case.
  static func all(in file: String) -> (cases: [SharedCase], unreadable: Int) {
    let lines = (SharedFolder.bytes(file) ?? []).split(separator: 10)
    // JSONSerialization rounds some numbers wrongly, which a test of reading numbers notices.
    let cases = lines.compactMap { try? JSONDecoder().decode(SharedCase.self, from: Data($0)) }
    return (cases, lines.count - cases.count)
  }

  /// The page that mptop makes of it, with limits that let the suites' longest lines through.
  func page() -> Page {
    var parser = Parser(
      verdict: verdict, limits: Limits(labels: 20_000, nameBytes: 1 << 20, valueBytes: 1 << 21))
    return parser.parse(
      input, contentType: format == .text ? "text/plain; version=0.0.4" : "application/openmetrics-text")
  }

  /// What differs from the expectation; nil where nothing does.
  func difference(_ page: Page) -> String? {
    guard page.isAccepted == isAccepted else {
      return isAccepted ? "refused: \(page.complaints.first?.words ?? "")" : "accepted"
    }
    guard let samples, isAccepted else { return nil }
    let mine = page.words.sorted()
    return mine == samples ? nil : "samples \(mine.prefix(5)) instead of \(samples.prefix(5))"
  }
}

extension SharedCase: Decodable {
  private enum Key: String, CodingKey {
    case suite, name, format, input, inputBase64 = "input_b64", expect, samples, verdicts, mode
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    suite = try fields.decode(String.self, forKey: .suite)
    name = try fields.decode(String.self, forKey: .name)
    if let text = try fields.decodeIfPresent(String.self, forKey: .input) {
      input = Array(text.utf8)
    } else {
      input = try Array(fields.decode(Data.self, forKey: .inputBase64))
    }
    format = try fields.decode(String.self, forKey: .format) == "text" ? .text : .openMetrics
    verdict = try fields.decodeIfPresent(String.self, forKey: .mode) == "lenient" ? .lenient : .strict
    isAccepted = try fields.decode(String.self, forKey: .expect) == "ok"
    verdicts = try fields.decodeIfPresent([String: String].self, forKey: .verdicts) ?? [:]
    guard isAccepted, let known = try fields.decodeIfPresent([SharedSample].self, forKey: .samples) else {
      return
    }
    var seen: Set<String> = []
    // Of samples of the same series the first counts.
    samples = known.filter { seen.insert($0.identity).inserted }.map(\.words).sorted()
  }
}
