import Exposition
import Testing

@testable import Scraping

@Suite("Answers of Prometheus' API")
struct PrometheusAnswerTests {
  private func read(_ text: String) -> Result<PrometheusAnswer, PrometheusFailure>? {
    PrometheusAnswer.read(Array(text.utf8))
  }

  @Test("samples come with their own times, and with values that are texts: NaN and infinities among them")
  func matrix() throws {
    let answer = try #require(
      try read(
        #"""
        {"status":"success","data":{"resultType":"matrix","result":[
          {"metric":{"__name__":"up","instance":"a:1","job":"mpanel","route":"/\"x\"\\\u00e9"},
           "values":[[1763393000.123,"1.5e+06"],[1763393002,"NaN"],[1763393003.5,"+Inf"],[1763393004,"-Inf"]]},
          {"metric":{},"value":[1763393000,"0"]}]}}
        """#)?.get())
    #expect(answer.series.count == 2)
    let points = answer.series[0].points
    #expect(
      points.map(\.milliseconds) == [
        1_763_393_000_123, 1_763_393_002_000, 1_763_393_003_500, 1_763_393_004_000,
      ])
    #expect(points[0].value == 1_500_000 && points[1].value.isNaN)
    #expect(points[2].value == .infinity && points[3].value == -.infinity)
    #expect(answer.series[0].instance == InstanceKey(job: "mpanel", instance: "a:1"))
    #expect(answer.series[0].label("route") == #"/"x"\é"#)
    #expect(answer.series[1].points == [PrometheusSeries.Point(milliseconds: 1_763_393_000_000, value: 0)])
  }

  @Test("members that are not known are skipped, warnings are kept, and a scalar has no series")
  func others() throws {
    let answer = try #require(
      try read(
        #"""
        {"warnings":["store gateway away"],"infos":[{"a":[1,{}]}],"data":{"stats":{"x":[1]},"resultType":"scalar",
         "result":[1763393000,"1"]},"status":"success"}
        """#)?.get())
    #expect(answer.series.isEmpty)
    #expect(answer.warnings == ["store gateway away"])
    let native = try read(
      #"{"status":"success","data":{"result":[{"metric":{"__name__":"h"},"histograms":[[1,{"count":"2"}]]}]}}"#
    )?.get()
    #expect(native?.series.first?.points.isEmpty == true)
  }

  @Test("an error is told in the server's own words")
  func refused() throws {
    let answer = try #require(read(#"{"status":"error","errorType":"bad_data","error":"1:3: parse error"}"#))
    #expect(throws: PrometheusFailure.refused(kind: "bad_data", message: "1:3: parse error")) {
      try answer.get()
    }
    #expect(
      PrometheusFailure.refused(kind: "bad_data", message: "x\u{1B}[2J").words == "bad_data: x\\u{1B}[2J")
  }

  @Test(
    "what is no such answer is none",
    arguments: [
      "", "<html>", "[]", "{}", #"{"status":1}"#,
      #"{"status":"success","data":{"result":[{"metric":{"a":1}}]}}"#,
      #"{"status":"success","data":{"result":[{"metric":{},"value":["1","2"]}]}}"#,
      #"{"status":"success","data":{"result":[{"metric":{},"value":[1e300,"2"]}]}}"#,
      #"{"status":"success","data":{"result":[{"metric":{},"values":[[1,"x"]]}]}}"#, #"{"status":"success""#,
    ])
  func misfits(text: String) {
    #expect(read(text) == nil)
  }

  @Test("metadata give type and help; without them the names that mptop knows do")
  func metadata() throws {
    let text = #"""
      {"status":"success","data":{"db_pool_size_total":[{"type":"gauge","help":"Open","unit":""}],
       "jobs":[{"type":"counter","help":"Jobs"}],"wait_seconds":[{"type":"histogram","help":"Waits"},{"type":"gauge"}],
       "odd":[]}}
      """#
    let metadata = try #require(Metadata(Array(text.utf8)))
    #expect(
      metadata.family(of: "db_pool_size_total")
        == Family(name: "db_pool_size_total", type: .gauge, help: "Open"))
    #expect(metadata.family(of: "jobs_total") == Family(name: "jobs_total", type: .counter, help: "Jobs"))
    #expect(
      metadata.family(of: "wait_seconds_bucket")
        == Family(name: "wait_seconds", type: .histogram, help: "Waits"))
    let none = Metadata()
    #expect(none.family(of: "mpanel_http_request_duration_seconds_sum").type == .histogram)
    #expect(
      none.family(of: "mpanel_http_request_duration_seconds_sum").name
        == "mpanel_http_request_duration_seconds")
    #expect(none.family(of: "db_pool_size_total").type == .gauge)
    #expect(none.family(of: "http_requests_total").type == .counter)
    #expect(none.family(of: "anything").type == .untyped)
    #expect(Metadata(Array("<html>".utf8)) == nil)
  }
}
