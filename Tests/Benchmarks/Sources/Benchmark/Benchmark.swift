import Exposition
import Glibc

/// `Benchmark pages FOLDER`: writes the generated pages that peers read, too.
/// `Benchmark time FILE NEXT`: one round: the best processor times, in seconds, of memchr, cold and warm.
/// `Benchmark look SERIES`: processor time from bytes to a reading in steady state.
/// `Benchmark memory FILE`: what parsing a file costs at its peak.
/// `Benchmark count WORK`: a fixed amount of work, for counting instructions: cold, warm, look, nothing.
@main
struct Benchmark {
  static func main() {
    let arguments = CommandLine.arguments
    switch (arguments.dropFirst().first, arguments.count) {
    case ("pages", 3): pages(in: arguments[2])
    case ("time", 4): time(read(arguments[2]), next: read(arguments[3]))
    case ("look", 3): look(series: Int(arguments[2]) ?? 3000)
    case ("memory", 3): memory(arguments[2])
    case ("count", 3): count(arguments[2])
    default:
      complain("usage: Benchmark pages FOLDER | time FILE NEXT | look SERIES | memory FILE | count WORK\n")
      exit(64)
    }
  }

  private static func pages(in folder: String) {
    for (name, bytes) in [("20k", 20_000), ("200k", 200_000), ("2m", 2_000_000), ("20m", 20_000_000)] {
      let page = GeneratedPage(bytes: bytes)
      for scrape in 0...1 { write(page.text(scrape: scrape), to: "\(folder)/\(name)-\(scrape).txt") }
    }
  }

  private static func time(_ bytes: [UInt8], next: [UInt8]) {
    var sink = 0
    let lines = best { sink &+= Workload.lines(bytes) }
    let cold = best { sink &+= Workload.cold(bytes) }
    var parser = Parser()
    _ = parser.parse(bytes)
    _ = parser.parse(next)
    var turn = false
    let warm = best {
      sink &+= parser.parse(turn ? next : bytes, contentType: "text/plain; version=0.0.4").values.count
      turn.toggle()
    }
    print("\(lines) \(cold) \(warm)\(sink == .min ? "!" : "")")
  }

  private static func look(series: Int) {
    let page = GeneratedPage(series: series)
    let texts = (0..<40).map { page.text(scrape: $0) }
    var watching = Workload.Watching()
    var sink = 0.0
    for text in texts { sink += watching.look(text) }
    var times: [Double] = []
    for text in texts.reversed() + texts {
      let before = processorSeconds()
      sink += watching.look(text)
      times.append(processorSeconds() - before)
    }
    let milliseconds = (median(times) * 1e6).rounded() / 1000
    print(
      "\(page.routes * 14) series: \(milliseconds) ms a look, median of \(times.count)\(sink < 0 ? "!" : "")")
  }

  private static func memory(_ path: String) {
    let bytes = read(path)
    forgetPeak()
    let before = memoryBytes("VmRSS")
    let count = Workload.cold(bytes)
    let cost = memoryBytes("VmHWM") - before
    let factor = (Double(cost) / Double(bytes.count) * 100).rounded() / 100
    print("\(bytes.count) bytes, \(count) series: \(cost) bytes more at the peak, \(factor) times the page")
  }

  private static func count(_ work: String) {
    let page = GeneratedPage(bytes: 200_000)
    let texts = (0..<4).map { page.text(scrape: $0) }
    var parser = Parser()
    var watching = Workload.Watching()
    var sink = 0.0
    for round in 0..<20 {
      let text = texts[round % 4]
      switch work {
      case "cold": sink += Double(Workload.cold(text))
      case "warm": sink += Double(parser.parse(text, contentType: "text/plain; version=0.0.4").values.count)
      case "look": sink += watching.look(text)
      default: sink += Double(text.count)
      }
    }
    print(sink)
  }

  // MARK: - Files

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else {
      complain("\(path): cannot be read\n")
      exit(1)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else {
      complain("\(path): cannot be written\n")
      exit(1)
    }
    defer { fclose(file) }
    fwrite(bytes, 1, bytes.count, file)
  }

  private static func complain(_ words: String) {
    let bytes = Array(words.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
