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
}
