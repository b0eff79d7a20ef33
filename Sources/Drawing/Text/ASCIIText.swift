/// What stands for mptop's own symbols where the terminal has only ASCII.
package enum ASCIIText {
  package static func replacement(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    table[scalar] ?? "?"
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [
      "▶": ">", "◀": "<", "▲": "^", "▼": "v", "●": "o", "✖": "x", "◐": "~", "◌": ".", "○": ".", "…": ".",
      "–": "-", "—": "-",
      "─": "-", "━": "-", "│": "|", "╎": "|", "┊": "|", "┆": "|", "╷": "|", "╵": "|", "├": "+", "┤": "+",
      "┬": "+", "┴": "+", "┼": "+",
      "╭": "+", "╮": "+", "╯": "+", "╰": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+", "µ": "u", "×": "x",
      "·": ".", "→": ">", "←": "<", "↑": "^", "↓": "v", "↻": "@", "≥": ">", "≤": "<", "≈": "~", "∞": "8",
      "░": ".", "▒": ":", "▓": "*", "█": "#", "▍": "#", "▌": "#", "▏": "|", "▎": "|", "▋": "#", "▊": "#",
      "▉": "#",
      "\u{2019}": "'", "\u{2018}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "é": "e", "è": "e", "à": "a",
      "ä": "a", "ö": "o", "ü": "u", "ß": "s", "ñ": "n", "ç": "c",
    ]
    for (block, mark) in zip("▁▂▃▄▅▆▇".unicodeScalars, "__--==*".unicodeScalars) { table[block] = mark }
    return table
  }()
}
