/// Something that mptop shows and an mPanel may export: the key of ``SignalTable``.
package enum Signal: String, Sendable, CaseIterable {
  case requestDuration = "request duration"
  case requests
  case inFlight = "requests in flight"
  case poolTotal = "pool total"
  case poolIdle = "pool idle"
  case poolActive = "pool active"
  case poolWaiting = "pool waiting"
  case poolSaturation = "pool saturation"
  case queueDepth = "queue depth"
  case breakerState = "breaker state"
  case startTime = "process start"
  case residentMemory = "resident memory"
  case heapUsed = "heap used"
  case nodeVersion = "Node version"
  case eventLoopLag = "event-loop lag"
  case processorTime = "processor time"
  case userTime = "user time"
  case systemTime = "system time"
  case virtualMemory = "virtual memory"
  case dataMemory = "data memory"
  case openFiles = "open files"
  case mostFiles = "most open files"
  case lagOfScrape = "lag at the scrape"
  case lagLeast = "lag, least"
  case lagMost = "lag, most"
  case lagMean = "lag, mean"
  case lagDeviation = "lag, deviation"
  case lagMedian = "lag, p50"
  case lagP90 = "lag, p90"
  case resources
  case resourcesTotal = "resources, all"
  case handles
  case handlesTotal = "handles, all"
  case nodeRequests = "Node requests"
  case nodeRequestsTotal = "Node requests, all"
  case heapTotal = "heap total"
  case externalMemory = "external memory"
  case heapSpaceTotal = "heap space total"
  case heapSpaceUsed = "heap space used"
  case heapSpaceAvailable = "heap space free"
  case collections = "garbage collection"
  case signups
  case revenue
  case invoices
  case provisioning
  case emails = "e-mails"
  case sms = "SMS"
  case rateLimitHits = "rate-limit hits"
  case authFailures = "failed logins"
  case webhooks
}
