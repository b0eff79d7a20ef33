import Drawing

extension Figure {
  /// A window of time as titles write it: `30 s`, `1 m`, `15 m`.
  static func window(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    return seconds < 60 || seconds % 60 != 0 ? "\(seconds) s" : "\(seconds / 60) m"
  }

  /// An interval: `2 s`, `0.5 s`.
  static func interval(_ duration: Duration) -> String {
    "\(significant(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)) s"
  }
}
