import CLoad
import Glibc

/// The program on a terminal of 120 by 40: runs, is pressed keys, and is measured.
final class Watched {
  private let terminal: CInt
  let process: pid_t
  /// Milliseconds from a key to what it paints.
  private(set) var paints: [Double] = []
  private(set) var bytesPainted = 0
  private(set) var frames = 0
  private var tail: [UInt8] = []

  init(_ program: String, _ arguments: [String]) throws(Options.Complaint) {
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var environment = [
      strdup("TERM=xterm-256color"), strdup("LANG=C.UTF-8"), strdup("HOME=/nonexistent"),
      strdup("PATH=/usr/bin:/bin"),
      nil,
    ]
    var ours: CInt = -1
    process = load_start(&ours, program, &words, &environment, 40, 120)
    terminal = ours
    guard process > 0 else { throw Options.Complaint(words: "\(program) cannot be started") }
  }

  /// Reads what it paints until a moment, or until `mark` was painted; whether it was.
  @discardableResult
  func read(until end: Double, mark: [UInt8]? = nil) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let left = end - seconds()
      guard left > 0 else { return false }
      var files = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&files, 1, CInt(left * 1000) + 1) > 0 else { continue }
      let count = Glibc.read(terminal, &buffer, buffer.count)
      guard count > 0 else {
        if count < 0, errno == EAGAIN { continue }
        return false
      }
      bytesPainted += count
      frames += 1
      guard let mark else { continue }
      let seen = tail + buffer.prefix(count)
      if seen.indices.contains(where: { seen[$0...].starts(with: mark) }) { return true }
      tail = Array(seen.suffix(mark.count))
    }
  }

  func press(_ key: String) { _ = key.withCString { write(terminal, $0, strlen($0)) } }

  /// Presses a key and waits for the mark of the selected row, which only moves with it.
  func measure(_ key: String) {
    tail = []
    let pressed = seconds()
    press(key)
    if read(until: pressed + 5, mark: Array("▶".utf8)) {
      paints.append((seconds() - pressed) * 1000)
    } else {
      paints.append(5000)
    }
  }

  /// Seconds of processor time so far.
  var processorSeconds: Double {
    // What follows the name in brackets, which may hold blanks: utime and stime are the 12th and 13th of it.
    let words = text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard words.count > 13, let user = Double(words[11]), let system = Double(words[12]) else { return 0 }
    return (user + system) / Double(sysconf(CInt(_SC_CLK_TCK)))
  }

  /// Megabytes resident: now, and at the most.
  var memory: (now: Double, most: Double) {
    func megabytes(_ field: String) -> Double {
      for line in text("/proc/\(process)/status").split(separator: "\n") where line.hasPrefix(field) {
        return (line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
      }
      return 0
    }
    return (megabytes("VmRSS:"), megabytes("VmHWM:"))
  }

  /// How many sockets are open.
  var sockets: Int {
    guard let folder = opendir("/proc/\(process)/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var link = [UInt8](repeating: 0, count: 64)
      let length = link.withUnsafeMutableBytes {
        guard let start = $0.baseAddress else { return 0 }
        return readlink("/proc/\(process)/fd/\(name)", start.assumingMemoryBound(to: CChar.self), 64)
      }
      if length > 0, link.starts(with: Array("socket:".utf8)) { count += 1 }
    }
    return count
  }

  var threads: Int {
    Int(text("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ")[17] ?? "") ?? 0
  }

  func text(_ path: String) -> String {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = Glibc.read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }

  /// Ends it, by force where it does not go within two seconds.
  func end() {
    press("q")
    let deadline = seconds() + 2
    var status: CInt = 0
    while seconds() < deadline {
      read(until: seconds() + 0.05)
      if waitpid(process, &status, WNOHANG) == process { return }
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }
}
