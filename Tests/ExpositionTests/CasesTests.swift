import Exposition
import SharedCases
import Testing

/// The cases of the public suites that other parsers are measured with, against the strict verdict; those of
/// VictoriaMetrics, which forgives, against the lenient one.
@Suite(.enabled(if: SharedFolder.isPresent)) struct CasesTests {
  @Test("every case is decided as it expects, or a deviation says why not")
  func cases() {
    var ran: [String: (all: Int, otherwise: Int)] = [:]
    var used: [String: Int] = [:]
    var unreadable = 0
    for file in SharedFolder.files(in: "cases", suffix: ".jsonl") {
      let (cases, rest) = SharedCase.all(in: "cases/\(file)")
      unreadable += rest
      for one in cases {
        ran[one.suite, default: (0, 0)].all += 1
        let page = one.page()
        guard let difference = one.difference(page) else { continue }
        ran[one.suite]?.otherwise += 1
        guard let deviation = Deviation.all.first(where: { $0.explains(one, page) }) else {
          let input = String(decoding: one.input.prefix(200), as: UTF8.self).debugDescription
          Issue.record("\(one.suite) \(one.name): \(difference) in \(input)")
          continue
        }
        used[deviation.reason, default: 0] += 1
      }
    }
    for (suite, count) in ran.sorted(by: { $0.key < $1.key }) {
      print("\(suite): \(count.all) cases ran, \(count.otherwise) decided otherwise")
    }
    for deviation in Deviation.all { print("  \(used[deviation.reason] ?? 0) times: \(deviation.reason)") }
    print("\(unreadable) lines of the case files are no case")
    #expect(ran.values.map(\.all).reduce(0, +) > 900)
  }

  @Test("no case stops the lenient parser, whose page has every series that strict finds")
  func lenient() {
    for file in SharedFolder.files(in: "cases", suffix: ".jsonl") {
      for var one in SharedCase.all(in: "cases/\(file)").cases {
        one.verdict = .strict
        let strict = one.page()
        one.verdict = .lenient
        let lenient = one.page()
        #expect(lenient.complaintCount <= strict.complaintCount, "\(one.suite) \(one.name)")
        #expect(
          Set(strict.samples.map(\.identity)).isSubset(of: lenient.samples.map(\.identity)),
          "\(one.suite) \(one.name)")
      }
    }
  }
}
