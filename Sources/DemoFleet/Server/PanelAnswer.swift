/// What a pretend panel answers to one request.
struct PanelAnswer {
  var status: Int
  var contentType = "application/json; charset=utf-8"
  var headers: [(String, String)] = []
  var body: [UInt8]
  /// Sent in chunks, without a length, as mPanel sends its metrics.
  var isChunked = false
  var closes = false
  /// How long the panel takes to answer, seconds.
  var delay = 0.0

  init(status: Int, json: String) {
    self.status = status
    body = Array(json.utf8)
  }

  init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// The answer while the panel shuts down: no rate limit, no helmet, not even mPanel's own name.
  static func draining() -> PanelAnswer {
    var answer = PanelAnswer(status: 503, json: #"{"error":"Server is shutting down","retry_after":30}"#)
    answer.headers = [("X-Powered-By", "Express")]
    answer.closes = true
    return answer
  }
}
