import Telemetry

/// What Node and its process say of themselves: made for the instance that is shown, when it is shown.
package struct Runtime: Sendable {
  package var processor: Measured<Processor>
  package var memory: Measured<Memory>
  package var spaces: Measured<[HeapSpace]>
  package var eventLoop: Measured<EventLoop>
  package var collections: Measured<[Collection]>
  /// Over all kinds, the share of the window's time that was spent on collecting, 0…1.
  package var collectionShare: Double?
  package var process: Process
  package var counters: CounterMemory
  package var gauges: GaugeMemory

  /// Seconds of processor time a second: shares of one core.
  package struct Processor: Sendable, Hashable {
    package var user: Double
    package var system: Double
    package var total: Double { user + system }

    /// JavaScript runs on one thread: near a whole core, requests wait for each other.
    package static let warning = 0.8
    package static let critical = 0.95
  }

  package struct Memory: Sendable, Hashable {
    package var resident: Double?
    package var heapUsed: Double?
    package var heapTotal: Double?
    package var external: Double?
    package var virtual: Double?
    package var data: Double?

    /// mPanel's configuration of PM2 restarts a process whose resident memory passes 1 GB (Q14).
    package static let restartsAt = 1_073_741_824.0
    package static let warningShare = 0.8
    package var shareOfLimit: Double? { resident.map { $0 / Memory.restartsAt } }
  }

  package struct HeapSpace: Sendable, Hashable {
    package var name: String
    package var used: Double
    package var size: Double?
    package var available: Double?
  }

  /// The delays of the event loop since the scrape before, whoever made it, seconds.
  package struct EventLoop: Sendable, Hashable {
    package var mean: Double?
    package var deviation: Double?
    package var least: Double?
    package var p50: Double?
    package var p90: Double?
    package var p99: Double?
    package var most: Double?
    /// What the scrape before met itself.
    package var atScrape: Double?

    /// About 10 ms are the distance between two looks of Node at its own loop.
    package static let warning = 0.1
    package static let critical = 1.0
  }

  /// Garbage collections of one kind over the window.
  package struct Collection: Sendable, Hashable {
    package var kind: String
    package var count: Double
    /// Share of the window's time, 0…1.
    package var share: Double
    /// Seconds; nil without a pause in the window.
    package var mean: Double?
    /// The bound of the highest bucket into which a pause fell; infinite for the last.
    package var longestUpTo: Double?
    /// The highest finite bound: all that is known of a pause in the last bucket.
    package var beyond: Double?
    package var p99: Percentile?
    /// Pauses since the process began.
    package var total: Double

    package static let warningShare = 0.05
    package static let criticalShare = 0.2
  }

  package struct Process: Sendable, Hashable {
    /// Seconds since 1970.
    package var started: Double?
    package var uptime: Duration?
    /// When it was seen to begin anew, newest last.
    package var restarts: [Moment]
    /// Since when mptop has watched.
    package var watchedFor: Duration
    package var node: String?
    package var openFiles: Double?
    package var mostFiles: Double?
    package var handles: Active?
    package var resources: Active?
    package var requests: Active?

    package var shareOfFiles: Double? {
      guard let openFiles, let mostFiles, mostFiles > 0 else { return nil }
      return openFiles / mostFiles
    }
  }

  /// What keeps the event loop alive, by type, the most first.
  package struct Active: Sendable, Hashable {
    package var total: Double
    package var types: [Count]

    package struct Count: Sendable, Hashable {
      package var name: String
      package var count: Double
    }
  }
}
