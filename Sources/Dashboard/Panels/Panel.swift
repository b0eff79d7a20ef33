import Drawing
import MPanel

/// One subject of the instance view. A panel paints the inside of its frame; title, edges, age and the reason for
/// there being nothing are drawn by ``PanelFrame`` for all of them.
package protocol Panel: Sendable {
  var title: String { get }
  /// The rows inside the frame with which it says all that it has.
  func rows(_ reading: Reading, width: Int) -> Int
  /// What stands at the right of the frame's upper edge, in pieces of which the last stays longest.
  func note(_ reading: Reading) -> [[Span]]
  /// What stands at the right of the lower edge.
  func foot(_ reading: Reading) -> [Span]
  /// Why there is nothing to draw; nil where there is.
  func absence(_ reading: Reading) -> Absence?
  /// How it uses the rows it is given.
  var appetite: PanelAppetite { get }
  /// Whether the panel says itself how old each of its figures is, so that it is not drawn as old as a whole.
  var tellsAges: Bool { get }
  /// Paints the inside. Called only where ``absence(_:)`` is nil.
  func draw(_ reading: Reading, on canvas: Canvas)
}

extension Panel {
  package func note(_ reading: Reading) -> [[Span]] { [] }
  package func foot(_ reading: Reading) -> [Span] { [] }
  package var tellsAges: Bool { false }
  package var appetite: PanelAppetite { .chart }

  /// As layouts name it: `heap-spaces`.
  package var name: String { title.lowercased().split(separator: " ").joined(separator: "-") }
}

/// All panels, in the order in which a narrow screen stacks them.
package struct PanelCatalogue {
  package static let latency = LatencyPanel()
  package static let traffic = TrafficPanel()
  package static let pool = PoolPanel()
  package static let queues = QueuesPanel()
  package static let breakers = BreakersPanel()
  package static let probes = ProbesPanel()

  package static let all: [any Panel] = [latency, pool, queues, breakers, traffic, probes]
}
