import Drawing
import MPanel

/// Values of families as figures with the unit of their family.
extension FamilyUnit {
  /// As the list names it.
  var words: String {
    switch self {
    case .seconds: "s"
    case .bytes: "bytes"
    case .ratio: "ratio"
    case .time: "time"
    case .none: ""
    }
  }

  /// A value; a time as how long ago it was.
  func figure(_ value: Double?, now: Double) -> Figure {
    guard let value else { return .none }
    if value.isNaN { return Figure("NaN") }
    switch self {
    case .seconds:
      return abs(value) < 9999.5 ? Figure.latency(value) : Figure(Figure.count(value), "s")
    case .bytes: return Figure.bytes(value)
    case .ratio: return Figure(Figure.significant(value))
    case .time:
      return now > value && value > 0
        ? Figure(Figure.span(now - value), "ago") : Figure(Figure.count(value))
    case .none: return Figure(Figure.count(value))
    }
  }

  /// A change a second: of seconds that is how many things did it at once.
  func rate(_ perSecond: Double?) -> Figure {
    guard let perSecond, !perSecond.isNaN else { return .none }
    switch self {
    case .seconds, .time: return Figure(Figure.significant(perSecond), "s/s")
    case .bytes:
      let figure = Figure.bytes(perSecond)
      return Figure(figure.digits, figure.unit + "/s")
    case .ratio, .none: return Figure.rate(perSecond)
    }
  }

  /// A difference, with its sign.
  func change(_ value: Double?) -> Figure {
    guard let value, !value.isNaN else { return .none }
    let sign = value > 0 ? "+" : ""
    switch self {
    case .seconds, .time:
      let figure = self.figure(value, now: -.infinity)
      return figure.digits == "0" ? Figure("0") : Figure(sign + figure.digits, figure.unit)
    case .bytes:
      let figure = Figure.bytes(value)
      return figure.digits == "0" ? Figure("0") : Figure(sign + figure.digits, figure.unit)
    case .ratio:
      let digits = Figure.significant(value)
      return digits == "0" || digits == "-0" ? Figure("0") : Figure(sign + digits)
    case .none: return Figure(Figure.change(value))
    }
  }
}
