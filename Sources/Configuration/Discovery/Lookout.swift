import Dispatch
import Scraping
import Synchronization

/// Looks again and again, on a thread of its own, whether the configuration, a list of targets or the addresses of a
/// name have changed, and tells.
package final class Lookout: Sendable {
  /// What a look brought.
  package enum News: Sendable {
    /// The list as it is now, with ids of its own, and all that was set.
    case found([ScrapeTarget], Loaded, troubles: [String], wasAsked: Bool)
    /// A configuration with mistakes: everything stays as it is.
    case refused([String])
  }

  /// How often files are looked at: a few calls to the system each time.
  private static let pause = DispatchTimeInterval.seconds(2)
  /// After how many of these pauses names are looked up anew.
  private static let pausesBetweenNames = 15

  private let read: @Sendable () -> (Loaded, TargetSources)
  private let tell: @Sendable (News) -> Void
  private let bell = DispatchSemaphore(value: 0)
  private let isStopped = Mutex(false)

  /// - Parameter read: reads the configuration, with the command line over it.
  package init(
    read: @escaping @Sendable () -> (Loaded, TargetSources), tell: @escaping @Sendable (News) -> Void
  ) {
    self.read = read
    self.tell = tell
  }

  /// Goes on from a first look and what it found.
  package func start(_ discovery: Discovery, _ first: Discovered) {
    DispatchQueue(label: "mptop.lookout").async { [self] in run(discovery, first) }
  }

  /// Looks at everything now.
  package func lookNow() { bell.signal() }

  package func stop() {
    isStopped.withLock { $0 = true }
    bell.signal()
  }

  private func run(_ discovery: Discovery, _ first: Discovered) {
    var discovery = discovery
    var (files, hasNames, targets) = (first.files, first.hasNames, first.targets)
    var looks = FilePattern.looks(of: files)
    var pauses = 0
    var reported: [String] = first.troubles
    while true {
      let wasAsked = bell.wait(timeout: .now() + Lookout.pause) == .success
      guard !isStopped.withLock({ $0 }) else { return }
      pauses += 1
      let now = FilePattern.looks(of: files)
      guard wasAsked || now != looks || (hasNames && pauses >= Lookout.pausesBetweenNames) else { continue }
      let hasChanged = now != looks
      pauses = 0
      // What changes while it is read is seen with the next look.
      looks = now
      let (loaded, sources) = read()
      let found = discovery.find(sources)
      let mistakes = loaded.problems.map(\.description) + found.mistakes + [found.usage].compactMap { $0 }
      guard mistakes.isEmpty else {
        tell(.refused(mistakes))
        continue
      }
      if files != found.files {
        files = found.files
        looks = FilePattern.looks(of: files)
      }
      hasNames = found.hasNames
      guard wasAsked || hasChanged || found.targets != targets || found.troubles != reported else { continue }
      targets = found.targets
      reported = found.troubles
      tell(.found(Roster.targets(found.targets), loaded, troubles: found.troubles, wasAsked: wasAsked))
    }
  }
}
