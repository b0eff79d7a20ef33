import MPanel
import Scraping

/// The targets of a list, from 0 on, each with a name that no other has.
package enum Roster {
  /// The same place twice is one target, the first. A name that is taken gives way to where the target is.
  package static func targets(_ found: [FoundTarget]) -> [ScrapeTarget] {
    var targets: [ScrapeTarget] = []
    var seen: Set<Place> = []
    var names: Set<String> = []
    for one in found where seen.insert(one.place).inserted {
      let address = one.place.address
      let name = [one.name ?? one.place.name, one.place.name, address].first { names.insert($0).inserted }
      var target = Target(id: targets.count, name: name ?? address, address: address, groups: one.groups)
      target.breakerOrder = one.breakerOrder
      target.interval = one.access.interval
      targets.append(ScrapeTarget(target: target, place: one.place, access: one.access))
    }
    return targets
  }
}
