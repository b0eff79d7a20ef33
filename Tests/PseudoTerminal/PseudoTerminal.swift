import CPseudoTerminal
import Glibc

/// A program on a real pseudo-terminal, and the screen a person would see. Used from one thread.
///
/// Nothing sleeps: every wait polls the terminal and the program's end until its condition holds or a generous
/// deadline is over.
package final class PseudoTerminal {
  package let process: pid_t
  /// Our end of the terminal; -1 once it is closed.
  private var master: Int32
  /// Readable once the program has ended; -1 once that was seen.
  private var ended: Int32
  private let emulator: OpaquePointer
  private var columns: Int
  private var rows: Int
  /// The modes of the terminal before the program changed them.
  package let modesAtStart: [UInt32]
  /// Every byte the program wrote, as far as it was read.
  package private(set) var output: [UInt8] = []
  private var status: Int32?

  /// Long enough for a busy machine: only failing tests wait for it.
  package static let patience: Double = 60

  package init(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String,
    columns: Int = 120, rows: Int = 40
  ) throws {
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var master: Int32 = -1
    var ended: Int32 = -1
    var modes = [UInt32](repeating: 0, count: Int(PT_MODES))
    process = pt_start(
      program, &argv, &envp, folder, Int32(columns), Int32(rows), &master, &ended, &modes)
    guard process > 0, let emulator = pt_emulator_new(Int32(columns), Int32(rows)) else {
      throw Problem(description: "\(program) did not start: \(String(cString: strerror(errno)))")
    }
    self.master = master
    self.ended = ended
    self.emulator = emulator
    self.columns = columns
    self.rows = rows
    modesAtStart = modes
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    if master >= 0 { close(master) }
    if ended >= 0 { close(ended) }
    pt_emulator_free(emulator)
  }

  // MARK: - What a person does

  package func type(_ text: String) { type(bytes: Array(text.utf8)) }

  /// Bytes that are no text, such as reports of a mouse.
  package func type(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, master >= 0 {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { read(milliseconds: 5) }
    }
  }

  /// Goes on pressing a key, and reads nothing of what the program writes, until the terminal takes no more of it: a
  /// link that is dead.
  package func block(pressing key: String) throws {
    let deadline = PseudoTerminal.now() + PseudoTerminal.patience
    let bytes = Array(key.utf8)
    // In the middle of a write it takes no more either, for a moment.
    var timesFull = 0
    while timesFull < 20 {
      timesFull = pt_is_full(master) == 0 ? 0 : timesFull + 1
      if pt_unread(master) == 0, write(master, bytes, bytes.count) < 0 { break }
      guard PseudoTerminal.now() < deadline, !hasEnded else {
        throw Problem(description: "the terminal never filled up")
      }
      read(milliseconds: 1, output: false)
    }
  }

  package func resize(columns: Int, rows: Int) {
    read(milliseconds: 0)
    self.columns = columns
    self.rows = rows
    pt_emulator_resize(emulator, Int32(columns), Int32(rows))
    pt_resize(master, Int32(columns), Int32(rows))
  }

  package func send(_ signal: Int32) { kill(process, signal) }

  /// Sends a signal to every process of the job that has the terminal.
  package func sendToForeground(_ signal: Int32) {
    let group = pt_foreground(master)
    if group > 1 { kill(-group, signal) }
  }

  /// Closes the terminal under the program.
  package func hangUp() {
    close(master)
    master = -1
  }

  /// Writes on the screen behind the program's back, as `wall` does.
  package func scribble(_ text: String) { feed(Array(text.utf8)[...]) }

  // MARK: - What a person sees

  package var lines: [String] {
    (0..<rows).map { row in
      var line = String.UnicodeScalarView()
      for column in 0..<columns {
        let value = pt_emulator_cell(emulator, Int32(column), Int32(row))
        line.append(value == 0 ? " " : Unicode.Scalar(value) ?? " ")
      }
      return String(line)
    }
  }

  package var screen: String { lines.joined(separator: "\n") }

  package func shows(_ words: String) -> Bool { screen.firstRange(of: words) != nil }

  package var hasColour: Bool {
    (0..<rows).contains { row in
      (0..<columns).contains { pt_emulator_is_coloured(emulator, Int32($0), Int32(row)) != 0 }
    }
  }

  package var isAlternate: Bool { pt_emulator_is_alternate(emulator) != 0 }
  package var showsCursor: Bool { pt_emulator_shows_cursor(emulator) != 0 }
  package var hasPlainPen: Bool { pt_emulator_has_plain_pen(emulator) != 0 }

  /// The modes of the terminal now; empty where it is gone.
  package var modes: [UInt32] {
    var modes = [UInt32](repeating: 0, count: Int(PT_MODES))
    return pt_modes(master, &modes) == 0 ? modes : []
  }

  // MARK: - Waiting

  /// Waits until a condition holds. Gives up at once where the program has ended and has nothing more to say.
  package func wait(for words: String, until condition: (PseudoTerminal) -> Bool) throws {
    let deadline = PseudoTerminal.now() + PseudoTerminal.patience
    while !condition(self) {
      let isOver = hasEnded
      let didRead = read(milliseconds: isOver ? 0 : 1000)
      if condition(self) { return }
      guard PseudoTerminal.now() < deadline, didRead || !isOver else {
        let how = status.map { ", the program ended with \($0)" } ?? ""
        throw Problem(description: "waited in vain for \(words)\(how); the screen is\n\(screen)")
      }
    }
  }

  /// Waits until all of the words stand on the screen.
  package func wait(toShow words: String...) throws {
    try wait(for: words.joined(separator: ", ")) { terminal in words.allSatisfy(terminal.shows) }
  }

  /// How the program ended: its exit status, or minus the signal that killed it. Without `reading`, as a person whose
  /// link is dead: what the program writes stays in the terminal.
  package func end(reading: Bool = true) throws -> Int32 {
    let deadline = PseudoTerminal.now() + PseudoTerminal.patience
    while !hasEnded {
      guard PseudoTerminal.now() < deadline else {
        throw Problem(description: "waited in vain for the program to end; the screen is\n\(screen)")
      }
      read(milliseconds: 1000, output: reading)
    }
    while reading, read(milliseconds: 0) {}
    return status ?? -1
  }

  package var hasEnded: Bool {
    if status != nil { return true }
    var raw: Int32 = 0
    guard waitpid(process, &raw, WNOHANG) == process else { return false }
    status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
    close(ended)
    ended = -1
    return true
  }

  /// Takes what the program wrote, waiting for it or for the program's end at most so long. Whether there was any.
  @discardableResult
  private func read(milliseconds: Int32, output wantsOutput: Bool = true) -> Bool {
    var waited = [
      pollfd(fd: wantsOutput ? master : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ended, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waited, 2, milliseconds) > 0, waited[0].revents != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else {
      // Nobody has the terminal open any more, which it goes on saying: only the end can still come.
      poll(&waited[1], 1, milliseconds)
      return false
    }
    output += buffer[..<count]
    feed(buffer[..<count])
    return true
  }

  private func feed(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes {
      pt_emulator_write(emulator, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
    }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension PseudoTerminal {
  /// What went wrong with a terminal or the program on it.
  package struct Problem: Error, CustomStringConvertible {
    package let description: String
    package init(description: String) { self.description = description }
  }
}
