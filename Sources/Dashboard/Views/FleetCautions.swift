import Drawing
import MPanel

/// What the marks before names mean: one line a kind, with the names of those it is about.
struct FleetCautions {
  let lines: [[Span]]

  init(_ readings: [Reading]) {
    var names: [Caution: [String]] = [:]
    var order: [Caution] = []
    for reading in readings {
      for caution in reading.cautions {
        if names[caution] == nil { order.append(caution) }
        names[caution, default: []].append(reading.target.name)
      }
    }
    lines = order.map { caution in
      [
        Span("! \(caution.words): ", caution.severity.role),
        Span(names[caution, default: []].joined(separator: ", ")),
      ]
    }
  }
}
