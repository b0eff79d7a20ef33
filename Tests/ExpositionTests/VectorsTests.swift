import Exposition
import SharedCases
import Testing

/// The vectors of good and bad pages, and of what prom-client really prints.
@Suite(.enabled(if: SharedFolder.isPresent)) struct VectorsTests {
  @Test("every page of the vectors is accepted or refused as they say")
  func verdicts() {
    var ran: [String: Int] = [:]
    for object in SharedFolder.lines("vectors/parse.jsonl") {
      guard let input = SharedFolder.input(of: object), let kind = object["fn"] as? String,
        let expect = object["expect"] as? String
      else { continue }
      ran[kind, default: 0] += 1
      var parser = Parser(verdict: .strict)
      let page = parser.parse(
        input,
        contentType: kind.hasSuffix("openmetrics")
          ? "application/openmetrics-text" : "text/plain;version=0.0.4")
      // The seeds of a fuzzer only ask not to stop.
      guard expect == "ok" || expect == "error" else { continue }
      #expect(page.isAccepted == (expect == "ok"), "\(object["id"] ?? "") \(page.complaints)")
    }
    print("pages of vectors/parse.jsonl that ran: \(ran)")
    #expect(!ran.isEmpty)
  }

  @Test("every sample of the vectors is read as they say", arguments: ["parse", "mpanel_quirks"])
  func samples(file: String) {
    var ran = 0
    for object in SharedFolder.lines("vectors/\(file).jsonl") {
      guard let input = SharedFolder.input(of: object), let expect = object["expect"] as? [String: Any] else {
        continue
      }
      ran += 1
      var parser = Parser()
      let page = parser.parse(input)
      let id = "\(object["id"] ?? "")"
      guard expect["error"] == nil else {
        // The one error of the quirks is a series that stands twice.
        #expect(page.duplicateCount == 1 && page.values.count == 1, "\(id)")
        continue
      }
      guard page.complaintCount == 0, page.values.count == 1 else {
        Issue.record("\(id): \(page.complaints), \(page.values.count) samples")
        continue
      }
      check(page, expect, id)
    }
    print("samples of vectors/\(file).jsonl that ran: \(ran)")
    #expect(ran > 0)
  }

  private func check(_ page: Page, _ expect: [String: Any], _ id: String) {
    let value = page.values[0]
    if let number = expect["value"] as? Double {
      #expect(value == number, "\(id)")
    } else {
      #expect(value.isNaN, "\(id)")
    }
    for (name, expected) in expect["labels"] as? [String: Any] ?? [:] {
      // Null is what Prometheus keeps for itself.
      guard let expected = expected as? String else { continue }
      let mine = name == "__name__" ? page.table.name(of: 0) : page.table.label(name, of: 0)
      // Prometheus writes bounds and quantiles anew.
      let isSame = mine == expected || mine.flatMap(Double.init).map { $0 == Double(expected) } == true
      #expect(isSame, "\(id): \(name) is \(mine ?? "missing")")
    }
    if let timestamp = expect["timestamp_ms"] as? Double {
      #expect(page.timestamp(of: 0) == timestamp, "\(id)")
    }
  }
}
