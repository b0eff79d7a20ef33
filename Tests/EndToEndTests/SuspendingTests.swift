import Glibc
import PseudoTerminal
import Testing

/// Stopped and continued under a shell with job control, which is what Ctrl-Z and fg are.
@Suite("Stopping and going on")
struct SuspendingTests {
  /// A shell that starts the dashboard as a job, says when it stopped, and does `then` after Enter. Shells take the
  /// terminal's modes back while a job is stopped, some more than others; `stty` does it for sure.
  private static func script(then: String) -> String {
    "set -m; \"$0\" demo --every 0.5; stty sane; printf '\\033[2J\\033[Hwas stopped\\n'; read line; \(then)"
  }

  private static func started(_ program: Program, then: String = "fg; echo ended with $?") throws
    -> PseudoTerminal
  {
    let terminal = try program.start(shell: script(then: then))
    try terminal.wait(toShow: "alpha", "Fleet")
    return terminal
  }

  /// The dashboard is back, whole, and reads single keys.
  private static func expectBack(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "the dashboard") { terminal in
      terminal.isAlternate && !terminal.showsCursor && !terminal.shows("was stopped")
        && terminal.lines[1].contains("Fleet") && terminal.shows("legacy") && terminal.shows("1 Fleet")
    }
    terminal.type("?")
    try terminal.wait(toShow: "Esc closes")
    terminal.type("q")
    try terminal.wait(toShow: "ended with 0")
  }

  @Test("Ctrl-Z gives the terminal back and stops; fg takes it again, at its new size, and paints everything")
  func suspending() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try SuspendingTests.started(program)
      terminal.type("\u{1A}")
      try terminal.wait(for: "the shell") { $0.shows("was stopped") && !$0.isAlternate && $0.showsCursor }
      #expect(PrivateModes(terminal.output) == .asFound)
      terminal.resize(columns: 100, rows: 30)
      terminal.type("\n")
      try SuspendingTests.expectBack(terminal)
    }
  }

  @Test("SIGTSTP from somebody else does what Ctrl-Z does")
  func stopSignal() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try SuspendingTests.started(program)
      terminal.sendToForeground(SIGTSTP)
      try terminal.wait(for: "the shell") { $0.shows("was stopped") && !$0.isAlternate && $0.showsCursor }
      terminal.type("\n")
      try SuspendingTests.expectBack(terminal)
    }
  }

  @Test("a wrapper in the same job, such as sudo or time, is no reason not to stop")
  func wrapped() async throws {
    try await Program.onItsOwnThread { program in
      let wrapped = SuspendingTests.script(then: "fg; echo ended with $?")
        .replacing("\"$0\" demo", with: "sh -c '\"$0\" demo; exit $?' \"$0\" demo")
        .replacing(" demo --every 0.5;", with: ";")
      let terminal = try program.start(shell: wrapped)
      try terminal.wait(toShow: "alpha", "Fleet")
      terminal.type("\u{1A}")
      try terminal.wait(for: "the shell") { $0.shows("was stopped") && !$0.isAlternate && $0.showsCursor }
      terminal.type("\n")
      try SuspendingTests.expectBack(terminal)
    }
  }

  @Test("stopped by force, when it could not give the terminal back: fg takes it again all the same")
  func forced() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try SuspendingTests.started(program)
      terminal.sendToForeground(SIGSTOP)
      try terminal.wait(toShow: "was stopped")
      terminal.type("\n")
      try SuspendingTests.expectBack(terminal)
    }
  }

  @Test("ended while it is stopped by force: it leaves the screen, and the shell's modes alone")
  func endedInBackground() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try SuspendingTests.started(
        program, then: "stty -echo; kill -TERM %1; kill -CONT %1; read line; echo all over; read line")
      terminal.sendToForeground(SIGSTOP)
      try terminal.wait(toShow: "was stopped")
      let before = terminal.modes
      terminal.type("\n")
      // Some shells take a job that goes on by a signal for a stopped one, and do not wait for it.
      try terminal.wait(for: "the end") { !$0.isAlternate && $0.showsCursor }
      terminal.type("\n")
      try terminal.wait(toShow: "all over")
      #expect(!terminal.isAlternate && terminal.showsCursor)
      #expect(PrivateModes(terminal.output) == .asFound)
      // Echo is the eighth bit of the local flags, and all that the shell changed meanwhile.
      #expect(terminal.modes.enumerated().map { $0 == 3 ? $1 | 8 : $1 } == before)
      #expect(terminal.modes[3] & 8 == 0)
    }
  }

  @Test("Ctrl-Z where no shell could bring it back does nothing, and says so")
  func orphan() async throws {
    try await Program.onItsOwnThread { program in
      let terminal = try program.start("demo", "--every", "0.5")
      try terminal.wait(toShow: "alpha", "Fleet")
      terminal.type("\u{1A}")
      try terminal.wait(toShow: "no shell here")
      #expect(terminal.isAlternate)
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
  }
}
