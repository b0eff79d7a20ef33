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
    case .fleet, .routes, .runtime, .business, .security, .events, .metrics: []
    }
  }
}

extension View {
  /// The panels it is made of, in the order in which a narrow screen stacks them.
  package var panels: [any Panel] { self == .instance ? PanelCatalogue.all : [] }

  package var panelNames: [String] { panels.map(\.name) }

  /// The views made of panels.
  package static let ofPanels: Set<View> = [.instance]
}
