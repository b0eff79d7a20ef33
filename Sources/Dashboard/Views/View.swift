/// The screens that digits choose.
package enum View: Int, Sendable, CaseIterable, Hashable {
  case fleet = 1
  case instance = 2

  package var title: String {
    switch self {
    case .fleet: "Fleet"
    case .instance: "Instance"
    }
  }

  /// As `--view` names it.
  package var name: String {
    switch self {
    case .fleet: "fleet"
    case .instance: "instance"
    }
  }
}
