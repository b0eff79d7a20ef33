/// A family as a page declares it. One without series is a fact too: the build knows it and nothing set it.
///
/// The words stay bytes until asked for, since a page declares hundreds and a panel shows a few.
package struct Family: Sendable {
  /// `untyped` where the page does not say.
  package let type: MetricType
  private let bytes: [UInt8]
  private let declaration: FamilyDeclaration
  let format: Format

  init(_ declaration: FamilyDeclaration, in bytes: [UInt8], format: Format) {
    type = declaration.type ?? .untyped
    self.bytes = bytes
    self.declaration = declaration
    self.format = format
  }

  package init(name: String, type: MetricType = .untyped, help: String = "", unit: String = "") {
    self.type = type
    let (nameEnd, helpEnd) = (name.utf8.count, name.utf8.count + help.utf8.count)
    bytes = Array((name + help + unit).utf8)
    declaration = FamilyDeclaration(
      name: Place(0..<nameEnd), help: Place(nameEnd..<helpEnd), unit: Place(helpEnd..<bytes.count))
    format = .text
  }

  /// The declaration with its words as parts of another text.
  func declaration(movedInto text: inout PackedText) -> FamilyDeclaration {
    var moved = declaration
    moved.name = text.add(moved.name)
    moved.help = moved.help.map { text.add($0) }
    moved.unit = moved.unit.map { text.add($0) }
    return moved
  }

  package var name: String { text(declaration.name, isEscaped: declaration.isNameEscaped) }

  /// Empty where the page does not say.
  package var help: String { text(declaration.help, isEscaped: declaration.isHelpEscaped) }

  /// OpenMetrics only; empty where the page does not say.
  package var unit: String { text(declaration.unit, isEscaped: false) }

  private func text(_ place: Place?, isEscaped: Bool) -> String {
    guard let place else { return "" }
    return Bytes.with(bytes) {
      LabelText.text(
        $0, place.range, isEscaped: isEscaped,
        escapesQuote: format == .openMetrics || place == declaration.name)
    }
  }
}

extension Family: Hashable {
  package static func == (left: Family, right: Family) -> Bool {
    left.type == right.type && left.name == right.name && left.help == right.help && left.unit == right.unit
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(type)
  }
}
