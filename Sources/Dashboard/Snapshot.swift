import Drawing
import MPanel
import Telemetry

/// What is on the screen as plain text, full width and all rows, under a head that says what, when and over what.
package struct Snapshot {
  /// No line narrower than this: a snapshot is read elsewhere than where it was taken.
  private static let leastColumns = 80

  package static func text(of state: State) -> String {
    var whole = state
    whole.help = nil
    whole.palette = nil
    whole.notice = nil
    whole.scrolls = [:]
    whole.focus = whole.focus.filter(\.value.isExpanded)
    let columns = max(state.size.columns, leastColumns)
    whole.size = Size(columns: columns, rows: max(state.size.rows, rows(of: state, columns: columns)))
    return head(of: state) + "\n" + Screen.grid(of: whole).plainText + "\n"
  }

  private static func rows(of state: State, columns: Int) -> Int {
    state.scene.fullRows(width: columns)
  }

  private static func head(of state: State) -> String {
    let at = state.shownMoment.unixSeconds
    let targets: String
    if state.view.isOfOneInstance {
      targets =
        state.shownReading.map { reading in
          let version = reading.identity.version.map { ", mPanel \($0)" } ?? ""
          return "\(reading.target.name)=\(reading.target.address)\(version)"
        } ?? ""
    } else {
      targets = state.shownWatches.map { "\($0.target.name)=\($0.target.address)" }.joined(separator: " ")
    }
    return """
      # mptop \(state.version) snapshot
      # time    \(state.clock.date(at)) \(state.clock.time(at)) \(state.clock.zone(at))
      # target  \(cleaned(targets))
      # window  \(state.window.words), every \(Figure.interval(state.interval))
      """
  }

  /// Names and versions come from servers: in a file, too, nothing of theirs may move a cursor.
  private static func cleaned(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let shown = TextWidth.shown(scalar, ascii: false) { plain.append(shown) }
    }
    return String(plain)
  }
}
