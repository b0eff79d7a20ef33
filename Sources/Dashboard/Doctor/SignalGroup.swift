import MPanel

/// Signals that belong together: the doctor has one finding for each of these, not for each of fifty families.
struct SignalGroup: Sendable {
  var title: String
  var signals: [Signal]
  /// Without these the group is dark.
  var essential: [Signal]
  /// These are worth the few lines they take; the others are no loss.
  var wished: [Signal] = []
  /// What is not known, or cannot be noticed, where those are missing.
  var meaning: String
  /// The heading of docs/mpanel.md that has the lines to add.
  var section: String?
  /// Whether mptop is about this: whatever lacks it is to be mended.
  var isVital = false

  static let all: [SignalGroup] = [
    SignalGroup(
      title: "requests", signals: [.requestDuration, .requests, .inFlight],
      essential: [.requestDuration, .requests], meaning: "no percentiles, no traffic, no errors, no routes",
      section: "The requests", isVital: true),
    SignalGroup(
      title: "database pool", signals: [.poolTotal, .poolActive, .poolIdle, .poolWaiting, .poolSaturation],
      essential: [.poolTotal, .poolActive], wished: [.poolWaiting],
      meaning: "a pool that runs out is not noticed before requests hang",
      section: "The database pool", isVital: true),
    SignalGroup(
      title: "queues", signals: [.queueDepth], essential: [.queueDepth],
      meaning: "jobs that pile up are not noticed", section: "The queues", isVital: true),
    SignalGroup(
      title: "breakers", signals: [.breakerState], essential: [.breakerState],
      meaning: "a service that is cut off is not noticed", section: "The breakers", isVital: true),
    SignalGroup(
      title: "process",
      signals: [
        .startTime, .residentMemory, .virtualMemory, .dataMemory, .processorTime, .userTime, .systemTime,
        .openFiles, .mostFiles, .nodeVersion,
      ],
      essential: [.startTime, .residentMemory, .processorTime],
      meaning: "restarts, memory and processor time come from /api/health at best", section: "The page itself"
    ),
    SignalGroup(
      title: "Node",
      signals: [
        .eventLoopLag, .lagOfScrape, .lagLeast, .lagMost, .lagMean, .lagDeviation, .lagMedian, .lagP90,
        .heapUsed, .heapTotal, .externalMemory, .heapSpaceTotal, .heapSpaceUsed, .heapSpaceAvailable,
        .collections, .resources, .resourcesTotal, .handles, .handlesTotal, .nodeRequests, .nodeRequestsTotal,
      ],
      essential: [.eventLoopLag, .heapUsed, .collections],
      meaning: "a blocked event loop and a full heap are not noticed", section: "The page itself"),
    SignalGroup(
      title: "business", signals: [.signups, .revenue, .invoices, .provisioning, .emails, .sms],
      essential: [.signups, .revenue, .invoices, .provisioning, .emails, .sms],
      meaning: "the business view is dark", section: "Signups, money, messages"),
    SignalGroup(
      title: "security", signals: [.authFailures, .rateLimitHits, .webhooks],
      essential: [.authFailures, .rateLimitHits, .webhooks], meaning: "the security view is dark",
      section: "Failed logins, rate limits, webhooks"),
  ]

  /// What rises with whatever is asked: a page on which these stand still does not tell of now.
  static let restless: Set<Signal> = [.requests, .requestDuration, .processorTime]

  var remedy: String? { section.map { "docs/mpanel.md, ‘\($0)’, has the lines to add to mPanel" } }
}
