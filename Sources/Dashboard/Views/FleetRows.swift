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
  /// The columns of the widest name.
  let widest: Int
  /// Nil where no instance is in a group: then the rows are those of ``order``.
  private let grouped: [Row]?

  init(_ state: State) {
    let list = state.lists[.fleet] ?? ListState()
    let fleet = state.shownFleet
    briefs = fleet.briefs
    moment = state.shownMoment
    widest = fleet.widest
    order = list.isReversed ? fleet.order.reversed() : fleet.order
    grouped = fleet.groups.names.isEmpty ? nil : FleetRows.grouped(order, fleet, folded: list.folded)
  }

  /// A group stands where its first instance does: the worst group first where the worst instance is.
  private static func grouped(_ order: [Int], _ fleet: FleetRoster, folded: Set<String>) -> [Row] {
    let (names, ofPlace) = fleet.groups
    var places = [[Int]](repeating: [], count: names.count)
    var met: [Int] = []
    for place in order {
      if places[ofPlace[place]].isEmpty { met.append(ofPlace[place]) }
      places[ofPlace[place]].append(place)
    }
    var rows: [Row] = []
    for group in met {
      let isFolded = folded.contains(names[group])
      rows.append(.group(Group(name: names[group], places: places[group], isFolded: isFolded)))
      if !isFolded { rows += places[group].map { .instance($0) } }
    }
    return rows
  }

  /// How many instances the largest group has; nil where no instance is in a group.
  var largestGroup: Int? {
    grouped?.lazy.compactMap { if case .group(let group) = $0 { group.places.count } else { nil } }.max()
  }

  var count: Int { grouped?.count ?? order.count }

  subscript(row: Int) -> Row { grouped?[row] ?? .instance(order[row]) }

  /// The name of a row, which is its own for ever.
  func name(of row: Int) -> String {
    switch self[row] {
    case .instance(let place): FleetView.row(of: briefs[place].target.id)
    case .group(let group): FleetRows.row(ofGroup: group.name)
    }
  }

  /// The row of an instance; nil where it is not listed.
  func row(ofInstance place: Int) -> Int? {
    guard let grouped else { return order.firstIndex(of: place) }
    return grouped.firstIndex { if case .instance(place) = $0 { true } else { false } }
  }

  func row(ofGroup name: String) -> Int? {
    grouped?.firstIndex { if case .group(let group) = $0 { group.name == name } else { false } }
  }

  private static let groupMark = "group "

  /// The name of the row of a group, and back.
  static func row(ofGroup name: String) -> String { groupMark + name }
  static func group(of row: String) -> String? {
    row.hasPrefix(groupMark) ? String(row.dropFirst(groupMark.count)) : nil
  }

  func reading(of places: [Int]) -> FleetReading { FleetReading(briefs, places: places, at: moment) }
}
