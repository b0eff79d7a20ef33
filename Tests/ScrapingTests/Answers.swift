/// Bytes of answers, right ones and wrong ones.
enum Answers {
  static func http(
    _ status: String = "200 OK", _ headers: [String] = ["Content-Type: text/plain; version=0.0.4"],
    body: String = "# TYPE up gauge\nup 1\n"
  ) -> ScriptedServer.Act {
    http(status, headers, bytes: Array(body.utf8))
  }

  static func http(
    _ status: String = "200 OK", _ headers: [String] = [], bytes: [UInt8]
  ) -> ScriptedServer.Act {
    .send(self.bytes(status, headers, bytes: bytes))
  }

  static func bytes(body: String) -> [UInt8] { bytes("200 OK", [], bytes: Array(body.utf8)) }

  static func bytes(_ status: String, _ headers: [String], bytes: [UInt8]) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(bytes.count)"]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + bytes
  }

  static func raw(_ text: String) -> ScriptedServer.Act { .send(Array(text.utf8)) }

  static func json(_ status: String = "200 OK", _ headers: [String] = [], _ body: String)
    -> ScriptedServer.Act
  {
    http(status, ["Content-Type: application/json; charset=utf-8"] + headers, body: body)
  }

  static let drain = json(
    "503 Service Unavailable", ["Connection: close"], #"{"error":"Server is shutting down","retry_after":30}"#
  )

  /// `count` zeroes as gzip, 160 times smaller: one literal, then "the same again, 258 times" until there are
  /// enough. The stream has no end, so it is right only up to there.
  static func endlessZeroes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var buffer = 0
    var filled = 0
    /// Deflate fills each byte from its lowest bit; codes come with their highest bit first.
    func put(_ code: String) {
      for bit in code.utf8 {
        if bit == UInt8(ascii: "1") { buffer |= 1 << filled }
        filled += 1
        guard filled == 8 else { continue }
        bytes.append(UInt8(buffer))
        buffer = 0
        filled = 0
      }
    }
    put("1")  // the last block
    put("10")  // of fixed codes: 01, lowest bit first
    put("00110000")  // the literal 0
    for _ in 0..<(count / 258 + 1) { put("11000101" + "00000") }  // length 258, distance 1
    put("0000000")
    return bytes
  }
}
