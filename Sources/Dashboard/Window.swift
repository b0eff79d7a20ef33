/// The sliding window of time that rates and percentiles rest on.
package enum Window: Int, Sendable, CaseIterable, Hashable {
  case halfMinute = 30
  case oneMinute = 60
  case fiveMinutes = 300
  case fifteenMinutes = 900

  package var duration: Duration { .seconds(rawValue) }

  package var words: String { rawValue < 60 ? "\(rawValue) s" : "\(rawValue / 60) m" }

  /// As `--window` names it.
  package var name: String { words.filter { $0 != " " } }

  /// As `--window` reads it.
  package init?(argument: String) {
    let bare = argument.filter { $0 != " " }
    guard let found = Window.allCases.first(where: { $0.name == bare }) else {
      return nil
    }
    self = found
  }

  package var wider: Window {
    Window.allCases.first { $0.rawValue > rawValue } ?? self
  }

  package var narrower: Window {
    Window.allCases.last { $0.rawValue < rawValue } ?? self
  }
}
