/// Which style each role has.
package struct Theme: Sendable, Hashable {
  package var name: String
  private var styles: [Style]

  /// A theme from the styles of some roles; the others look as in ``standard`` or, where `isColoured` is false, as
  /// in ``monochrome``.
  package init(name: String, styles given: [Role: Style], over base: Theme = .standard) {
    self.name = name
    styles = base.styles
    for (role, style) in given { styles[Int(role.rawValue)] = style }
  }

  private init(name: String, all: (Role) -> Style) {
    self.name = name
    styles = Role.allCases.map(all)
  }

  package subscript(role: Role) -> Style { styles[Int(role.rawValue)] }

  /// Leaves the terminal's own foreground and background alone and takes the colours of its palette, so that it is
  /// right on a dark and on a light terminal.
  package static let standard = Theme(name: "default") { role in
    switch role {
    case .plain: Style()
    case .strong: Style(bold: true)
    case .faint: Style(.indexed(8))
    case .title: Style(bold: true)
    case .border: Style(.indexed(8))
    case .focus: Style(.indexed(6), bold: true)
    case .label: Style(.indexed(6))
    case .good: Style(.indexed(2))
    case .warning: Style(.indexed(3), bold: true)
    case .critical: Style(.indexed(1), bold: true)
    case .stale: Style(.indexed(8))
    case .selected: Style(reverse: true)
    case .series1: Style(.indexed(4))
    case .series2: Style(.indexed(6))
    case .series3: Style(.indexed(5))
    case .series4: Style(.indexed(12))
    case .series5: Style(.indexed(3))
    case .series6: Style(.indexed(1))
    // Heat is a number, not a state: it never takes the colours of warnings.
    case .heat0, .heat1, .heat2: Style(.indexed(4))
    case .heat3, .heat4, .heat5: Style(.indexed(6))
    case .heat6, .heat7: Style()
    }
  }

  /// Without any colour: weight and reverse video alone. State is in words and shapes anyway.
  package static let monochrome = Theme(name: "mono") { role in
    switch role {
    case .strong, .title, .focus, .warning: Style(bold: true)
    case .critical: Style(bold: true, underline: true)
    case .faint, .border, .stale: Style(dim: true)
    case .selected: Style(reverse: true)
    default: Style()
    }
  }
}
