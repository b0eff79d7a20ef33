import Telemetry

/// What mptop has seen of the gauges that the runtime view draws.
package struct GaugeMemory: Sendable {
  private var pasts: [Signal: GaugePast] = [:]

  static let signals: [Signal] = [.residentMemory, .heapUsed, .lagMean, .eventLoopLag, .lagMost, .openFiles]

  package init() {}

  mutating func note(_ values: [Signal: Double], at: Moment, keeping most: Int) {
    for signal in GaugeMemory.signals {
      if values[signal] != nil || pasts[signal] != nil {
        pasts[signal, default: GaugePast()].stood(at: values[signal], at, keeping: most)
      }
    }
  }

  package func greatest(of signal: Signal, _ stretches: [Trail.Stretch?]) -> [Double?] {
    pasts[signal]?.greatest(stretches) ?? stretches.map { _ in nil }
  }
}
