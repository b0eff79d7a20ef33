import Telemetry

extension Trail {
  /// The time that one column of a chart stands for.
  package struct Stretch: Sendable, Hashable {
    package var start: Moment
    package var end: Moment
  }

  /// The time between the scrapes of each column; nil where nothing was seen.
  package func stretches(_ columns: [Column]) -> [Stretch?] {
    columns.map { column in
      guard let rise = column.rise, !steps[rise.from].isGap, !steps[rise.to].isGap else { return nil }
      return Stretch(start: steps[rise.from].at, end: steps[rise.to].at)
    }
  }
}
