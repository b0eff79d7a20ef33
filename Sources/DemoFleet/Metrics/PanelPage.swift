/// The page of metrics of a pretend panel, in the names of its build.
extension PretendPanel {
  /// Makes the page. It changes the panel: the event loop's delays are forgotten with every look.
  package mutating func metricsPage() -> [UInt8] {
    var text = MetricsText(prefix: build.prefix)
    nodeMetrics(&text)
    requestMetrics(&text)
    if build != .legacy {
      poolAndQueues(&text)
      businessMetrics(&text)
    }
    books.forgetLag()
    return text.page
  }

  private func requestMetrics(_ text: inout MetricsText) {
    func labels(_ key: Books.RequestKey) -> [(String, String)] {
      [("method", key.method), ("route", key.route), (build.statusLabel, String(key.status))]
    }
    text.family("http_request_duration_seconds", "histogram", "Duration of HTTP requests in seconds")
    for key in books.requestOrder { if let data = books.requests[key] { text.histogram(data, labels(key)) } }
    text.family("http_requests_total", "counter", "Total number of HTTP requests")
    for key in books.requestOrder {
      if let data = books.requests[key] { text.sample(data.count, labels(key)) }
    }
    text.gauge(
      build == .documented ? "http_active_connections" : "active_connections", "Number of active connections",
      Double(inFlight))
  }

  private func poolAndQueues(_ text: inout MetricsText) {
    let stats = build == .stock ? DatabaseCheck.Stats() : check.stats
    if build == .documented {
      text.gauge("db_pool_size_total", "Database pool total connections", Double(stats.total))
      text.gauge("db_pool_size_idle", "Idle connections available", Double(stats.idle))
      text.gauge("db_pool_size_active", "Active queries running", Double(stats.active))
      text.gauge("db_pool_connections_waiting", "Clients waiting for a connection", Double(stats.waiting))
    } else {
      text.family("db_pool_size", "gauge", "Database connection pool size")
      text.sample(Double(stats.total), [("state", "total")])
      text.sample(Double(stats.idle), [("state", "idle")])
      text.sample(Double(stats.active), [("state", "active")])
      if build == .patched {
        text.gauge("db_pool_connections_waiting", "Clients waiting for a connection", Double(stats.waiting))
        text.gauge(
          "db_pool_saturation_ratio", "Connection pool saturation (0-1)",
          Double(stats.total) / Double(pool.most))
      }
    }
    text.family("queue_size", "gauge", "Number of jobs in queue")
    if build != .stock {
      let plural = ["email": "emails", "backup": "backups"]
      for queue in queues {
        let name = build == .patched ? plural[queue.name] ?? queue.name : queue.name
        text.sample(Double(queue.pending), [("queue_name", name), ("status", "pending")])
        text.sample(Double(queue.processing), [("queue_name", name), ("status", "processing")])
        text.sample(Double(queue.failed), [("queue_name", name), ("status", "failed")])
      }
      text.family("circuit_breaker_state", "gauge", "Circuit breaker state (0=CLOSED, 1=OPEN, 2=HALF_OPEN)")
      for breaker in breakers { text.sample(Double(breaker.state.rawValue), [("service", breaker.name)]) }
    }
  }

  private func businessMetrics(_ text: inout MetricsText) {
    let isDocumented = build == .documented
    // The released build declares all of these and never counts them.
    let isCounted = build != .stock
    func counts(_ name: String, _ help: String, _ counts: Books.Counts, _ labels: [String]) {
      text.family(name, "counter", help)
      guard isCounted else { return }
      for values in counts.order { text.sample(counts[values], Array(zip(labels, values))) }
    }
    counts(
      "user_signups_total", "Total number of user signups", books.signups,
      [isDocumented ? "plan_type" : "plan"])
    counts("revenue_total", "Total revenue in cents", books.revenue, ["currency", "product_type"])
    counts(
      isDocumented ? "invoice_status_total" : "invoices_total", "Total number of invoices by status",
      books.invoices,
      ["status"])
    text.family("service_provisioning_duration_seconds", "histogram", "Time taken to provision services")
    if isCounted {
      for kind in books.provisioningOrder {
        if let data = books.provisioning[kind] { text.histogram(data, [("service_type", kind)]) }
      }
    }
    counts("emails_sent_total", "Total number of emails sent", books.emails, ["template", "status"])
    counts("sms_sent_total", "Total number of SMS messages sent", books.sms, ["purpose", "status"])
    counts("rate_limit_hits_total", "Total number of rate limit hits", books.rateLimitHits, ["endpoint"])
    counts("auth_failures_total", "Total number of authentication failures", books.authFailures, ["reason"])
    counts(
      "webhook_deliveries_total", "Total number of webhook deliveries", books.webhooks,
      [isDocumented ? "event" : "event_type", "status"])
  }
}
