/// A queue of jobs with its workers, in simulated time.
struct JobQueue: Sendable {
  let name: String
  let workers: Int
  /// Seconds a job takes on average.
  let jobSeconds: Double
  /// How many jobs fail for good.
  let failing: Double
  private(set) var pending: Int
  private(set) var processing = 0
  private(set) var failed = 0
  private(set) var done = 0
  /// When the jobs in work will be done.
  private var finishes: [Double] = []

  init(name: String, workers: Int, jobSeconds: Double, failing: Double, pending: Int = 0) {
    self.name = name
    self.workers = workers
    self.jobSeconds = jobSeconds
    self.failing = failing
    self.pending = pending
  }

  static let all = [
    JobQueue(name: "email", workers: 8, jobSeconds: 0.8, failing: 0.004, pending: 3),
    JobQueue(name: "sms", workers: 2, jobSeconds: 0.6, failing: 0.003),
    JobQueue(name: "provisioning", workers: 3, jobSeconds: 1.6, failing: 0.01, pending: 1),
    JobQueue(name: "backup", workers: 1, jobSeconds: 9, failing: 0.002, pending: 2),
  ]

  mutating func add(_ count: Int = 1) { pending += count }

  /// Works until `now` at a share of its pace. Gives how many jobs were done and how many failed in it.
  mutating func work(until now: Double, pace: Double, isStopping: Bool, random: inout SeededRandom) -> (
    done: Int, failed: Int
  ) {
    let before = finishes.count
    finishes.removeAll { $0 <= now }
    let ended = before - finishes.count
    var lost = 0
    for _ in 0..<ended where random.chance(failing) { lost += 1 }
    done += ended - lost
    failed += lost
    while !isStopping, finishes.count < workers, pending > 0 {
      pending -= 1
      finishes.append(now + jobSeconds / max(pace, 0.01) * (0.4 + 1.2 * random.share()))
    }
    processing = finishes.count
    return (ended - lost, lost)
  }

  /// When the last job in work will be done: a shutdown waits for it.
  var lastFinish: Double? { finishes.max() }
}
