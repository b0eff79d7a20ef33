/// A part of a canvas; empty where width or height is 0, never negative.
package struct Rect: Sendable, Hashable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  package var isEmpty: Bool { width == 0 || height == 0 }

  package func contains(x: Int, y: Int) -> Bool {
    x >= self.x && y >= self.y && x < self.x + width && y < self.y + height
  }

  package func inset(by columns: Int, _ rows: Int) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  /// How much of a row or column of parts one of them takes.
  package enum Extent: Sendable, Hashable {
    case fixed(Int)
    /// A share of what the fixed ones leave, by weight.
    case share(Int)
  }

  /// This part cut into rows from top to bottom. The parts never overlap nor leave it; where the fixed ones do not
  /// fit, the last come out short or empty.
  package func rows(_ extents: [Extent]) -> [Rect] {
    var y = y
    return Rect.lengths(extents, of: height).map { length in
      defer { y += length }
      return Rect(x: x, y: y, width: width, height: length)
    }
  }

  /// This part cut into columns from left to right, as ``rows(_:)`` does.
  package func columns(_ extents: [Extent]) -> [Rect] {
    var x = x
    return Rect.lengths(extents, of: width).map { length in
      defer { x += length }
      return Rect(x: x, y: y, width: length, height: height)
    }
  }

  private static func lengths(_ extents: [Extent], of whole: Int) -> [Int] {
    var left = whole
    var weights = 0
    for extent in extents {
      switch extent {
      case .fixed(let length): left -= max(length, 0)
      case .share(let weight): weights += max(weight, 0)
      }
    }
    var shared = max(left, 0)
    var room = whole
    return extents.map { extent in
      let wanted: Int
      switch extent {
      case .fixed(let length): wanted = max(length, 0)
      case .share(let weight):
        wanted = weights > 0 ? shared * max(weight, 0) / weights : 0
        shared -= wanted
        weights -= max(weight, 0)
      }
      let taken = min(wanted, room)
      room -= taken
      return taken
    }
  }
}
