import Exposition
import Telemetry

/// Every family of one instance, asked for where they are shown.
extension Watch {
  /// Why no family is known; nil where there are some.
  package var familyAbsence: Absence? { missing }

  /// The figures of all series of a family together.
  package func figures(of family: FamilySeries, at: Moment, window: Duration) -> MemberFigures? {
    let (now, covered) = span(at: at, window: window)
    return family.figures(
      of: family.whole, history, at: now, window: covered, rates: history.severalProcesses == nil)
  }

  /// The figures of each series of a family that is on the newest page.
  package func members(of family: FamilySeries, at: Moment, window: Duration) -> [(place: Int, MemberFigures)]
  {
    let (now, covered) = span(at: at, window: window)
    let rates = history.severalProcesses == nil
    return family.members.indices.compactMap { place in
      family.figures(of: family.members[place], history, at: now, window: covered, rates: rates)
        .map { (place, $0) }
    }
  }

  /// The least and the greatest in all that is remembered: of values for gauges, else of rates.
  package func extremes(of member: FamilySeries.Member, in family: FamilySeries) -> (
    least: Double, greatest: Double
  )? {
    switch family.kind {
    case .level: member.slots.first.flatMap { history.extremes($0) }
    case .counter, .histogram, .summary: history.rateExtremes(member.slots)
    }
  }

  /// The past of some series of a family.
  package func past(of member: FamilySeries.Member, in family: FamilySeries) -> MemberPast {
    MemberPast(member, family, history, alignedTo: trail)
  }

  /// What the parser said of the newest page: nil where the newest answer was no page.
  package var page: Page? {
    guard case .page(let page) = reports[.metrics]?.outcome else { return nil }
    return page
  }

  private func span(at: Moment, window: Duration) -> (now: Moment, covered: Duration) {
    let now = lastGoodScrape ?? at
    return (now, history.covered(at: now, window: window))
  }
}
