import MPanel
import Telemetry

/// From what views show to what programs read.
extension DetailsDocument {
  static func runtime(_ runtime: MPanel.Runtime) -> Runtime {
    let process = runtime.process
    return Runtime(
      processor: Maybe(runtime.processor) { Processor(userShare: $0.user, systemShare: $0.system) },
      memory: Maybe(runtime.memory) {
        Memory(
          residentBytes: $0.resident, heapUsedBytes: $0.heapUsed, heapTotalBytes: $0.heapTotal,
          externalBytes: $0.external, virtualBytes: $0.virtual, dataBytes: $0.data)
      },
      heapSpaces: Maybe(runtime.spaces) { spaces in
        spaces.map {
          HeapSpace(name: $0.name, usedBytes: $0.used, sizeBytes: $0.size, availableBytes: $0.available)
        }
      },
      eventLoopSeconds: Maybe(runtime.eventLoop) {
        EventLoop(mean: $0.mean, least: $0.least, p50: $0.p50, p90: $0.p90, p99: $0.p99, most: $0.most)
      },
      collections: Maybe(runtime.collections) { kinds in
        kinds.map {
          Collection(
            kind: $0.kind, count: $0.count, share: $0.share, meanSeconds: $0.mean,
            longestUpToSeconds: finite($0.longestUpTo), total: $0.total)
        }
      },
      process: Process(
        startedUnixSeconds: process.started, restartsSeen: process.restarts.count,
        watchedSeconds: process.watchedFor.seconds, node: process.node, openFiles: process.openFiles,
        mostFiles: process.mostFiles, handles: counts(process.handles), resources: counts(process.resources)))
  }

  static func business(_ business: MPanel.Business) -> Business {
    Business(
      signups: Maybe(business.signups) { $0.map(tally) }, revenue: Maybe(business.revenue) { $0.map(tally) },
      invoices: Maybe(business.invoices) { $0.map(tally) },
      provisioning: Maybe(business.provisioning) { services in
        services.map { service in
          Provisioning(
            service: service.name, count: service.count, overSeconds: service.covered.seconds,
            percentileSeconds: Dictionary(
              service.percentiles.map { ($0.name, $0.seconds) }, uniquingKeysWith: { first, _ in first }),
            meanSeconds: service.mean, total: finite(service.tally.total))
        }
      },
      emails: Maybe(business.emails) { $0.map(delivery) }, sms: Maybe(business.sms) { $0.map(delivery) })
  }

  static func security(_ security: MPanel.Security) -> Security {
    Security(
      rateLimitHits: Maybe(security.rateLimitHits) { $0.map(tally) },
      authFailures: Maybe(security.authFailures) { $0.map(tally) },
      webhooks: Maybe(security.webhooks) { $0.map(delivery) })
  }

  private static func tally(_ tally: MPanel.Tally) -> Tally {
    Tally(
      labels: tally.labels, inWindow: tally.inWindow, watched: tally.watched, total: finite(tally.total),
      perSecond: finite(tally.perSecond), lastSecondsAgo: tally.lastAgo?.seconds,
      isQuietForLong: tally.unusualQuiet != nil, burst: tally.burst?.count)
  }

  private static func delivery(_ delivery: MPanel.Delivery) -> Delivery {
    Delivery(
      name: delivery.name, inWindow: delivery.inWindow, watched: delivery.watched,
      failed: delivery.failedWatched,
      successShare: delivery.success?.share, lastSecondsAgo: delivery.lastAgo?.seconds)
  }

  private static func counts(_ active: MPanel.Runtime.Active?) -> [String: Double]? {
    active.map { Dictionary($0.types.map { ($0.name, $0.count) }, uniquingKeysWith: +) }
  }

  /// JSON has no infinities.
  private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}
