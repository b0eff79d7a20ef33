/// The targets of a running dashboard, which the operator may change.
package struct WatchedTargets {
  package private(set) var all: [ScrapeTarget]
  /// The next new target's id: none is given twice, so that nothing of a target that left is taken for another's.
  private var next: Int
  /// What the operator added and took away by hand, which no file changes.
  private var added: Set<Place> = []
  private var removed: Set<Place> = []

  package init(_ all: [ScrapeTarget]) {
    self.all = all
    next = (all.map(\.target.id).max() ?? -1) + 1
  }

  /// Adds what a word names: several targets where it holds a range of ports, each asked as `asked` makes it. Gives
  /// their names.
  package mutating func add(
    _ word: String, asked: (ScrapeTarget) -> ScrapeTarget = { $0 }
  ) throws(TargetError) -> [String] {
    var added: [ScrapeTarget] = []
    for var target in try TargetAddress.targets([word])
    where !all.contains(where: { $0.place == target.place }) {
      guard !all.contains(where: { $0.target.name == target.target.name }) else {
        throw TargetError(word: word, reason: "another target is called ‘\(target.target.name)’ already")
      }
      target.target.id = next + added.count
      added.append(asked(target))
    }
    guard !added.isEmpty else { throw TargetError(word: word, reason: "it is watched already") }
    next += added.count
    all += added
    for target in added {
      self.added.insert(target.place)
      removed.remove(target.place)
    }
    return added.map(\.target.name)
  }

  package mutating func remove(id: Int) {
    for target in all where target.target.id == id {
      removed.insert(target.place)
      added.remove(target.place)
    }
    all.removeAll { $0.target.id == id }
  }

  /// Another list from where this came from. What is reached at the same place is the same target, with its id; what
  /// was added by hand stays, and what was taken away stays away. Gives how many came and went.
  package mutating func replace(with list: [ScrapeTarget]) -> (added: Int, removed: Int) {
    let before = Dictionary(all.map { ($0.place, $0.target.id) }, uniquingKeysWith: { first, _ in first })
    let listed = Set(list.map(\.place))
    let own = all.filter { added.contains($0.place) && !listed.contains($0.place) }
    all = (list.filter { !removed.contains($0.place) } + own).map { target in
      var target = target
      if let id = before[target.place] {
        target.target.id = id
      } else {
        target.target.id = next
        next += 1
      }
      return target
    }
    let now = Set(all.map(\.place))
    return (now.count { before[$0] == nil }, before.keys.count { !now.contains($0) })
  }
}
