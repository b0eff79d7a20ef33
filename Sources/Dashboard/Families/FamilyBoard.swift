import MPanel

/// The families of the shown instance, or the series of one that was opened: computed once a scrape, sorted and filtered
/// once a change.
struct FamilyBoard: Sendable {
  private let source: DetailSource
  private let choice: DetailChoice
  private let index: FamilyIndex
  /// All families, by name.
  let families: [FamilyRow]
  /// Those that the list shows, in their order; empty where a family is open.
  let shown: [FamilyRow]
  /// The family that is open; nil where none is, or where this instance does not export it.
  let opened: FamilySeries?
  /// All series of the open family, as the page lists them, the row of all first.
  private let members: [MemberRow]
  /// Those that are shown, in their order.
  let rows: [MemberRow]
  /// The names of the rows that the list shows.
  let names: [String]
  /// How many series were looked at for the index, and how often the figures of families or series were made, for this
  /// board and those before it: a key must add to neither, unless it opens something.
  let made: (series: Int, tables: Int)
  /// The series whose past is drawn, by its row's name, and that past.
  let charted: (name: String, past: MemberPast)?
  /// Pasts that were made of this scrape, by the names of their rows: that of a family with ten thousands of series takes
  /// as long as a scrape, and a letter of a filter seldom changes which row is selected.
  private let pasts: [String: MemberPast]
  /// How often a past was made, for this board and those before it.
  let charts: Int

  /// How many pasts are kept.
  private static let mostPasts = 16

  /// The board of a state, from another one as far as that is still true; nil where no instance is shown.
  init?(_ state: State, from old: FamilyBoard?) {
    guard let watch = state.shownWatch else { return nil }
    let list = state.lists[.metrics] ?? ListState()
    let source = DetailSource(state, watch)
    let choice = DetailChoice(list)
    if let old, old.source == source, old.choice == choice, old.isCharting(list.selected) {
      self = old
      return
    }
    let window = state.window.duration
    var index: FamilyIndex
    if let old, old.source.isSameTarget(as: source) {
      index = old.index
      index.update(watch.history)
    } else {
      index = FamilyIndex(watch.history)
    }
    let isSameScrape = old?.source == source
    let opened = list.opened.flatMap { index[$0] }
    self.source = source
    self.choice = choice
    self.index = index
    self.opened = opened
    var tables = old?.made.tables ?? 0
    if let old, isSameScrape, !old.families.isEmpty || list.opened != nil {
      families = old.families
    } else if list.opened == nil {
      families = index.families.map { family in
        FamilyRow(family: family, figures: watch.figures(of: family, at: state.shownMoment, window: window))
      }
      tables += 1
    } else {
      families = []
    }
    if let old, isSameScrape, old.choice.opened == choice.opened {
      members = old.members
    } else if let opened {
      members = FamilyBoard.members(of: opened, watch, state)
      tables += 1
    } else {
      members = []
    }
    made = (index.work, tables)
    shown = list.opened == nil ? FamilyBoard.chosen(families, list) : []
    rows = FamilyBoard.chosen(members, list)
    names = list.opened == nil ? shown.map(\.family.name) : rows.map(\.name)
    let charting = names.first { $0 == list.selected } ?? names.first
    var pasts = isSameScrape && old?.choice.opened == choice.opened ? old?.pasts ?? [:] : [:]
    var charts = old?.charts ?? 0
    if let charting, pasts[charting] == nil,
      let past = FamilyBoard.past(charting, opened, rows, shown, watch)
    {
      if pasts.count >= FamilyBoard.mostPasts { pasts = [:] }
      pasts[charting] = past
      charts += 1
    }
    charted = charting.flatMap { name in pasts[name].map { (name, $0) } }
    (self.pasts, self.charts) = (pasts, charts)
  }

  /// Whether the past that it has is that of a row.
  private func isCharting(_ selected: String?) -> Bool {
    charted?.name == (names.first { $0 == selected } ?? names.first)
  }

  private static func members(of family: FamilySeries, _ watch: Watch, _ state: State) -> [MemberRow] {
    let window = state.window.duration
    let each = watch.members(of: family, at: state.shownMoment, window: window).map {
      MemberRow(place: $0.place, figures: $0.1)
    }
    guard each.count != 1, let all = watch.figures(of: family, at: state.shownMoment, window: window) else {
      return each
    }
    return [MemberRow(place: nil, figures: all)] + each
  }

  private static func chosen(_ families: [FamilyRow], _ list: ListState) -> [FamilyRow] {
    let sort = FamilySort.allCases[list.sort % FamilySort.allCases.count]
    let admitted = families.filter { list.filter.isEmpty || list.filter.admits($0.family.name) }
    return sort.sorted(admitted, isReversed: list.isReversed)
  }

  private static func chosen(_ members: [MemberRow], _ list: ListState) -> [MemberRow] {
    let sort = MemberSort.allCases[list.sort % MemberSort.allCases.count]
    let admitted = members.filter { list.filter.isEmpty || ($0.place != nil && list.filter.admits($0.name)) }
    return sort.sorted(admitted, isReversed: list.isReversed)
  }

  private static func past(
    _ name: String, _ opened: FamilySeries?, _ rows: [MemberRow], _ shown: [FamilyRow], _ watch: Watch
  ) -> MemberPast? {
    if let opened {
      let place = rows.first { $0.name == name }?.place
      return watch.past(of: place.map { opened.members[$0] } ?? opened.whole, in: opened)
    }
    guard let family = shown.first(where: { $0.family.name == name })?.family, !family.members.isEmpty else {
      return nil
    }
    return watch.past(of: family.whole, in: family)
  }
}
