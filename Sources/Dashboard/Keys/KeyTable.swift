import Drawing

/// Every key of the dashboard, declared once: the dispatcher, the help, the footer and docs/keys.md come from here.
package struct KeyTable {
  package struct Row: Sendable {
    package var command: Command
    package var keys: [Key]
    /// How the keys are written.
    package var label: String
    /// What it does, as the help says it.
    package var words: String
    /// What the footer says, where it has room; nil for what only the help tells. Most needed first in ``rows``.
    package var footer: String?
    /// The views in which it does something; empty for all.
    package var views: Set<View> = []
  }

  /// A digit a view, from ``View``.
  private static let digits = View.allCases.map { view in
    Row(
      command: view.command, keys: [.character(Unicode.Scalar(UInt8(ascii: "0") + UInt8(view.rawValue)))],
      label: "\(view.rawValue)", words: view.words, footer: view.title)
  }

  package static let rows: [Row] =
    digits + [
      Row(command: .nextInstance, keys: [.tab], label: "Tab", words: "next instance", footer: "next"),
      Row(command: .previousInstance, keys: [.backTab], label: "Shift-Tab", words: "previous instance"),
      Row(
        command: .open, keys: [.enter], label: "Enter", words: "open the selected row", footer: "open",
        views: View.lists),
      Row(
        command: .expand, keys: [.character("e"), .enter], label: "e Enter",
        words: "give the marked panel all the room, and take it back", footer: "expand",
        views: View.ofPanels),
      Row(
        command: .filter, keys: [.character("/")], label: "/",
        words: "rows with these words (or regexes); !word leaves out", footer: "filter",
        views: View.lists),
      Row(
        command: .nextSort, keys: [.character("o"), .character(">")], label: "o >",
        words: "sort by the next figure",
        footer: "sort", views: View.lists),
      Row(
        command: .previousSort, keys: [.character("<")], label: "<", words: "sort by the figure before",
        views: View.lists),
      Row(
        command: .reverseSort, keys: [.character("I")], label: "I", words: "turn the order round",
        views: View.lists),
      Row(
        command: .alerts, keys: [.character("a")], label: "a",
        words: "the alerts alone; again for all events",
        footer: "alerts"),
      Row(
        command: .acknowledge, keys: [.character("A")], label: "A",
        words: "the selected alert is seen: no more of it above", footer: "seen", views: [.events]),
      Row(
        command: .mark, keys: [.character("m")], label: "m",
        words: "drop a mark among the events, to find this moment again"),
      Row(
        command: .snapshot, keys: [.character("s")], label: "s",
        words: "save what is on the screen to a text file here", footer: "save"),
      Row(
        command: .copy, keys: [.character("y")], label: "y",
        words: "copy the PromQL of the figure that is selected", footer: "PromQL",
        views: [.instance, .routes, .metrics]),
      Row(
        command: .pause, keys: [.character(" ")], label: "Space",
        words: "pause: the screen holds still, collecting goes on", footer: "pause"),
      Row(
        command: .earlier, keys: [.character("[")], label: "[", words: "one sample back in time",
        footer: "back"),
      Row(command: .later, keys: [.character("]")], label: "]", words: "one sample on"),
      Row(command: .minuteEarlier, keys: [.character("{")], label: "{", words: "one minute back in time"),
      Row(command: .minuteLater, keys: [.character("}")], label: "}", words: "one minute on"),
      Row(command: .now, keys: [.character("0")], label: "0", words: "back to now", footer: "now"),
      Row(
        command: .widerWindow, keys: [.character("+"), .character("=")], label: "+",
        words: "a longer window of time", footer: "window"),
      Row(
        command: .narrowerWindow, keys: [.character("-")], label: "-", words: "a shorter window of time"),
      Row(
        command: .refresh, keys: [.character("r")], label: "r",
        words: "ask now, health and readiness too where the rate limit allows", footer: "refresh"),
      Row(
        command: .reload, keys: [.control("r")], label: "Ctrl-R",
        words: "read the configuration and the list of targets anew"),
      Row(
        command: .slower, keys: [.character("d")], label: "d", words: "the next interval: 1, 2, 5, 10, 30 s"),
      Row(
        command: .nextLayout, keys: [.character("p")], label: "p",
        words: "the next arrangement of the panels",
        views: View.ofPanels),
      Row(
        command: .nextTheme, keys: [.character("t")], label: "t", words: "the next theme", footer: "theme"),
      Row(
        command: .nextAxis, keys: [.character("l")], label: "l",
        words: "scales of latencies: logarithmic, linear", views: [.instance]),
      Row(
        command: .nextGlyphs, keys: [.character("u")], label: "u", words: "glyphs: blocks, Braille, ASCII"),
      Row(
        command: .left, keys: [.left], label: "Left", words: "mark the panel to the left",
        views: View.ofPanels),
      Row(
        command: .right, keys: [.right], label: "Right", words: "mark the panel to the right",
        views: View.ofPanels),
      Row(
        command: .up, keys: [.up, .character("k")], label: "Up k", words: "up one row or panel"),
      Row(
        command: .down, keys: [.down, .character("j")], label: "Down j", words: "down one row or panel"),
      Row(command: .pageUp, keys: [.pageUp], label: "PgUp", words: "up one page"),
      Row(command: .pageDown, keys: [.pageDown], label: "PgDn", words: "down one page"),
      Row(command: .top, keys: [.home, .character("g")], label: "Home g", words: "to the top"),
      Row(command: .bottom, keys: [.end, .character("G")], label: "End G", words: "to the bottom"),
      Row(
        command: .back, keys: [.escape, .backspace], label: "Esc",
        words: "one step back: help, panel, pause, row, filter, fleet; never quits"),
      Row(
        command: .help, keys: [.character("?"), .character("h"), .function(1)], label: "? h F1",
        words: "this help", footer: "help"),
      Row(
        command: .palette, keys: [.character(":")], label: ":",
        words: "type a command by name; Tab completes", footer: "command"),
      Row(command: .suspend, keys: [.control("z")], label: "Ctrl-Z", words: "suspend; fg comes back"),
      Row(command: .repaint, keys: [.control("l")], label: "Ctrl-L", words: "paint the whole screen anew"),
      Row(
        command: .quitKeepingFrame, keys: [.character("Q")], label: "Q",
        words: "quit and leave the last frame in the terminal"),
      Row(
        command: .quit, keys: [.character("q"), .control("c"), .function(10)], label: "q Ctrl-C F10",
        words: "quit",
        footer: "quit"),
    ]

  /// What a key does in a view; nil where it does nothing.
  package static func command(for key: Key, in view: View) -> Command? {
    rows.first { $0.keys.contains(key) && ($0.views.isEmpty || $0.views.contains(view)) }?.command
  }

  /// The rows that do something in a view, in the order of the table.
  package static func rows(in view: View) -> [Row] {
    rows.filter { $0.views.isEmpty || $0.views.contains(view) }
  }
}
