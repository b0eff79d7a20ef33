/// A state as a shape and a word, so that it never depends on colour.
package struct Lamp: Sendable, Hashable {
  package enum Light: Sendable, Hashable {
    case good, waiting, warning, critical, unknown
  }

  package var light: Light
  package var word: String

  package init(_ light: Light, _ word: String) {
    self.light = light
    self.word = word
  }

  package var shape: Unicode.Scalar {
    switch light {
    case .good: "●"
    case .waiting: "◌"
    case .warning: "▲"
    case .critical: "✖"
    case .unknown: "○"
    }
  }

  package var role: Role {
    switch light {
    case .good: .good
    case .waiting: .faint
    case .warning: .warning
    case .critical: .critical
    case .unknown: .stale
    }
  }

  package var span: Span { Span("\(shape) \(word)", role) }
}
