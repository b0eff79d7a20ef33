import Telemetry

/// What single views show of an instance: made when it is shown, not with every reading of every instance.
extension Watch {
  package func runtime(at: Moment, window: Duration) -> Runtime {
    let now = scraped(by: at)
    let covered = history.covered(at: now, window: window)
    let rates: Absence? = history.severalProcesses != nil ? .severalProcesses : nil
    var process = bindings.process(history, at: now)
    process.watchedFor = watchedFor(at: at)
    process.node = bindings.nodeVersion ?? health?.nodeVersion
    if let started = process.started, started > 0, at.unixSeconds > started {
      process.uptime = .seconds(at.unixSeconds - started)
    }
    let collections = known {
      rates.map { .failure($0) } ?? bindings.collections(history, at: now, window: covered)
    }
    return Runtime(
      processor: known {
        rates.map { .failure($0) } ?? bindings.processor(history, at: now, window: covered)
      },
      memory: known { bindings.memory(history, at: now) },
      spaces: known { bindings.heapSpaces(history, at: now) },
      eventLoop: known { bindings.eventLoop(history, at: now) }, collections: collections,
      collectionShare: collections.value.map { $0.reduce(0) { $0 + $1.share } }, process: process,
      counters: counterMemory, gauges: gaugeMemory)
  }

  package func business(at: Moment, window: Duration) -> Business {
    let now = scraped(by: at)
    func tallies(_ signal: Signal) -> Measured<[Tally]> {
      known { bindings.tallies(of: signal, counterMemory, history, at: now, window: window) }
    }
    func deliveries(_ signal: Signal) -> Measured<[Delivery]> {
      known { bindings.deliveries(of: signal, counterMemory, history, at: now, window: window) }
    }
    return Business(
      signups: tallies(.signups), revenue: tallies(.revenue), invoices: tallies(.invoices),
      provisioning: known { bindings.provisioning(counterMemory, history, at: now, window: window) },
      emails: deliveries(.emails), sms: deliveries(.sms), watchedFor: watchedFor(at: at))
  }

  package func security(at: Moment, window: Duration) -> Security {
    let now = scraped(by: at)
    func tallies(_ signal: Signal) -> Measured<[Tally]> {
      known { bindings.tallies(of: signal, counterMemory, history, at: now, window: window) }
    }
    return Security(
      rateLimitHits: tallies(.rateLimitHits), authFailures: tallies(.authFailures),
      webhooks: known { bindings.deliveries(of: .webhooks, counterMemory, history, at: now, window: window) },
      watchedFor: watchedFor(at: at))
  }

  /// The newest good scrape, where that was not after the moment asked for.
  private func scraped(by at: Moment) -> Moment { lastGoodScrape.map { min($0, at) } ?? at }

  /// Since the first scrape, however far back the charts reach.
  private func watchedFor(at: Moment) -> Duration {
    counterMemory.since.map { max(at - $0, .zero) } ?? .zero
  }

  private func known<Value>(_ make: () -> Measured<Value>) -> Measured<Value> {
    missing.map { .failure($0) } ?? make()
  }
}
