import Exposition
import Foundation
import SharedCases
import Testing

/// Pages that running mPanels and the services around them sent.
@Suite(.enabled(if: SharedFolder.isPresent)) struct RecordingsTests {
  /// A RegExp route of Express, whose backslashes prom-client does not escape. No mPanel has one today.
  private static let odd = "hypothetical_regexp_route"

  @Test("every recorded page is read without complaint, warning or loss by both verdicts")
  func recordings() throws {
    let pages = try Self.pages()
    print("recorded pages that ran: \(pages.count)")
    #expect(pages.count > 80)
    for (name, page) in pages where !name.contains(Self.odd) {
      for verdict in [Verdict.strict, .lenient] {
        var parser = Parser(verdict: verdict)
        let understood = parser.parse(page.body, contentType: page.contentType)
        #expect(understood.complaintCount == 0, "\(name): \(understood.complaints.first?.words ?? "")")
        #expect(understood.warningCount == 0, "\(name): \(understood.warnings.first?.words ?? "")")
        #expect(understood.duplicateCount == 0 && understood.leftOut.isEmpty, "\(name)")
        let lines = page.body.split(separator: 10).count { $0.first != UInt8(ascii: "#") && !$0.isEmpty }
        #expect(understood.values.count == lines, "\(name)")
        let undeclared = (0..<understood.table.count).count { understood.table.family(of: $0) == nil }
        #expect(undeclared == 0, "\(name): \(undeclared) series without family")
      }
    }
  }

  @Test("a route that is a RegExp is shown with its backslashes, and refused by the strict verdict")
  func regularExpression() throws {
    let page = try #require(try Self.pages().first { $0.name.contains(Self.odd) }).page
    var lenient = Parser()
    let understood = lenient.parse(page.body)
    #expect(understood.complaintCount == 0)
    let routes = Set((0..<understood.table.count).compactMap { understood.table.label("route", of: $0) })
    #expect(routes.contains { $0.contains(#"\/"#) })
    var strict = Parser(verdict: .strict)
    #expect(strict.parse(page.body).complaints.first?.message == "an escape that the format does not know")
  }

  @Test("scrapes of one process share a table while they list the same series")
  func series() throws {
    let pages = try Self.pages().filter { $0.name.contains("cluster/keepalive_") }.sorted {
      $0.name < $1.name
    }
    #expect(pages.count > 2)
    var parser = Parser()
    let tables = pages.map { parser.parse($0.page.body, contentType: $0.page.contentType).table }
    #expect(zip(tables, tables.dropFirst()).allSatisfy { $0 === $1 })
  }

  private struct Recording {
    var contentType: String?
    var body: [UInt8]
  }

  /// Everything recorded that is a page in either format.
  private static func pages() throws -> [(name: String, page: Recording)] {
    let root = try #require(SharedFolder.root).appendingPathComponent("contract/recordings")
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().compactMap { name in
      guard name.hasSuffix(".http") || name.hasSuffix(".body"),
        let bytes = SharedFolder.bytes("contract/recordings/\(name)")
      else { return nil }
      let recording = name.hasSuffix(".http") ? split(bytes) : Recording(contentType: nil, body: bytes)
      let start = String(decoding: recording.body.prefix(300), as: UTF8.self)
      return start.contains("# TYPE ") || start.contains("# HELP ") ? (name, recording) : nil
    }
  }

  /// The head ends at the first blank line.
  private static func split(_ bytes: [UInt8]) -> Recording {
    let blank = Array("\r\n\r\n".utf8)
    let end = bytes.indices.first { bytes[$0] == 13 && bytes[$0...].starts(with: blank) } ?? bytes.endIndex
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    let type = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-type:") }
    return Recording(
      contentType: type.map { String($0.dropFirst("content-type:".count)) },
      body: Array(bytes[end...].dropFirst(4)))
  }
}
