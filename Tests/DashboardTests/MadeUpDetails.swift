/// What ``MadeUpPanel`` is too small for: the runtime, business and security of an instance, each figure of which
/// follows from the second.
///
/// Each second costs 0.2 s of user and 0.05 s of system time, and a pause of 2 ms of the garbage collector. Every 10 s
/// someone signs up for `starter`, and until 60 s every 8 s for `business`; an invoice of 19.90 USD is paid every 4 s.
/// A service takes 7 s to set up, every 15 s. Of e-mails one in eight fails. Logins fail once in 20 s, in the burst ten
/// times a second.
struct MadeUpDetails {
  var panel = MadeUpPanel()
  /// The second from which logins fail ten times a second.
  var burstFrom: Int?
  /// Whether the build sets what it declares.
  var isCounted = true

  func page(second: Int) -> String {
    panel.page(second: second)
      + (runtime(second) + (isCounted ? counted(second) : declared)).joined(separator: "\n") + "\n"
  }

  private func runtime(_ second: Int) -> [String] {
    var lines = [
      "# TYPE process_cpu_user_seconds_total counter", "process_cpu_user_seconds_total \(Double(second) / 5)",
      "# TYPE process_cpu_system_seconds_total counter",
      "process_cpu_system_seconds_total \(Double(second) / 20)",
      "# TYPE process_virtual_memory_bytes gauge", "process_virtual_memory_bytes 1054380032",
      "# TYPE process_heap_bytes gauge", "process_heap_bytes 130023424",
      "# TYPE process_open_fds gauge", "process_open_fds 870",
      "# TYPE process_max_fds gauge", "process_max_fds 1024",
      "# TYPE nodejs_heap_size_used_bytes gauge",
      "nodejs_heap_size_used_bytes \(50_331_648 + second % 20 * 1_048_576)",
      "# TYPE nodejs_heap_size_total_bytes gauge", "nodejs_heap_size_total_bytes 83886080",
      "# TYPE nodejs_external_memory_bytes gauge", "nodejs_external_memory_bytes 2331082",
    ]
    for (name, value) in [
      ("", 0.0016), ("_min", 0.01), ("_max", 0.16), ("_mean", 0.0112), ("_stddev", 0.004), ("_p50", 0.0101),
      ("_p90", 0.0121), ("_p99", second % 30 < 10 ? 0.15 : 0.013),
    ] {
      lines += [
        "# TYPE nodejs_eventloop_lag\(name)_seconds gauge", "nodejs_eventloop_lag\(name)_seconds \(value)",
      ]
    }
    for (word, values) in [
      ("used", [36, 12, 2, 0]), ("total", [45, 16, 2, 0]), ("available", [9, 4, 0, 16]),
    ] {
      lines.append("# TYPE nodejs_heap_space_size_\(word)_bytes gauge")
      for (space, value) in zip(["old", "new", "code", "new_large_object"], values) {
        lines.append(#"nodejs_heap_space_size_\#(word)_bytes{space="\#(space)"} \#(value * 1_048_576)"#)
      }
    }
    return lines + handles + collections(second)
  }

  private var handles: [String] {
    [
      "# TYPE nodejs_active_handles gauge", #"nodejs_active_handles{type="Server"} 1"#,
      #"nodejs_active_handles{type="Socket"} 8"#, "# TYPE nodejs_active_handles_total gauge",
      "nodejs_active_handles_total 9", "# TYPE nodejs_active_resources gauge",
      #"nodejs_active_resources{type="TCPSocketWrap"} 8"#, #"nodejs_active_resources{type="Timeout"} 6"#,
      "# TYPE nodejs_active_resources_total gauge", "nodejs_active_resources_total 14",
      "# TYPE nodejs_active_requests_total gauge", "nodejs_active_requests_total 0",
    ]
  }

  private func collections(_ second: Int) -> [String] {
    ["# TYPE nodejs_gc_duration_seconds histogram"]
      + [("minor", second, 0.002), ("major", second / 20, 0.04)].flatMap { kind, count, seconds in
        ["0.001", "0.01", "0.1", "+Inf"].map { bound in
          let isUnder = (Double(bound) ?? .infinity) >= seconds
          return #"nodejs_gc_duration_seconds_bucket{le="\#(bound)",kind="\#(kind)"} \#(isUnder ? count : 0)"#
        } + [
          #"nodejs_gc_duration_seconds_sum{kind="\#(kind)"} \#(Double(count) * seconds)"#,
          #"nodejs_gc_duration_seconds_count{kind="\#(kind)"} \#(count)"#,
        ]
      }
  }

  private func counted(_ second: Int) -> [String] {
    let services = second / 15
    let burst = burstFrom.map { max(second - $0, 0) * 10 } ?? 0
    return [
      "# TYPE user_signups_total counter", #"user_signups_total{plan_type="starter"} \#(400 + second / 10)"#,
      #"user_signups_total{plan_type="business"} \#(90 + min(second, 60) / 8)"#,
      "# TYPE revenue_total counter",
      #"revenue_total{currency="usd",product_type="hosting"} \#(1_499_900 + second / 4 * 1990)"#,
      #"revenue_total{currency="eur",product_type="domain"} 2398.5"#,
      "# TYPE invoice_status_total counter", #"invoice_status_total{status="paid"} \#(120 + second / 4)"#,
      #"invoice_status_total{status="overdue"} 4"#,
      "# TYPE service_provisioning_duration_seconds histogram",
      #"service_provisioning_duration_seconds_bucket{le="5",service_type="hosting"} 0"#,
      #"service_provisioning_duration_seconds_bucket{le="10",service_type="hosting"} \#(services)"#,
      #"service_provisioning_duration_seconds_bucket{le="+Inf",service_type="hosting"} \#(services)"#,
      #"service_provisioning_duration_seconds_sum{service_type="hosting"} \#(7 * services)"#,
      #"service_provisioning_duration_seconds_count{service_type="hosting"} \#(services)"#,
      "# TYPE emails_sent_total counter",
      #"emails_sent_total{template="invoice",status="success"} \#(second * 7 / 8)"#,
      #"emails_sent_total{template="invoice",status="failed"} \#(second / 8)"#,
      #"emails_sent_total{template="welcome",status="success"} \#(second / 10)"#,
      "# TYPE sms_sent_total counter", #"sms_sent_total{purpose="2fa",status="sent"} \#(second / 5)"#,
      "# TYPE rate_limit_hits_total counter",
      #"rate_limit_hits_total{endpoint="/api/auth/login"} \#(27 + second / 50)"#,
      "# TYPE auth_failures_total counter",
      #"auth_failures_total{reason="invalid_credentials"} \#(52 + second / 20 + burst)"#,
      #"auth_failures_total{reason="expired_token"} \#(208 + second / 15)"#,
      "# TYPE webhook_deliveries_total counter",
      #"webhook_deliveries_total{event="invoice.paid",status="delivered"} \#(118 + second / 4)"#,
      #"webhook_deliveries_total{event="invoice.paid",status="failed"} 2"#,
    ]
  }

  private var declared: [String] {
    [
      "user_signups_total", "revenue_total", "invoices_total", "emails_sent_total", "sms_sent_total",
      "rate_limit_hits_total", "auth_failures_total", "webhook_deliveries_total",
    ].map { "# TYPE mpanel_\($0) counter" }
  }
}

extension Play {
  /// A page of details every 2 s from second 0 to `second`.
  mutating func run(_ details: MadeUpDetails, until second: Int) {
    for at in stride(from: 0, through: second, by: 2) { page(details.page(second: at), at: Double(at)) }
    apply(.tick, at: Double(second) + 1)
  }
}
