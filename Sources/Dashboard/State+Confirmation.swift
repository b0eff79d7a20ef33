import Drawing
import Telemetry

extension State {
  /// How long a word about a setting stays: as long as it takes to read it.
  private static let confirmation: Duration = .seconds(3)

  /// Says what a key has set, where the screen may have no room to show it.
  mutating func confirm(_ command: Command) {
    guard let words = setting(of: command) else { return }
    notice = Notice(words: words, isError: false, at: now, lasts: State.confirmation)
  }

  private func setting(of command: Command) -> String? {
    switch command {
    case .widerWindow: "window \(window.words)\(window.wider == window ? ", the longest" : "")"
    case .narrowerWindow: "window \(window.words)\(window.narrower == window ? ", the shortest" : "")"
    case .slower: "asks every \(Figure.span(interval.seconds))"
    case .nextTheme: themeNames.indices.contains(theme) ? "theme \(themeNames[theme])" : nil
    case .nextGlyphs: "glyphs \(glyphs.rawValue)"
    case .nextAxis: "latencies on a \(isLinear ? "linear" : "logarithmic") scale"
    default: nil
    }
  }
}
