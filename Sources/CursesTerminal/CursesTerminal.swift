import CNcurses
import Drawing
import Glibc

/// The terminal: shows grids, and tells of keys, signals and sizes. Main thread only.
///
/// A frame goes out in one write, holds only the rows that changed, and never waits: where the terminal takes no more
/// bytes (Ctrl-S, a dead link) frames are left out until it does, and nothing queues up.
package final class CursesTerminal {
  /// What was odd about the terminal, for the operator; nil where nothing was.
  package let notice: String?
  /// Whether it can show more than ASCII.
  package let isUTF8: Bool
  /// Whether its font has few characters beyond letters, as that of the Linux console.
  package let hasSmallFont: Bool
  package private(set) var size: Size
  package private(set) var bytesWritten = 0
  package private(set) var framesShown = 0
  private let isSynchronised: Bool
  private var shown: Grid?
  private var theme: Theme?
  /// Bytes of the last frame that the terminal has not taken yet.
  private var pending: ArraySlice<UInt8> = []
  private var isOpen = true
  /// What came of a paste that has not ended.
  var pasted = Paste()

  /// Opens the terminal of standard input and output.
  package init(term: String? = getenv("TERM").map { String(cString: $0) }) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let term = term ?? ""
    guard !term.isEmpty, term != "dumb", term != "unknown" else { throw .tooSimple(term: term) }
    // Debian's terminfo lacks kitty, ghostty and foot; all of them understand what xterm does.
    var opened = term
    var result = cn_open(term)
    for other in ["xterm-256color", "vt100"] where Int(result) == CN_UNKNOWN_TERM {
      opened = other
      result = cn_open(other)
    }
    if Int(result) == CN_UNKNOWN_TERM {
      opened = "a terminal of today: there is no terminfo here"
      result = cn_open_built_in()
    }
    if Int(result) == CN_TOO_SIMPLE { throw .tooSimple(term: term) }
    guard Int(result) == CN_OK else { throw .failed(term: term) }
    notice = opened == term ? nil : "TERM=\(term) is not known here: treated as \(opened)"
    isUTF8 = cn_is_utf8() != 0
    hasSmallFont = opened == "linux" || opened.hasPrefix("linux-")
    size = CursesTerminal.currentSize()
    isSynchronised = ["xterm", "tmux", "alacritty", "foot", "contour", "wezterm"].contains {
      opened.hasPrefix($0)
    }
    cn_resize(Int32(size.columns), Int32(size.rows))
    pending = opening
    atexit { cn_close(0) }
  }

  /// What goes out before the first frame: that pastes be marked, where terminals know how, and the mouse be told of.
  private var opening: ArraySlice<UInt8> {
    Array(((isSynchronised ? "\u{1B}[?2004h" : "") + (usesMouse ? CursesTerminal.mouseOn : "")).utf8)[...]
  }

  private var usesMouse = false
  private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"

  /// Wants to be told of the mouse, or no longer. False where the terminal has none.
  package func useMouse(_ isOn: Bool) -> Bool {
    guard isSynchronised || cn_has_mouse() != 0 else { return !isOn }
    if isOn != usesMouse {
      usesMouse = isOn
      pending += Array((isOn ? CursesTerminal.mouseOn : CursesTerminal.mouseOff).utf8)
    }
    return true
  }

  /// What the kernel says, held between 1 and 1,000; 80×24 where it does not know.
  private static func currentSize() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cn_size(&columns, &rows)
    guard columns > 0, rows > 0 else { return Size(columns: 80, rows: 24) }
    return Size(columns: min(Int(columns), 1000), rows: min(Int(rows), 1000))
  }

  /// Waits for something to happen, at most until `timeout` is over.
  package func wait(timeout: Duration?) -> [TerminalEvent] {
    let milliseconds =
      timeout.map {
        Int32(min(max($0.components.seconds, 0), 3600)) * 1000
          + Int32($0.components.attoseconds / 1_000_000_000_000_000)
      } ?? -1
    let seen = cn_wait(max(milliseconds, -1), pending.isEmpty ? 0 : 1)
    func has(_ bit: Int) -> Bool { Int(seen) & bit != 0 }
    if has(CN_WRITABLE), !flush() { return [.hungUp] }
    if has(CN_HUNG_UP) { return [.hungUp] }
    var events: [TerminalEvent] = []
    if has(CN_SIGNAL) { events += signals() }
    if has(CN_INPUT) { events += keys() }
    if has(CN_WOKEN) { events.append(.woken) }
    return events
  }

  /// What signals ask for, with those `before` that were read and not answered yet.
  private func signals(before: [Int32] = []) -> [TerminalEvent] {
    var signals = before
    while case let signal = cn_next_signal(), signal != 0 { signals.append(signal) }
    let ends = signals.filter { [SIGTERM, SIGHUP, SIGINT, SIGQUIT].contains($0) }
    // A stopped job that is told to end and to go on must not try to get the terminal back first.
    guard ends.isEmpty else { return ends.map { .end(signal: $0) } }
    var events: [TerminalEvent] = []
    if signals.contains(SIGTSTP), canSuspend { events += suspend() }
    if signals.contains(SIGCONT) {
      guard cn_continue() != 0 else { return events + self.signals(before: signals.filter { $0 != SIGTSTP }) }
      events += takenAgain()
    }
    if signals.contains(SIGUSR1) { events.append(.reload) }
    if signals.contains(SIGUSR2) { events.append(.save) }
    if signals.contains(SIGWINCH), let resized = resize() { events.append(.resized(resized)) }
    return events
  }

  private func resize() -> Size? {
    let new = CursesTerminal.currentSize()
    guard new != size else { return nil }
    size = new
    cn_resize(Int32(new.columns), Int32(new.rows))
    shown = nil
    return new
  }

  /// Whether a shell with job control would take the terminal while mptop is stopped, and make it go on.
  package var canSuspend: Bool { cn_can_suspend() != 0 }

  /// Gives the terminal back, stops as Ctrl-Z should, and takes the terminal again when the process goes on.
  package func suspend() -> [TerminalEvent] {
    cn_suspend()
    return takenAgain()
  }

  private func takenAgain() -> [TerminalEvent] {
    shown = nil
    // The rest of a frame that was cut is not worth finishing.
    pending = opening
    // A resize while we were stopped told us nothing.
    return (resize().map { [.resized($0)] } ?? []) + [.resumed]
  }

  /// Paints everything anew with the next frame.
  package func repaint() {
    shown = nil
    cn_repaint()
  }

  /// Shows a grid. False where the terminal still has not taken the frame before, and this one was left out.
  @discardableResult
  package func show(_ grid: Grid, theme: Theme) -> Bool {
    guard isOpen, pending.isEmpty || flush(), pending.isEmpty else { return false }
    if self.theme != theme {
      adopt(theme)
      shown = nil
    }
    if shown == grid { return true }
    for y in 0..<min(grid.rows, size.rows) { hand(row: y, of: grid) }
    shown = grid
    var count = 0
    guard let frame = cn_frame(&count), count > 0 else { return true }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 16)
    if isSynchronised { bytes += Array("\u{1B}[?2026h".utf8) }
    bytes += UnsafeBufferPointer(start: frame, count: count)
    if isSynchronised { bytes += Array("\u{1B}[?2026l".utf8) }
    pending = bytes[...]
    framesShown += 1
    return flush()
  }

  /// Hands the part of a row that differs from what is shown to curses.
  private func hand(row y: Int, of grid: Grid) {
    let new = grid.row(y)
    var first = new.startIndex
    var last = new.endIndex
    if let shown, shown.columns == grid.columns, shown.rows == grid.rows {
      let old = shown.row(y)
      while first < last, old[first] == new[first] { first += 1 }
      guard first < last else { return }
      while last > first, old[last - 1] == new[last - 1] { last -= 1 }
    }
    // A wide character is written whole.
    while first > new.startIndex, new[first].isContinuation { first -= 1 }
    let cells = new[first..<last].filter { !$0.isContinuation }
    let scalars = cells.map { $0.scalar.value }
    let styles = cells.map { $0.role.rawValue }
    cn_cells(Int32(first - new.startIndex), Int32(y), scalars, styles, Int32(cells.count))
  }

  private func adopt(_ theme: Theme) {
    self.theme = theme
    let colours = Int(cn_colours())
    for role in Role.allCases {
      let style = theme[role].mapped(to: colours)
      var attributes: Int32 = 0
      if style.bold { attributes |= Int32(CN_BOLD) }
      if style.dim { attributes |= Int32(CN_DIM) }
      if style.underline { attributes |= Int32(CN_UNDERLINE) }
      if style.reverse { attributes |= Int32(CN_REVERSE) }
      cn_style(
        Int32(role.rawValue), number(style.foreground), number(style.background), attributes
      )
    }
  }

  /// A colour as curses counts them; -1 for the terminal's own.
  private func number(_ colour: Colour) -> Int32 {
    switch colour {
    case .terminal: -1
    case .indexed(let index): Int32(index)
    case .rgb(let red, let green, let blue): Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    }
  }

  /// Rings the terminal's bell with the next bytes that it takes.
  package func ring() {
    guard isOpen else { return }
    pending += [7]
    _ = flush()
  }

  /// Asks the terminal to put a text into the clipboard. False for one that is too long.
  package func copy(_ text: String) -> Bool {
    guard isOpen, let request = Clipboard.request(text, isInTmux: getenv("TMUX") != nil) else { return false }
    pending += request
    _ = flush()
    return true
  }

  /// Writes what is pending as far as the terminal takes it. False where the terminal is gone.
  private func flush() -> Bool {
    while !pending.isEmpty {
      let written = pending.withUnsafeBufferPointer { cn_write($0.baseAddress, $0.count) }
      if written < 0 { return false }
      if written == 0 { return true }
      bytesWritten += written
      pending = pending.dropFirst(written)
    }
    return true
  }

  /// Gives the terminal back as it was found; `keepingFrame` leaves the last frame where the prompt will be.
  package func close(keepingFrame: Bool = false) {
    guard isOpen else { return }
    isOpen = false
    _ = flush()
    cn_close(keepingFrame ? 1 : 0)
  }
}
