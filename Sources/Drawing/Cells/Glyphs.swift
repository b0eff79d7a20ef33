/// What charts and frames are made of.
package enum Glyphs: String, Sendable, CaseIterable {
  case blocks, braille, ascii

  package var next: Glyphs {
    switch self {
    case .blocks: .braille
    case .braille: .ascii
    case .ascii: .blocks
    }
  }
}
