import Drawing
import MPanel
import Telemetry
import Testing

@testable import Dashboard

@Suite("Diagnosis")
struct DiagnosisTests {
  private func diagnosis(_ prepare: (inout Play) -> Void) -> Diagnosis? {
    var play = Play(["alpha"])
    prepare(&play)
    return play.state.shownReading.flatMap(DiagnosisTable.diagnosis)
  }

  @Test("nothing is the matter with an instance that is well")
  func well() { #expect(diagnosis { $0.run(MadeUpPanel(), until: 60) } == nil) }

  @Test("the cause comes first, then what bears it out, each thing once")
  func saturated() {
    let found = diagnosis { $0.run(MadeUpPanel(troubleFrom: 40), until: 60) }
    #expect(found?.rule == "database-saturated")
    #expect(found?.severity == .critical)
    #expect(
      found?.text(width: 200)
        == "database saturated for 20 s: pool 95 %, 4 waiting, p99 8.56 s, stripe OPEN, p95 2.8 s, email +34/min"
    )
  }

  @Test("it is never longer than its line: figures go from the end, the head stays")
  func width() throws {
    let found = try #require(diagnosis { $0.run(MadeUpPanel(troubleFrom: 40), until: 60) })
    #expect(found.text(width: 50) == "database saturated for 20 s: pool 95 %, 4 waiting")
    #expect(found.text(width: 3) == "database saturated for 20 s: pool 95 %")
    for columns in 20...120 {
      var play = Play(["alpha"], size: Size(columns: columns, rows: 24))
      play.run(MadeUpPanel(troubleFrom: 40), until: 60)
      #expect(play.screen.columns == columns)
    }
  }

  @Test("a service that fails stalls what needs it")
  func service() {
    let page = MadeUpPanel().page(second: 30).replacing(
      #"{service="stripe"} 0"#, with: #"{service="stripe"} 1"#)
    let found = diagnosis { play in
      play.run(MadeUpPanel(), until: 28)
      play.page(page, at: 30)
      play.apply(.tick, at: 31)
    }
    #expect(found?.text(width: 120) == "payments stalled: stripe open 1 s")
  }

  @Test("what was wrong before an instance went away is said with it")
  func down() {
    let found = diagnosis { play in
      play.run(MadeUpPanel(troubleFrom: 40), until: 50)
      play.report(.failure(.refused), of: .metrics, at: 52)
      play.apply(.tick, at: 55)
    }
    #expect(
      found?.text(width: 200).hasPrefix(
        "down for 3 s: connection refused, last seen with stripe OPEN, 4 waiting for the pool") == true)
  }

  @Test("while an alert is only held, its figure being well, the sentence says that it is over")
  func recovering() {
    let found = diagnosis { play in
      play.run(MadeUpPanel(troubleFrom: 40), until: 60)
      play.page(MadeUpPanel().page(second: 62), at: 62)
      play.apply(.tick, at: 63)
    }
    let text = found?.text(width: 200) ?? ""
    #expect(text.hasPrefix("database was saturated, recovers: pool 25 %"), "\(text)")
    #expect(text.firstRange(of: "0 waiting for the pool (clearing)") != nil, "\(text)")
    #expect(text.firstRange(of: "but 0 waiting") == nil)
  }

  @Test("open files near their limit are an alert, and the sentence names them")
  func openFiles() {
    let found = diagnosis { play in
      for second in stride(from: 0, through: 20, by: 2) {
        play.page(
          MadeUpPanel().page(second: second)
            + "# TYPE process_open_fds gauge\nprocess_open_fds 993\n"
            + "# TYPE process_max_fds gauge\nprocess_max_fds 1024\n", at: Double(second))
      }
      play.apply(.tick, at: 21)
    }
    #expect(found?.severity == .critical)
    #expect(found?.text(width: 120) == "file descriptors run out: open files 97 % for at least 21 s")
  }

  @Test("a slow event loop is said with the processor's share: work blocks it, or waiting does")
  func eventLoop() {
    let found = diagnosis { play in
      for second in stride(from: 0, through: 20, by: 2) {
        play.page(
          MadeUpPanel().page(second: second)
            + "# TYPE nodejs_eventloop_lag_p99_seconds gauge\nnodejs_eventloop_lag_p99_seconds 1.2\n"
            + "# TYPE process_cpu_user_seconds_total counter\n"
            + "process_cpu_user_seconds_total \(Double(second) * 0.75)\n"
            + "# TYPE process_cpu_system_seconds_total counter\n"
            + "process_cpu_system_seconds_total \(Double(second) * 0.125)\n", at: Double(second))
      }
      play.apply(.tick, at: 21)
    }
    let text = found?.text(width: 120) ?? ""
    #expect(text.hasPrefix("event loop blocked for at least 21 s: loop lag 1.2 s, CPU 87 %"), "\(text)")
  }

  @Test("readiness says yes all the same only by an answer that came while clients waited")
  func ready() {
    let found = diagnosis { play in
      play.run(MadeUpPanel(troubleFrom: 40), until: 58)
      play.report(.probe(ok: true, reason: nil), of: .ready, at: 59)
      play.page(MadeUpPanel(troubleFrom: 40).page(second: 60), at: 60)
    }
    let text = found?.text(width: 200) ?? ""
    #expect(text.firstRange(of: "ready says yes all the same") != nil, "\(text)")
  }

  @Test(
    "where readiness gives the database as its reason, the database comes first, then the effect and its time",
    arguments: [
      ("connect ECONNREFUSED 127.0.0.1:5432", "database down: connect ECONNREFUSED 127.0.0.1:5432"),
      ("", "database down: the database check failed"),
      ("Query read timeout", "database hangs: Query read timeout"),
    ])
  func databaseDown(reason: String, head: String) {
    let found = diagnosis { play in
      play.run(MadeUpPanel(), until: 20)
      play.report(.probe(ok: false, reason: reason), of: .ready, at: 21)
      for second in [22, 24] { play.page(MadeUpPanel().page(second: second), at: Double(second)) }
    }
    #expect(found?.rule == "database-down")
    #expect(
      found?.text(width: 300).hasPrefix("\(head), not ready for 3 s, pool 25 %") == true, "\(found as Any)")
  }

  @Test("not ready for a reason that says nothing of the database is no word of it")
  func notReady() {
    let found = diagnosis { play in
      play.run(MadeUpPanel(), until: 20)
      play.report(.probe(ok: false, reason: "migrations are running"), of: .ready, at: 21)
      play.page(MadeUpPanel().page(second: 24), at: 24)
    }
    #expect(found?.text(width: 60) == "not ready for 3 s: migrations are running, pool 25 %")
  }

  @Test(
    "several open breakers are said together, since the first of them opened, half-open in between or not")
  func services() {
    let found = diagnosis { play in
      play.run(MadeUpPanel(), until: 20)
      let both = [#"{service="stripe"} 1"#, #"{service="twilio"} 1"#]
      for (second, stripe, twilio) in [(22, both[0], ""), (24, "half", ""), (26, both[0], both[1])] {
        var text = MadeUpPanel().page(second: second)
        text = text.replacing(
          #"{service="stripe"} 0"#, with: stripe == "half" ? #"{service="stripe"} 2"# : stripe)
        if !twilio.isEmpty { text = text.replacing(#"{service="twilio"} 0"#, with: twilio) }
        play.page(text, at: Double(second))
      }
      play.apply(.tick, at: 32)
    }
    #expect(found?.text(width: 120) == "2 services stalled for 10 s: stripe open, twilio open")
  }

  @Test("every rule has a name of its own, and says when it holds")
  func table() {
    #expect(Set(DiagnosisTable.rows.map(\.id)).count == DiagnosisTable.rows.count)
    #expect(DiagnosisTable.rows.allSatisfy { !$0.when.isEmpty && !$0.example.isEmpty })
  }

  @Test("the first line names the worst alert of others and how many more, until it is acknowledged")
  func header() {
    var play = Play(["alpha", "beta"])
    play.run(MadeUpPanel(troubleFrom: 20), as: 0, until: 40)
    play.run(MadeUpPanel(), as: 1, until: 40)
    play.press(.character("1"), at: 41)
    #expect(play.screen.text(row: 0).firstRange(of: "✖ alpha stripe OPEN +2") != nil)
    play.press(.character("2"), at: 41)
    #expect(play.screen.text(row: 0).firstRange(of: "stripe") == nil)
    play.press(.tab, at: 41)
    #expect(play.screen.text(row: 0).firstRange(of: "✖ alpha stripe OPEN +2") != nil)
  }
}
