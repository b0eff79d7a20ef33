import Drawing
import MPanel
import Telemetry

/// Which rows the fleet has, in their order: instances, and where targets are in groups, a row of sums above each
/// group's own.
struct FleetRows {
  enum Row {
    case instance(Int)
    case group(Group)
  }

  struct Group {
    var name: String
    /// The places of its instances in their order, shown or not.
    var places: [Int]
    var isFolded: Bool
  }

  let moment: Moment
  /// Of every instance, by its place.
  let briefs: [Brief]
  /// The places of the instances that the filter admits, in the order of the rows; those of folded groups too.
  let order: [Int]
  let rows: [Row]
  /// The name of each row, which is its own for ever.
  let names: [String]
  /// The columns of the widest name.
  let widest: Int

  init(_ state: State) {
    let list = state.lists[.fleet] ?? ListState()
    let briefs = state.briefs
    self.briefs = briefs
    moment = state.shownMoment
    let sorted = FleetSort.allCases[list.sort % FleetSort.allCases.count]
      .order(of: briefs, isReversed: list.isReversed)
    widest = briefs.reduce(0) { max($0, TextWidth.columns($1.target.name)) }
    let filter = list.filter
    order = filter.isEmpty ? sorted : sorted.filter { filter.admits(FleetRows.text(of: briefs[$0])) }
    guard briefs.contains(where: { !$0.target.groups.isEmpty }) else {
      rows = order.map { .instance($0) }
      names = order.map { FleetView.row(of: briefs[$0].target.id) }
      return
    }
    var places: [String: [Int]] = [:]
    var groups: [String] = []
    // A group stands where its first instance does: the worst group first where the worst instance is.
    for place in order {
      let name = briefs[place].target.groups.first ?? FleetRows.ungrouped
      if places[name] == nil { groups.append(name) }
      places[name, default: []].append(place)
    }
    let rows = groups.flatMap { name -> [Row] in
      let members = places[name] ?? []
      let isFolded = list.folded.contains(name)
      return [.group(Group(name: name, places: members, isFolded: isFolded))]
        + (isFolded ? [] : members.map { .instance($0) })
    }
    self.rows = rows
    names = rows.map { row in
      switch row {
      case .instance(let place): FleetView.row(of: briefs[place].target.id)
      case .group(let group): FleetRows.row(ofGroup: group.name)
      }
    }
  }

  /// The group of those that are in none.
  static let ungrouped = "no group"

  /// What a filter looks at.
  private static func text(of brief: Brief) -> String {
    let groups = brief.target.groups.joined(separator: "\n")
    return "\(brief.target.name)\n\(brief.target.address)\n\(brief.standing.condition.word)\n\(groups)"
  }

  private static let groupMark = "group "

  /// The name of the row of a group, and back.
  static func row(ofGroup name: String) -> String { groupMark + name }
  static func group(of row: String) -> String? {
    row.hasPrefix(groupMark) ? String(row.dropFirst(groupMark.count)) : nil
  }

  func reading(of places: [Int]) -> FleetReading { FleetReading(briefs, places: places, at: moment) }
}
