/// A job queue of an mPanel.
package struct Queue: Sendable, Hashable {
  package var name: String
  package var pending: Double
  /// Jobs being worked on; nil where the build does not say.
  package var processing: Double?
  package var failed: Double?
  /// How fast `pending` changes, jobs a minute; nil where no significant slope is known.
  package var perMinute: Double?
  /// When it will be empty at the present slope; nil where it does not shrink.
  package var emptyIn: Duration?
}
