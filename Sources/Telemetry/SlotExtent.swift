/// How far somebody who keeps something by the slots of a ``History`` has looked at them.
package struct SlotExtent: Sendable, Hashable {
  let numbering: Int
  /// How many slots there were.
  package let count: Int

  /// No slot at all.
  package static let none = SlotExtent(numbering: -1, count: 0)

  /// Whether all that was kept still holds in this extent of the same history, so that only the slots from ``count`` on
  /// are new.
  package func isPart(of whole: SlotExtent) -> Bool { numbering == whole.numbering && count <= whole.count }
}
