/// One place on the screen: a character and what it means.
package struct Cell: Sendable, Hashable {
  /// A printable character of one or two columns; U+0000 in the second cell of a wide one.
  package var scalar: Unicode.Scalar
  package var role: Role

  package init(_ scalar: Unicode.Scalar = " ", _ role: Role = .plain) {
    self.scalar = scalar
    self.role = role
  }

  package static let blank = Cell()

  /// What stands in the second cell of a wide character.
  package static let continuation: Unicode.Scalar = "\0"

  package var isContinuation: Bool { scalar == Cell.continuation }
}
