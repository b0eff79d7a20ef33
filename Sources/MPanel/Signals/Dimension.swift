/// What a label of a signal means, whatever a build calls it.
package enum Dimension: String, Sendable, CaseIterable {
  case route, method, status, queue, jobState, breaker, version
  case space, kind, resource
  case plan, currency, product, invoiceStatus, service, template, purpose, outcome
  case endpoint, reason, event

  /// The label names that carry it, in the order in which they are looked for.
  package var labels: [String] {
    switch self {
    case .route: ["route"]
    case .method: ["method"]
    case .status: ["status_code", "status"]
    case .queue: ["queue_name", "queue"]
    case .jobState: ["status", "state"]
    case .breaker: BreakerConvention.nameLabels
    case .version: ["version"]
    case .space: ["space"]
    case .kind: ["kind"]
    case .resource: ["type"]
    case .plan: ["plan", "plan_type"]
    case .currency: ["currency"]
    case .product: ["product_type"]
    case .invoiceStatus, .outcome: ["status"]
    case .service: ["service_type"]
    case .template: ["template"]
    case .purpose: ["purpose"]
    case .endpoint: ["endpoint"]
    case .reason: ["reason"]
    case .event: ["event_type", "event"]
    }
  }
}
