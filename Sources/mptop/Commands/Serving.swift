import DemoFleet
import Dispatch
import Glibc

/// `mptop demo --serve`: no screen; SIGTERM or SIGINT shut the fleet down gracefully, a second one at once.
struct Serving {
  let fleet: PretendFleet

  func run() throws {
    for instance in fleet.instances {
      FileText.standardOutput("\(instance.name) http://\(instance.address)\n")
    }
    FileText.standardOutput(
      "mptop \(fleet.instances.map { "\($0.name)=\($0.address)" }.joined(separator: " "))\n")
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
    // The threads of this process were started before; they leave these signals alone already.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var received: Int32 = 0
    sigwait(&signals, &received)
    let ended = DispatchSemaphore(value: 0)
    Task { [fleet] in
      await fleet.shutDown()
      ended.signal()
    }
    Serving.exitOnSecondSignal()
    ended.wait()
  }

  /// A thread that waits for the second signal, which ends the process at once, as mPanel's does.
  private static func exitOnSecondSignal() {
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
        var second: Int32 = 0
        sigwait(&signals, &second)
        _exit(1)
      }, nil)
  }
}
