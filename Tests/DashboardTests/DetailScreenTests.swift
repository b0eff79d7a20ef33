import Drawing
import FoundationEssentials
import MPanel
import SharedCases
import Testing

@testable import Dashboard

/// The runtime, business and security views; what their figures must be follows from ``MadeUpDetails``.
@Suite("Screens of details")
struct DetailScreenTests {
  private static let screens = [
    Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60),
  ]
  private static let views: [View] = [.runtime, .business, .security]

  private func play(_ view: View, _ size: Size, burstFrom: Int? = 280) -> Play {
    var play = Play(["alpha"], size: size)
    play.run(MadeUpDetails(burstFrom: burstFrom), until: 300)
    play.state.view = view
    return play
  }

  @Test("each view at three sizes", arguments: DetailScreenTests.views, DetailScreenTests.screens)
  func sizes(view: View, size: Size) throws {
    try Golden.check(play(view, size).screen, "\(view.name)-\(size.columns)x\(size.rows)")
  }

  @Test("what is near a limit, late or much has the colour and the words of trouble")
  func trouble() {
    let runtime = play(.runtime, Size(columns: 120, rows: 40))
    #expect(runtime.shows("870 of 1024 allowed  85 %"))
    #expect(runtime.shows("25 % of a core"))
    let business = play(.business, Size(columns: 120, rows: 40))
    #expect(business.shows("▲ business quiet: usually every 8 s"))
    #expect(business.shows("USD 1 492.50") && business.shows("USD hosting      298.50"))
    #expect(
      play(.security, Size(columns: 120, rows: 40)).shows(
        "▲ burst of invalid_credentials now: 203 in a minute"))
  }

  @Test("a build that declares and never counts is told what to add, in each panel and once for all")
  func stock() throws {
    var play = Play(["gamma"], size: Size(columns: 80, rows: 24))
    play.run(MadeUpDetails(panel: MadeUpPanel(isPatched: false), isCounted: false), until: 60)
    play.state.view = .business
    try Golden.check(play.screen, "business-stock-80x24")
    #expect(play.shows("mpanel_user_signups_total is") && play.shows("exported but has no series:"))
    #expect(play.shows("this build exports no provisioning"))
    #expect(play.shows("docs/mpanel.md"))
    let document = try DerivedDocument.read("docs/mpanel.md")
    for family in [
      "userSignups", "revenue", "invoices", "emailsSent", "smsSent", "authFailures", "webhookDeliveries",
    ] {
      #expect(document.firstRange(of: "\(family).inc(") != nil, "\(family)")
    }
  }

  @Test(
    "every panel has something to say before the first page, after one, and of an instance that went away")
  func everyStage() {
    for view in DetailScreenTests.views {
      var play = Play(["alpha"])
      play.state.view = view
      #expect(play.shows("waiting for the first answer"), "\(view)")
      play.page(MadeUpDetails().page(second: 0), at: 0)
      #expect(!play.shows("waiting for the first answer"), "\(view)")
      play.report(.failure(.refused), of: .metrics, at: 2)
      play.apply(.tick, at: 30)
      #expect(play.shows("30 s old"), "\(view)")
    }
  }

  @Test("narrow screens stack the panels and scroll to the last")
  func narrow() {
    for view in DetailScreenTests.views {
      var play = play(view, Size(columns: 50, rows: 20))
      play.press(.end, at: 301)
      let last = view == .runtime ? "Process" : view == .business ? "SMS" : "Webhooks"
      #expect(play.shows(last), "\(view)")
    }
  }

  @Test("a snapshot of a small screen has every panel whole")
  func snapshot() {
    let play = play(.runtime, Size(columns: 60, rows: 10))
    let text = Snapshot.text(of: play.state)
    for panel in PanelCatalogue.runtime {
      #expect(text.firstRange(of: panel.title) != nil, "\(panel.title)")
    }
  }

  @Test(
    "money is exact to the digit that is known",
    arguments: [
      (1_499_900.0, "14 999.00"), (2398.5, "23.985"), (0, "0.00"), (5, "0.05"), (-1990, "-19.90"),
      (123_456_789_012, "1 234 567 890.12"), (0.1, "0.001"), (1e21, ">999T"),
    ])
  func money(cents: Double, text: String) {
    #expect(Money.text(cents: cents) == text)
  }

  @Test("JSON has the same details, and a reason for what is absent")
  func json() throws {
    let play = play(.fleet, Size(columns: 80, rows: 24))
    let bytes = try JSONEncoder().encode(SnapshotDocument(play.state))
    let instance = try #require(try JSONDecoder().decode(Document.self, from: bytes).instances.first)
    #expect(abs((instance.runtime.processor.userShare ?? 0) - 0.2) < 0.001)
    #expect(instance.runtime.process.openFiles == 870)
    #expect(instance.business.revenue.map(\.total) == [1_499_900 + 75 * 1990, 2398.5])
    #expect(instance.business.emails.first { $0.name == "invoice" }?.failed == 37)
    #expect(instance.security.authFailures.map(\.labels).contains(["invalid_credentials"]))
  }

  private struct Document: Decodable {
    struct Instance: Decodable {
      var runtime: Runtime
      var business: Business
      var security: Security
    }
    struct Runtime: Decodable {
      struct Processor: Decodable { var userShare: Double? }
      struct Process: Decodable { var openFiles: Double? }
      var processor: Processor
      var process: Process
    }
    struct Tally: Decodable {
      var labels: [String]
      var total: Double?
    }
    struct Delivery: Decodable {
      var name: String
      var failed: Double
    }
    struct Business: Decodable {
      var revenue: [Tally]
      var emails: [Delivery]
    }
    struct Security: Decodable { var authFailures: [Tally] }
    var instances: [Instance]
  }
}
