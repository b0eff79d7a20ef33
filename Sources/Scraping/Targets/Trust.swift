/// Whose certificates are believed.
package enum Trust: Sendable, Hashable {
  /// Those that the system believes.
  case system
  /// Those of the authority in this PEM file.
  case authority(file: String)
  /// Anyone's: whoever uses this must show it.
  case anyone
}
