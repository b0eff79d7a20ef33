import MPanel
import SharedCases
import Testing

@Suite struct RateLimitTests {
  @Test("every shared case of rate-limit headers gives the expected wait and budget")
  func sharedCases() throws {
    var count = 0
    for line in SharedFolder.lines("vectors/ratelimit_headers.jsonl") {
      let id = line["id"] as? String ?? "?"
      let headers = try #require(line["headers"] as? [String: String], "\(id)")
      let status = try #require(line["status"] as? Int, "\(id)")
      let now = try #require(line["now"] as? Double, "\(id)")
      let expect = try #require(line["expect"] as? [String: Any], "\(id)")
      let limit = RateLimit(headers: headers.map { ($0.key, $0.value) }, status: status, now: now)
      #expect(limit.waitSeconds == expect["wait_s"] as? Double, "\(id)")
      #expect(limit.remaining == expect["remaining"] as? Int, "\(id)")
      #expect(limit.limit == expect["limit"] as? Int, "\(id)")
      count += 1
    }
    print("ratelimit_headers.jsonl: \(count) cases")
  }

  private func read(_ headers: [(String, String)], status: Int = 429, now: Double = 1_000_000_000)
    -> RateLimit
  {
    RateLimit(headers: headers.map { (name: $0.0, value: $0.1) }, status: status, now: now)
  }

  @Test("a reset in seconds, in Unix seconds and in Unix milliseconds all mean the same wait")
  func resets() {
    for reset in ["90", "1000000090", "1000000090000"] {
      #expect(read([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset)]).waitSeconds == 90)
    }
  }

  @Test("the server's Date stands for our clock where the two disagree")
  func skew() {
    let headers = [
      ("Date", "Sun, 09 Sep 2001 02:46:40 GMT"), ("Retry-After", "Sun, 09 Sep 2001 02:46:55 GMT"),
    ]
    #expect(read(headers).waitSeconds == 15)
  }

  @Test("of several policies the one nearest to running out counts, with its own limit and window")
  func policies() {
    let limit = read(
      [
        ("RateLimit-Policy", #""burst";q=10;w=1, "day";q=5000;w=86400"#),
        ("RateLimit", #""burst";r=9;t=1, "day";r=3;t=700"#),
      ], status: 200)
    #expect(
      limit == RateLimit(limit: 5000, remaining: 3, waitSeconds: 0, resetSeconds: 700, windowSeconds: 86_400))
  }

  @Test("the headers of the sixth draft count their reset from now")
  func draftSix() {
    let limit = read(
      [
        ("RateLimit-Policy", "100;w=900"), ("RateLimit-Limit", "100"), ("RateLimit-Remaining", "0"),
        ("RateLimit-Reset", "600"),
      ])
    #expect(
      limit == RateLimit(limit: 100, remaining: 0, waitSeconds: 600, resetSeconds: 600, windowSeconds: 900))
  }

  @Test("an answer without any such header states no limit and forbids nothing")
  func silence() {
    let limit = read([("Content-Type", "text/plain")], status: 200)
    #expect(!limit.isStated)
    #expect(limit.waitSeconds == 0)
    #expect(limit.share == nil)
  }

  @Test("a header sent twice is one list")
  func twice() {
    let limit = read([("X-RateLimit-Remaining", "5"), ("x-ratelimit-remaining", "3")], status: 200)
    #expect(limit.remaining == 3)
  }

  @Test("of several limits that have run out the one that lasts longest is waited for")
  func ranOut() {
    let limit = read([("RateLimit", #""burst";r=0;t=1, "day";r=0;t=700, "hour";r=0"#)])
    #expect(limit.waitSeconds == 700)
  }

  @Test("separators within the quotes of a policy's name are part of it")
  func quotedNames() {
    let limit = read(
      [
        ("RateLimit-Policy", #""a,b;w=1";q=10;w=60, "say \"c\", d";q=5;w=30"#),
        ("RateLimit", #""a,b;w=1";r=7;t=60, "say \"c\", d";r=2;t=9"#),
      ], status: 200)
    #expect(
      limit == RateLimit(limit: 5, remaining: 2, waitSeconds: 0, resetSeconds: 9, windowSeconds: 30))
  }

  @Test("a wait that is asked for twice, or put together by a proxy, is the longest of them")
  func twoWaits() {
    let date = "Sun, 09 Sep 2001 02:46:55 GMT"
    #expect(read([("Retry-After", "5"), ("retry-after", "9")]).waitSeconds == 9)
    #expect(read([("Retry-After", "120, 60")]).waitSeconds == 120)
    #expect(read([("Retry-After", date), ("Retry-After", "9")], now: 1_000_003_600).waitSeconds == 15)
    #expect(read([("Retry-After", "soon, 60"), ("Retry-After", "-1")]).waitSeconds == 60)
  }

  @Test("a wait is told as it was asked for, to the last digit that a double holds")
  func absurdWait() {
    #expect(read([("Retry-After", "99999999999999999999")]).waitSeconds == 1e20)
    #expect(read([("Retry-After", "000012")]).waitSeconds == 12)
  }

  @Test("more digits than a number can hold are a long wait, not a crash")
  func manyDigits() {
    let digits = String(repeating: "9", count: 400)
    #expect(read([("Retry-After", digits)]).waitSeconds ?? 0 >= 1e15)
    #expect(read([("X-RateLimit-Remaining", digits)]).remaining ?? 0 > 0)
  }

  @Test(
    "the spellings of one moment agree",
    arguments: [
      "Mon, 17 Nov 2025 15:12:14 GMT", "Monday, 17-Nov-25 15:12:14 GMT", "Mon Nov 17 15:12:14 2025",
      "2025-11-17T15:12:14Z", "2025-11-17T15:12:14.000Z", "2025-11-17T17:12:14+02:00", "2025-11-17 15:12:14Z",
    ])
  func dates(text: String) {
    #expect(InternetDate.seconds(text) == 1_763_392_334)
  }

  @Test("leap days and the ends of years are counted")
  func calendar() {
    #expect(InternetDate.seconds("1970-01-01T00:00:00Z") == 0)
    #expect(InternetDate.seconds("2000-02-29T00:00:00Z") == 951_782_400)
    #expect(InternetDate.seconds("2000-03-01T00:00:00Z") == 951_868_800)
    #expect(InternetDate.seconds("2023-12-31T23:59:59.5Z") == 1_704_067_199.5)
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "soon", "Mon, 17 Foo 2025 15:12:14 GMT", "Mon, 17 Nov 2025 25:12:14 GMT",
      "Mon, 17 Nov 2025 15:12 GMT",
      "2025-13-17T15:12:14Z", "2025-02-29T15:12:14Z", "Mon, 31 Nov 2025 15:12:14 GMT", "2025-11-17",
      "2025-11-17T15:12:14", "99999999999999999999-01-01T00:00:00Z",
    ])
  func noDates(text: String) {
    #expect(InternetDate.seconds(text) == nil)
  }
}
