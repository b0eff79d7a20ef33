/// The arrangements that come with mptop; `p` goes through them.
package struct LayoutTable {
  package struct Row: Sendable {
    package var name: String
    package var layout: PanelLayout
  }

  /// Those of a view, the first being what it shows unless told otherwise; empty for a view without panels.
  package static func rows(of view: View) -> [Row] {
    switch view {
    case .instance:
      [
        Row(
          name: "standard",
          layout: PanelLayout([
            [["latency"], ["traffic", "pool"]], [["queues"], ["breakers"]], [["probes"]],
          ])),
        Row(name: "charts", layout: PanelLayout([[["latency"], ["traffic", "pool"]]])),
        Row(
          name: "work",
          layout: PanelLayout([[["queues"], ["breakers"]], [["pool"], ["traffic"]], [["probes"]]])),
      ]
    case .runtime:
      [
        Row(
          name: "standard",
          layout: PanelLayout([
            [["processor", "memory", "event-loop"], ["garbage-collection", "heap-spaces", "process"]]
          ])),
        Row(
          name: "charts",
          layout: PanelLayout([[["processor", "event-loop"], ["memory", "garbage-collection"]]])),
      ]
    case .business:
      [
        Row(
          name: "standard",
          layout: PanelLayout([[["signups", "invoices", "e-mails"], ["revenue", "provisioning", "sms"]]]))
      ]
    case .security:
      [Row(name: "standard", layout: PanelLayout([[["failed-logins", "rate-limit-hits", "webhooks"]]]))]
    case .fleet, .routes, .events, .metrics: []
    }
  }
}

extension View {
  /// The panels it is made of, in the order in which a narrow screen stacks them.
  package var panels: [any Panel] {
    switch self {
    case .instance: PanelCatalogue.all
    case .runtime: PanelCatalogue.runtime
    case .business: PanelCatalogue.business
    case .security: PanelCatalogue.security
    case .fleet, .routes, .events, .metrics: []
    }
  }

  package var panelNames: [String] { panels.map(\.name) }

  /// The views made of panels.
  package static let ofPanels: Set<View> = [.instance, .runtime, .business, .security]
}
