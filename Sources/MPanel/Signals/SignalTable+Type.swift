import Exposition

extension SignalTable.Row {
  /// What the families of this signal declare themselves to be.
  package var type: MetricType {
    let words = unit.split { " ,;".contains($0) }
    let types: [MetricType] = [.histogram, .counter, .summary, .gauge]
    return types.first { words.contains(Substring($0.rawValue)) } ?? .untyped
  }

  package var isHistogram: Bool { type == .histogram }
}
