/// What a cell means. A theme gives each role its colours at the very end, so that no theme can break a picture.
package enum Role: UInt8, Sendable, CaseIterable {
  case plain, strong, faint, title, border, focus, label
  case good, warning, critical, stale, selected
  case series1, series2, series3, series4, series5, series6
  case heat0, heat1, heat2, heat3, heat4, heat5, heat6, heat7

  /// As theme files write it: `series-1`.
  package var name: String {
    let text = "\(self)"
    guard let digit = text.last, digit.isNumber else { return text }
    return "\(text.dropLast())-\(digit)"
  }

  package init?(name: String) {
    guard let role = Role.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }

  /// The letter that stands for it in the role plane of a golden screen.
  var letter: Character { Role.letters[Int(rawValue)] }

  private static let letters = Array(".SfTBFLgwc~#123456abdehijk")

  package static let series: [Role] = [.series1, .series2, .series3, .series4, .series5, .series6]
  package static let heat: [Role] = [.heat0, .heat1, .heat2, .heat3, .heat4, .heat5, .heat6, .heat7]
}
