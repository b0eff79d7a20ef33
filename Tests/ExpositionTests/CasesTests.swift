import Exposition
import SharedCases
import Testing

@Suite struct CasesTests {
  @Test func cases() throws {
    var ran: [String: Int] = [:]
    for file in SharedFolder.files(in: "cases", suffix: ".jsonl") {
      let (cases, unreadable) = SharedCase.all(in: "cases/\(file)")
      if unreadable > 0 { print("unreadable", unreadable, file) }
      for one in cases {
        ran[one.suite, default: 0] += 1
        if let difference = one.difference(one.page()) {
          let vs = ["prom", "om", "expfmt", "vm", "py-text", "py-om"].map {
            "\($0)\(one.verdicts[$0] == "ok" ? "+" : "-")"
          }.joined(separator: " ")
          print(
            "DIFF", one.suite, one.name.suffix(24), vs, "|",
            String(decoding: one.input.prefix(200), as: UTF8.self).debugDescription, "|",
            difference.prefix(650))
        }
      }
    }
    print(ran)
  }
}
