import Dashboard

extension Setting where Root == Settings {
  /// How the panels of a view are arranged: a line a row.
  static func layout(of view: View) -> Setting {
    make(
      "layout.\(view.name)", .list, \.preferences.layouts[view],
      "The panels of the \(view.name) view: one text a row of the screen, `|` between columns and `/` between panels one above another, such as `\(LayoutTable.rows(of: view).first?.layout.lines.first ?? "")`. There are \(view.panelNames.joined(separator: ", ")).",
      read: { node throws(Refusal) in
        let lines = try ValueReader.texts(node)
        do throws(PanelLayout.Refusal) {
          return try PanelLayout(lines: lines, panels: view.panelNames)
        } catch {
          throw Refusal(error.words)
        }
      }, write: { $0.map { TOMLText.list($0.lines) } })
  }
}
