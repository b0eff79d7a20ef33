/// PromQL as text: what an operator pastes elsewhere to see the figure that is on the screen.
package enum QueryText {
  package struct Matcher: Sendable, Hashable {
    package var label: String
    /// `=`, `!=`, `=~` or `!~`.
    package var sign: String
    package var value: String

    package init(_ label: String, _ sign: String = "=", _ value: String) {
      self.label = label
      self.sign = sign
      self.value = value
    }
  }

  /// All requests but the scrapes: these are nobody's work.
  package static let notScrapes = Matcher(
    "route", "!~", Bindings.scrapeRoutes.sorted().reversed().joined(separator: "|"))

  /// The series of one target. Prometheus gives them the host and port that it scrapes as `instance`: where it reaches
  /// the target by another name, that is what has to be changed in the text.
  package static func instance(of target: Target) -> Matcher {
    var place = target.address[...]
    if let scheme = place.firstRange(of: "://") {
      place = place[scheme.upperBound...]
      place = place.prefix { $0 != "/" }
    }
    let isHost = !target.address.hasPrefix("unix:") && !place.isEmpty
    return Matcher("instance", "=", isHost ? String(place) : target.name)
  }

  /// `name{label="value"}`; a name that is none of the classic ones is quoted within the braces, as Prometheus 3 reads it.
  package static func selector(_ name: String, _ matchers: [Matcher]) -> String {
    let isPlain = isClassic(name, colon: true)
    var parts = isPlain ? [] : [quoted(name)]
    parts += matchers.map { matcher in
      let label = isClassic(matcher.label, colon: false) ? matcher.label : quoted(matcher.label)
      return "\(label)\(matcher.sign)\(quoted(matcher.value))"
    }
    let braces = parts.isEmpty ? "" : "{\(parts.joined(separator: ","))}"
    return (isPlain ? name : "") + braces
  }

  /// `rate(selector[1m])`.
  package static func rate(_ selector: String, _ window: Duration) -> String {
    "rate(\(selector)[\(span(window))])"
  }

  /// `histogram_quantile(0.99, sum by (le) (rate(selector[1m])))`.
  package static func quantile(_ quantile: Double, _ selector: String, _ window: Duration) -> String {
    "histogram_quantile(\(quantile), sum by (le) (\(rate(selector, window))))"
  }

  /// `1m`, `30s`.
  static func span(_ window: Duration) -> String {
    let seconds = window.components.seconds
    return seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }

  /// In double quotes with what Go's strings escape; what a terminal must not get is written by its number.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
          let digits = String(scalar.value, radix: 16)
          let width = scalar.value > 0xFFFF ? 8 : 4
          quoted +=
            (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  private static func isClassic(_ name: String, colon: Bool) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
        || (colon && byte == 58)
    }
  }
}
