import Drawing
import MPanel
import Telemetry

/// Runtime, business and security of one instance in a document for programs: seconds, bytes, cents and shares of 1.
struct DetailsDocument {
  typealias Maybe = SnapshotDocument.Maybe

  struct Runtime: Encodable {
    var processor: Maybe<Processor>
    var memory: Maybe<Memory>
    var heapSpaces: Maybe<[HeapSpace]>
    var eventLoopSeconds: Maybe<EventLoop>
    var collections: Maybe<[Collection]>
    var process: Process
  }

  struct Processor: Encodable {
    var userShare: Double
    var systemShare: Double
  }

  struct Memory: Encodable {
    var residentBytes: Double?
    var heapUsedBytes: Double?
    var heapTotalBytes: Double?
    var externalBytes: Double?
    var virtualBytes: Double?
    var dataBytes: Double?
  }

  struct HeapSpace: Encodable {
    var name: String
    var usedBytes: Double
    var sizeBytes: Double?
    var availableBytes: Double?
  }

  struct EventLoop: Encodable {
    var mean: Double?
    var least: Double?
    var p50: Double?
    var p90: Double?
    var p99: Double?
    var most: Double?
  }

  struct Collection: Encodable {
    var kind: String
    var count: Double
    var share: Double
    var meanSeconds: Double?
    var longestUpToSeconds: Double?
    var total: Double
  }

  struct Process: Encodable {
    var startedUnixSeconds: Double?
    var restartsSeen: Int
    var watchedSeconds: Double
    var node: String?
    var openFiles: Double?
    var mostFiles: Double?
    var handles: [String: Double]?
    var resources: [String: Double]?
  }

  struct Tally: Encodable {
    var labels: [String]
    var inWindow: Double
    var watched: Double
    var total: Double?
    var perSecond: Double?
    var lastSecondsAgo: Double?
    var isQuietForLong: Bool
    var burst: Double?
  }

  struct Delivery: Encodable {
    var name: String
    var inWindow: Double
    var watched: Double
    var failed: Double
    var successShare: Double?
    var lastSecondsAgo: Double?
  }

  struct Provisioning: Encodable {
    var service: String
    var count: Double
    var overSeconds: Double
    var percentileSeconds: [String: Double]
    var meanSeconds: Double?
    var total: Double?
  }

  struct Business: Encodable {
    var signups: Maybe<[Tally]>
    /// In cents.
    var revenue: Maybe<[Tally]>
    var invoices: Maybe<[Tally]>
    var provisioning: Maybe<[Provisioning]>
    var emails: Maybe<[Delivery]>
    var sms: Maybe<[Delivery]>
  }

  struct Security: Encodable {
    var rateLimitHits: Maybe<[Tally]>
    var authFailures: Maybe<[Tally]>
    var webhooks: Maybe<[Delivery]>
  }
}
