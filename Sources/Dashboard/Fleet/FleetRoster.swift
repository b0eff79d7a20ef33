import Drawing
import MPanel

/// The fleet as its view lists it: every instance in brief, in the order and behind the filter that the operator chose.
///
/// Kept while the state changes, so that a key or a frame costs what is on the screen and not what is in the fleet. It
/// is wrong as soon as one of these changes without being told:
/// * what is known of one instance: ``take(_:at:)``, which moves that one alone;
/// * the list of targets, their names, the interval or the window: a new roster;
/// * the sort or the filter: ``arrange(_:)``.
struct FleetRoster: Sendable {
  /// Of every instance, by its place.
  private(set) var briefs: [Brief]
  /// How many are in each state.
  private(set) var counts: FleetCounts
  /// The columns of the widest name, be it of an instance or a group.
  let widest: Int
  /// Which groups there are, and by place the first group of each instance; empty where no instance has one.
  let groups: (names: [String], ofPlace: [Int])

  private var sort = FleetSort.worst
  private var filter = Filter()
  private var keys: [FleetSort.Key]
  /// What the filter looks at, by place; empty without a filter.
  private var texts: [String] = []
  private var isAdmitted: [Bool]
  /// The places of the instances that the filter admits, as the sort has them.
  private(set) var order: [Int]

  init(_ briefs: [Brief], arrangedAs list: ListState = ListState()) {
    self.briefs = briefs
    counts = FleetCounts(briefs)
    groups = FleetRoster.groups(briefs)
    // A group's name stands behind its mark.
    widest = groups.names.reduce(briefs.reduce(0) { max($0, TextWidth.columns($1.target.name)) }) {
      max($0, TextWidth.columns($1) + 2)
    }
    isAdmitted = [Bool](repeating: true, count: briefs.count)
    keys = briefs.map(sort.key)
    order = FleetSort.order(by: keys)
    arrange(list)
  }

  /// The group of those that are in none.
  static let ungrouped = "no group"

  private static func groups(_ briefs: [Brief]) -> (names: [String], ofPlace: [Int]) {
    guard briefs.contains(where: { !$0.target.groups.isEmpty }) else { return ([], []) }
    var numbers: [String: Int] = [:]
    var names: [String] = []
    let ofPlace = briefs.map { brief in
      let name = brief.target.groups.first ?? ungrouped
      if let known = numbers[name] { return known }
      numbers[name] = names.count
      names.append(name)
      return names.count - 1
    }
    return (names, ofPlace)
  }

  /// Whether it is in the order and behind the filter of a list.
  func isArranged(as list: ListState) -> Bool {
    FleetSort(list) == sort && list.filter.text == filter.text
  }

  mutating func arrange(_ list: ListState) {
    let newSort = FleetSort(list)
    let isOtherSort = newSort != sort
    let isOtherFilter = list.filter.text != filter.text
    guard isOtherSort || isOtherFilter else { return }
    if isOtherSort {
      sort = newSort
      keys = briefs.map(sort.key)
    }
    if isOtherFilter {
      filter = list.filter
      if filter.isEmpty { texts = [] } else if texts.isEmpty { texts = briefs.map(FleetRoster.text) }
      for place in isAdmitted.indices {
        isAdmitted[place] = filter.isEmpty || filter.admits(lower: texts[place])
      }
    }
    order = FleetSort.order(by: keys).filter { isAdmitted[$0] }
  }

  /// What is known of an instance has changed.
  mutating func take(_ brief: Brief, at place: Int) {
    guard briefs.indices.contains(place) else { return }
    let old = briefs[place].standing.condition
    briefs[place] = brief
    let hasOtherWord = old != brief.standing.condition
    if hasOtherWord { counts.move(from: old, to: brief.standing.condition) }
    if hasOtherWord, !texts.isEmpty { texts[place] = FleetRoster.text(of: brief) }
    let admits = texts.isEmpty || !hasOtherWord ? isAdmitted[place] : filter.admits(lower: texts[place])
    let key = sort.key(brief)
    guard admits != isAdmitted[place] || key != keys[place] else { return }
    if isAdmitted[place] { order.remove(at: position(of: place)) }
    keys[place] = key
    isAdmitted[place] = admits
    if admits { order.insert(place, at: position(of: place)) }
  }

  /// Where an instance stands in the order, or would.
  private func position(of place: Int) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if FleetSort.precedes(order[middle], place, by: keys) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What a filter looks at.
  private static func text(of brief: Brief) -> String {
    let groups = brief.target.groups.joined(separator: "\n")
    return "\(brief.target.name)\n\(brief.target.address)\n\(brief.standing.condition.word)\n\(groups)"
      .lowercased()
  }
}

extension State {
  /// The fleet of the moment that is shown.
  var shownFleet: FleetRoster { held?.fleet ?? fleet }

  /// The fleet is listed as its list says: called whenever a list or what is held changes.
  mutating func arrangeFleet() {
    let list = lists[.fleet] ?? ListState()
    if !fleet.isArranged(as: list) { fleet.arrange(list) }
    if let held, !held.fleet.isArranged(as: list) { self.held?.fleet.arrange(list) }
  }

  /// Every instance may have changed, or there are others.
  mutating func renewFleet() {
    fleet = FleetRoster(watches.map(\.brief), arrangedAs: lists[.fleet] ?? ListState())
  }
}
