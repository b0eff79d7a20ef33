import Drawing

/// A notice that has no room in the footer's line: it takes as many lines above as it needs, so that nothing is cut.
struct LongNotice {
  static func draw(_ notice: State.Notice, on canvas: Canvas) {
    let width = canvas.width - 2
    guard width > 10, TextWidth.columns(notice.words, ascii: canvas.isASCII) > width else { return }
    var lines: [String] = []
    var line = ""
    var columns = 0
    for scalar in notice.words.unicodeScalars {
      let taken = TextWidth.columns(String(scalar), ascii: canvas.isASCII)
      if columns + taken > width {
        lines.append(line)
        (line, columns) = ("", 0)
      }
      line.unicodeScalars.append(scalar)
      columns += taken
    }
    lines.append(line)
    let shown = lines.prefix(max(canvas.height - 1, 1))
    let top = canvas.height - shown.count
    canvas.fill(Rect(x: 0, y: top, width: canvas.width, height: shown.count))
    for (place, line) in shown.enumerated() {
      canvas.put(line, x: 1, y: top + place, role: notice.isError ? .critical : .good, width: width)
    }
  }
}
