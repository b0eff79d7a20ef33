import Drawing
import MPanel

/// What a family's row says of all of its series together.
extension FamilySeries {
  /// The newest value; of a histogram and a summary, how many observations.
  func newest(_ figures: MemberFigures?, now: Double) -> Figure {
    switch kind {
    case .level, .counter:
      // Times cannot be added up.
      unit == .time && members.count > 1 ? .none : unit.figure(figures?.value, now: now)
    case .histogram, .summary: Figure(Figure.count(figures?.value))
    }
  }

  /// How much a level has changed, how fast all else has risen.
  func change(_ figures: MemberFigures?) -> Figure {
    switch kind {
    case .level: unit.change(figures?.change)
    case .counter: unit.rate(figures?.perSecond)
    case .histogram, .summary: Figure.rate(figures?.perSecond)
    }
  }
}
