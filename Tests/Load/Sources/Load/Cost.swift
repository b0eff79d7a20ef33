/// What the program cost while it was measured.
struct Cost {
  private var core = 0.0
  private var memory = (now: 0.0, most: 0.0)
  private var sockets = 0
  private var threads = 0
  private var paints: [Double] = []
  private var framesPerSecond = 0.0
  private var bytesPerSecond = 0.0

  /// Warms up, then measures for as long as the options say, with a key every second.
  init(of watched: Watched, _ options: Options) {
    let start = seconds()
    watched.read(until: start + options.warmUp / 2)
    // By name: rows that do not change places, so that only the key moves the mark.
    watched.press("o")
    watched.read(until: start + options.warmUp)
    let began = (
      time: seconds(), processor: watched.processorSeconds, frames: watched.frames,
      bytes: watched.bytesPainted
    )
    var isDown = true
    while seconds() < began.time + options.seconds {
      watched.measure(isDown ? "j" : "k")
      isDown.toggle()
      watched.read(until: seconds() + 1)
      sockets = max(sockets, watched.sockets)
    }
    let time = seconds() - began.time
    core = (watched.processorSeconds - began.processor) / time
    framesPerSecond = Double(watched.frames - began.frames) / time
    bytesPerSecond = Double(watched.bytesPainted - began.bytes) / time
    memory = watched.memory
    threads = watched.threads
    paints = watched.paints.sorted()
    watched.end()
  }

  func report() {
    func paint(_ quantile: Double) -> Double {
      paints.isEmpty ? 0 : Load.rounded(paints[min(Int(Double(paints.count) * quantile), paints.count - 1)])
    }
    print("processor    \(Load.rounded(core * 100)) % of a core")
    print("memory       \(Load.rounded(memory.now)) MB, \(Load.rounded(memory.most)) MB at most")
    print("sockets      \(sockets) at most, \(threads) threads")
    print("key to paint p50 \(paint(0.5)) ms, p99 \(paint(0.99)) ms of \(paints.count)")
    print(
      "painted      \(Load.rounded(framesPerSecond)) reads/s, \(Load.rounded(bytesPerSecond / 1000)) KB/s")
  }
}
