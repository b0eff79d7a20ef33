import Drawing
import MPanel

extension State {
  /// What is pasted goes where a line is typed, and nowhere else.
  mutating func paste(_ text: String) {
    let keys = State.typed(text)
    if palette != nil {
      for key in keys { _ = palette?.take(key) }
    } else if help?.filter.isTyping == true {
      for key in keys { _ = help?.take(key) }
    } else if list.filter.isTyping {
      for key in keys { _ = list.filter.take(key) }
      list.selected = scene.selectedRow(list)
    } else {
      notice = Notice(
        words: "a paste is text: it is taken where a line is typed, after : or /", isError: true, at: now)
    }
  }

  /// The text as characters, with one blank where there are several and none around.
  private static func typed(_ text: String) -> [Key] {
    text.split(separator: " ").joined(separator: " ").unicodeScalars.filter { CleanText.isPlain($0) }
      .map { .character($0) }
  }
}
