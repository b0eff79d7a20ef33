import Glibc

/// Processor time of this process, seconds.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The best time a piece of work took, of as many times as fit into `budget` seconds.
func best(budget: Double = 0.16, _ work: () -> Void) -> Double {
  let start = processorSeconds()
  var best = Double.infinity
  repeat {
    let before = processorSeconds()
    work()
    best = min(best, processorSeconds() - before)
  } while processorSeconds() - start < budget
  return best
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}

/// A line of `/proc/self/status` in bytes: `VmRSS` is the memory now, `VmHWM` the most since ``forgetPeak()``.
func memoryBytes(_ name: String) -> Int {
  guard let file = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, 256, file) != nil {
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard text.hasPrefix(name + ":") else { continue }
    return (Int(text.filter(\.isNumber)) ?? 0) * 1024
  }
  return 0
}

/// Lets the kernel count the most memory anew from here.
func forgetPeak() {
  guard let file = fopen("/proc/self/clear_refs", "w") else { return }
  fputs("5", file)
  fclose(file)
}
