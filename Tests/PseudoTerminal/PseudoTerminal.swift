import CPseudoTerminal
import Glibc

/// A program on a real pseudo-terminal, and the screen a person would see. Used from one thread.
///
/// Nothing sleeps: every wait polls the terminal until its condition holds or a generous deadline is over.
public final class PseudoTerminal {
  public let process: pid_t
  private var master: Int32
  private let emulator: OpaquePointer
  private var columns: Int
  private var rows: Int
  /// The modes of the terminal before the program changed them.
  public let modesAtStart: [UInt32]
  /// Every byte the program wrote.
  public private(set) var output: [UInt8] = []
  private var status: Int32?

  public struct Problem: Error, CustomStringConvertible {
    public let description: String
    public init(description: String) { self.description = description }
  }

  /// Long enough for a busy machine: only failing tests wait for it.
  public static let patience: Double = 60

  public init(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String,
    columns: Int = 120,
    rows: Int = 40
  ) throws {
    let words = [program] + arguments
    let variables = environment.map { "\($0.key)=\($0.value)" }
    var argv = words.map { strdup($0) } + [nil]
    var envp = variables.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var master: Int32 = -1
    var modes = [UInt32](repeating: 0, count: 4)
    process = pt_start(program, &argv, &envp, folder, Int32(columns), Int32(rows), &master, &modes)
    guard process > 0, let emulator = pt_emulator_new(Int32(columns), Int32(rows)) else {
      throw Problem(description: "\(program) did not start: \(String(cString: strerror(errno)))")
    }
    self.master = master
    self.emulator = emulator
    self.columns = columns
    self.rows = rows
    modesAtStart = modes
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      kill(process, SIGCONT)
      waitpid(process, nil, 0)
    }
    if master >= 0 { close(master) }
    pt_emulator_free(emulator)
  }

  // MARK: - What a person sees

  public var lines: [String] {
    (0..<rows).map { row in
      var line = String.UnicodeScalarView()
      for column in 0..<columns {
        line.append(Unicode.Scalar(pt_emulator_cell(emulator, Int32(column), Int32(row))) ?? " ")
      }
      return String(String(line).replacing("\0", with: " "))
    }
  }

  public var screen: String { lines.joined(separator: "\n") }

  public func shows(_ words: String) -> Bool { screen.firstRange(of: words) != nil }

  public var hasColour: Bool {
    (0..<rows).contains { row in
      (0..<columns).contains { pt_emulator_is_coloured(emulator, Int32($0), Int32(row)) != 0 }
    }
  }

  public var isAlternate: Bool { pt_emulator_is_alternate(emulator) != 0 }
  public var showsCursor: Bool { pt_emulator_shows_cursor(emulator) != 0 }

  /// The modes of the terminal now; empty where it is gone.
  public var modes: [UInt32] {
    var modes = [UInt32](repeating: 0, count: 4)
    return pt_modes(master, &modes) == 0 ? modes : []
  }

  // MARK: - What a person does

  public func type(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = write(master, Array(bytes[sent...]), bytes.count - sent)
      if count > 0 { sent += count } else { read(milliseconds: 5) }
    }
  }

  public func resize(columns: Int, rows: Int) {
    read(milliseconds: 0)
    self.columns = columns
    self.rows = rows
    pt_emulator_resize(emulator, Int32(columns), Int32(rows))
    pt_resize(master, Int32(columns), Int32(rows))
  }

  public func send(_ signal: Int32) { kill(process, signal) }

  /// Closes the terminal under the program.
  public func hangUp() {
    close(master)
    master = -1
  }

  // MARK: - Waiting

  /// Waits until a condition holds.
  public func wait(for words: String, until condition: (PseudoTerminal) -> Bool) throws {
    let deadline = PseudoTerminal.now() + PseudoTerminal.patience
    while !condition(self) {
      guard PseudoTerminal.now() < deadline else {
        throw Problem(description: "waited in vain for \(words); the screen is\n\(screen)")
      }
      read(milliseconds: 20)
    }
  }

  /// Waits until all of the words stand on the screen.
  public func wait(toShow words: String...) throws {
    try wait(for: words.joined(separator: ", ")) { terminal in words.allSatisfy(terminal.shows) }
  }

  /// How the program ended: its exit status, or minus the signal that killed it.
  public func end() throws -> Int32 {
    try wait(for: "the end of the program") { $0.hasEnded }
    read(milliseconds: 0)
    return status ?? -1
  }

  public var hasEnded: Bool {
    if status != nil { return true }
    var raw: Int32 = 0
    guard waitpid(process, &raw, WNOHANG) == process else { return false }
    status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
    return true
  }

  /// Whether the program is stopped, as by Ctrl-Z.
  public var isStopped: Bool {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return false }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 512)
    guard fgets(&buffer, 512, file) != nil else { return false }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.split(separator: ")").last?.split(separator: " ").first == "T"
  }

  /// Takes what the program wrote, waiting for it at most so long.
  private func read(milliseconds: Int32) {
    guard master >= 0 else {
      usleep(UInt32(max(milliseconds, 1)) * 1000)
      return
    }
    var one = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&one, 1, milliseconds) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(master, &buffer, buffer.count), count > 0 {
      output += buffer[..<count]
      buffer.withUnsafeBytes {
        pt_emulator_write(emulator, $0.bindMemory(to: CChar.self).baseAddress, count)
      }
    }
    // A terminal whose program has gone is always ready to be read: do not spin.
    if one.revents & Int16(POLLHUP) != 0 { usleep(UInt32(max(milliseconds, 1)) * 1000) }
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
