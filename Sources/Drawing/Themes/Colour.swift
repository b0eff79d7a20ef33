/// A colour as a theme names it.
package enum Colour: Sendable, Hashable {
  /// The terminal's own.
  case terminal
  /// One of the 256 of xterm; the first sixteen are the terminal's palette.
  case indexed(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  package static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]

  /// `default`, a name, `0` to `255`, or `#rrggbb`; nil for anything else.
  package init?(text: String) {
    if text == "default" {
      self = .terminal
    } else if let index = Colour.names.firstIndex(of: text) {
      self = .indexed(UInt8(index))
    } else if text.hasPrefix("#"), text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16),
      !text.contains("+")
    {
      self = .rgb(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    } else if let index = UInt8(text), !text.contains("+") {
      self = .indexed(index)
    } else {
      return nil
    }
  }

  /// The nearest colour that a terminal with so many can show.
  package func mapped(to colours: Int) -> Colour {
    switch self {
    case .terminal: return .terminal
    case .indexed(let index):
      if colours >= 256 || Int(index) < min(colours, 16) { return self }
      guard colours >= 8 else { return .terminal }
      if index < 16 { return .indexed(index - 8) }
      let (red, green, blue) = Colour.components(of: index)
      return Colour.basic(red, green, blue, bright: colours >= 16)
    case .rgb(let red, let green, let blue):
      if colours > 256 { return self }
      if colours == 256 { return .indexed(Colour.nearest(red, green, blue)) }
      return colours >= 8 ? Colour.basic(red, green, blue, bright: colours >= 16) : .terminal
    }
  }

  /// The place in xterm's cube of 6×6×6 or its ramp of greys that is nearest.
  private static func nearest(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    var best: (index: UInt8, distance: Int) = (16, .max)
    for index in UInt8(16)...255 {
      let other = components(of: index)
      let distances = [
        Int(red) - Int(other.0), Int(green) - Int(other.1), Int(blue) - Int(other.2),
      ].map { $0 * $0 }
      let distance = distances.reduce(0, +)
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }

  /// Red, green and blue of one of xterm's colours above the first sixteen.
  private static func components(of index: UInt8) -> (UInt8, UInt8, UInt8) {
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = Int(index) - 16
    guard place >= 0 else { return (0, 0, 0) }
    return (steps[place / 36], steps[place / 6 % 6], steps[place % 6])
  }

  private static func basic(_ red: UInt8, _ green: UInt8, _ blue: UInt8, bright: Bool) -> Colour {
    let most = max(red, green, blue)
    guard most >= 64 else { return .indexed(0) }
    // A channel counts when it is more than half of the strongest.
    var index: UInt8 = 0
    if red > most / 2 { index |= 1 }
    if green > most / 2 { index |= 2 }
    if blue > most / 2 { index |= 4 }
    return .indexed(bright && most > 200 ? index + 8 : index)
  }
}
