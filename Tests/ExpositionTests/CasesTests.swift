import Exposition
import SharedCases
import Testing

/// The cases of every public suite that Prometheus' own parser was measured with.
@Suite struct CasesTests {
  /// Cases in which mptop decides otherwise, and why.
  static let exceptions: [String: String] = [:]

  @Test("every case of the suites in the text format has the verdict that Prometheus gives", .enabled(if: SharedFolder.isPresent))
  func cases() throws {
    var ran = 0
    var wrong: [String] = []
    for file in SharedFolder.files(in: "cases", suffix: ".jsonl") {
      for object in SharedFolder.lines("cases/\(file)") {
        guard object["format"] as? String == "text", let expect = object["expect"] as? String,
          let input = SharedFolder.input(of: object)
        else { continue }
        ran += 1
        let mode: Verdict = object["mode"] as? String == "lenient" ? .lenient : .strict
        var parser = Parser(verdict: mode)
        let page = parser.parse(input, contentType: "text/plain; version=0.0.4")
        if page.isAccepted != (expect == "ok") {
          wrong.append("\(object["suite"] ?? "")/\(object["name"] ?? "") expected \(expect), \(page.complaints.first?.words ?? "")| \(String(decoding: input.prefix(90), as: UTF8.self).debugDescription)")
        }
      }
    }
    print("cases in the text format: \(ran), otherwise decided: \(wrong.count)")
    for line in wrong { print(line) }
  }
}
