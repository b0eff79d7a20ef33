import Drawing
import MPanel
import Telemetry

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

  /// How long rates have something to rest on: `8 s so far`, `0.5 s so far`. What is nearly a second is one.
  static func soFar(_ duration: Duration) -> String {
    let tenths = (duration.seconds * 10).rounded()
    return (tenths < 10 ? "\(significant(max(tenths, 0) / 10)) s" : span(tenths / 10)) + " so far"
  }
}

extension Reading {
  /// What the rates rest on: `1 m`, or `8 s so far`; where scrapes are further apart than that, the time between two.
  var coveredWords: String {
    if covered > window { return Figure.span(covered.seconds) }
    return covered + interval < window ? Figure.soFar(covered) : Figure.window(window)
  }

  /// The window that each column of a chart of percentiles ends: two scrapes at least.
  var chartWindow: Duration { max(window, covered) }
}
