/// The targets of a running dashboard, which the operator may change.
package struct WatchedTargets {
  package private(set) var all: [ScrapeTarget]
  /// The next new target's id: none is given twice, so that nothing of a target that left is taken for another's.
  private var next: Int

  package init(_ all: [ScrapeTarget]) {
    self.all = all
    next = (all.map(\.target.id).max() ?? -1) + 1
  }

  /// Adds what a word names: several targets where it holds a range of ports. Gives their names.
  package mutating func add(_ word: String) throws(TargetError) -> [String] {
    var added: [ScrapeTarget] = []
    for var target in try TargetAddress.targets([word])
    where !all.contains(where: { $0.place == target.place }) {
      guard !all.contains(where: { $0.target.name == target.target.name }) else {
        throw TargetError(word: word, reason: "another target is called ‘\(target.target.name)’ already")
      }
      target.target.id = next + added.count
      added.append(target)
    }
    guard !added.isEmpty else { throw TargetError(word: word, reason: "it is watched already") }
    next += added.count
    all += added
    return added.map(\.target.name)
  }

  package mutating func remove(id: Int) { all.removeAll { $0.target.id == id } }
}
