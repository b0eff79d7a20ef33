/// What keys are for, in the order in which the help tells of them.
package enum KeyGroup: String, Sendable, CaseIterable {
  case views, move, lists, alerts, time, save, looks, program

  /// The group of a row: that which names its command, else lists for what only they have.
  package static func of(_ row: KeyTable.Row) -> KeyGroup {
    allCases.first { $0.names(row.command) } ?? (row.views == View.lists ? .lists : .program)
  }

  func names(_ command: Command) -> Bool { commands.contains(command) }

  private var commands: Set<Command> {
    switch self {
    case .views: Set(View.allCases.map(\.command)).union([.nextInstance, .previousInstance])
    case .move: [.left, .right, .expand, .up, .down, .pageUp, .pageDown, .top, .bottom, .back]
    case .lists: [.open, .filter, .nextSort, .previousSort, .reverseSort]
    case .alerts: [.alerts, .acknowledge, .mark]
    case .time:
      [
        .pause, .earlier, .later, .minuteEarlier, .minuteLater, .now, .widerWindow, .narrowerWindow, .slower,
        .refresh,
      ]
    case .save: [.snapshot, .copy]
    case .looks: [.nextLayout, .nextTheme, .nextGlyphs, .nextAxis]
    case .program: [.help, .palette, .reload, .suspend, .repaint, .quit, .quitKeepingFrame]
    }
  }
}
