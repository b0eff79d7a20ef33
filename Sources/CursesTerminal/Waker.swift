import CNcurses

/// Ends the main loop's waiting from any thread.
package struct Waker: Sendable {
  package init() {}

  package func wake() { cn_wake() }
}
