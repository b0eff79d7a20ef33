import Drawing
import MPanel
import Telemetry

/// All that can happen to the dashboard. Nothing else changes its state.
package enum Event: Sendable {
  case key(Key)
  case pointer(Pointer)
  /// A text was pasted: never keys, whatever it says.
  case pasted(String)
  /// A command that came otherwise than by a key.
  case command(Command)
  case resized(Size)
  /// A request came back.
  case report(Report)
  /// The list of targets is another; those with a known id are the same as before.
  case targets([Target])
  /// The operator has changed what is set about the dashboard.
  case preferences(Preferences)
  /// Time passed: ages and countdowns change though nothing came.
  case tick
  /// The terminal was given back to us after a suspend.
  case resumed
  /// What an effect came to, for the operator to read.
  case notice(String, isError: Bool)
}
