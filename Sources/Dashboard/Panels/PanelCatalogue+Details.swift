import MPanel

/// The panels of the views that show one subject of an instance, in the order in which a narrow screen stacks them.
extension PanelCatalogue {
  package static let runtime: [any Panel] = [
    ProcessorPanel(), MemoryPanel(), EventLoopPanel(), CollectionsPanel(), HeapSpacesPanel(), ProcessPanel(),
  ]

  package static let business: [any Panel] = [
    TallyPanel(title: "Signups", column: "plan") { $0.business?.signups },
    RevenuePanel(),
    TallyPanel(title: "Invoices", column: "status") { $0.business?.invoices },
    ProvisioningPanel(),
    DeliveryPanel(title: "E-mails", column: "template") { $0.business?.emails },
    DeliveryPanel(title: "SMS", column: "purpose") { $0.business?.sms },
  ]

  package static let security: [any Panel] = [
    TallyPanel(title: "Failed logins", column: "reason", showsBursts: true) { $0.security?.authFailures },
    TallyPanel(title: "Rate-limit hits", column: "endpoint", showsBursts: true) {
      $0.security?.rateLimitHits
    },
    DeliveryPanel(title: "Webhooks", column: "event") { $0.security?.webhooks },
  ]
}
