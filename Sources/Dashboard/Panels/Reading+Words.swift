import MPanel

extension Reading {
  /// What the newest of its figures and columns are of.
  var newestWord: String { isPast ? "then" : "now" }
}
