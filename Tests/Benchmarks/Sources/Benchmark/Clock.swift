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

/// The most memory this process has had, bytes.
func peakBytes() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}
