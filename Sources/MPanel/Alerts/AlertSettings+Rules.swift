extension AlertSettings {
  /// A built-in rule as it is set: what the table has where nothing is.
  package struct Tuned: Sendable {
    fileprivate let row: AlertRule?
    fileprivate(set) var change: Change

    package var isOn: Bool {
      get { change.isOn ?? row?.isOn ?? true }
      set { change.isOn = newValue }
    }
    package var warning: Double {
      get { change.warning ?? row?.warning?.raise ?? 0 }
      set { change.warning = newValue }
    }
    package var critical: Double {
      get { change.critical ?? row?.critical?.raise ?? 0 }
      set { change.critical = newValue }
    }
    package var clear: Double {
      get {
        // A threshold that was moved has taken it along.
        let rule = row.map { AlertRules.changed($0, change) }
        return (rule?.warning ?? rule?.critical)?.clear ?? 0
      }
      set { change.clear = newValue }
    }
    package var hold: Duration {
      get { change.hold ?? row?.hold ?? .zero }
      set { change.hold = newValue }
    }
    package var clearHold: Duration {
      get { change.clearHold ?? row?.clearHold ?? .zero }
      set { change.clearHold = newValue }
    }
  }

  /// A built-in rule by its id.
  package subscript(rule id: String) -> Tuned {
    get { Tuned(row: AlertTable.row(id), change: changes[id] ?? Change()) }
    set { changes[id] = newValue.change == Change() ? nil : newValue.change }
  }
}
