import MPanel
import SharedCases
import Testing

@testable import Dashboard

@Suite("Several workers behind one address")
struct WorkersTests {
  /// The recorded pages in their order, one a second.
  private func play(_ names: [String]) throws -> Play {
    var play = Play(["alpha", "beta"])
    for (index, name) in names.enumerated() {
      let bytes = try #require(SharedFolder.bytes("contract/recordings/cluster/\(name).http"))
      let mark = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
      play.page(String(decoding: bytes[mark.upperBound...], as: UTF8.self), at: Double(index))
    }
    return play
  }

  @Test(
    "are told in the fleet's row and in the instance's view, instead of rates",
    .enabled(if: SharedFolder.isPresent))
  func banner() throws {
    var play = try play((0..<8).map { "newconn_\($0)" })
    #expect(play.shows("several processes"), play.testDescription.comment)
    play.press(.enter, at: 8)
    #expect(play.shows("several processes behind this address"), play.testDescription.comment)
  }

  @Test("are not told of where a kept connection reaches but one", .enabled(if: SharedFolder.isPresent))
  func oneWorker() throws {
    var play = try play((0..<4).map { "keepalive_\($0)" })
    #expect(!play.shows("several processes"))
    play.press(.enter, at: 4)
    #expect(!play.shows("several processes"))
  }
}

extension String {
  fileprivate var comment: Comment { Comment(rawValue: self) }
}
