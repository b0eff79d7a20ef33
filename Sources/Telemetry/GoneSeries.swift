import Exposition

/// The series that a target listed once and lists no more, while older rows still have them.
struct GoneSeries: Sendable {
  private struct Series: Sendable {
    var name: String
    var labels: [Label]
    var key: SeriesKey
  }

  private var bySlot: [Int: Series] = [:]
  private var slotByKey: [SeriesKey: Int] = [:]
  private var slotsByName: [String: Set<Int>] = [:]

  /// Keeps what a table says of one of its series.
  mutating func add(_ slot: Int, _ table: SeriesTable, place: Int) {
    add(
      slot,
      Series(name: table.name(of: place), labels: table.labels(of: place), key: table.key(of: place).detached)
    )
  }

  private mutating func add(_ slot: Int, _ series: Series) {
    bySlot[slot] = series
    slotByKey[series.key] = slot
    slotsByName[series.name, default: []].insert(slot)
  }

  /// The slot of a series that is listed again.
  mutating func take(_ key: SeriesKey) -> Int? {
    guard let slot = slotByKey.removeValue(forKey: key), let series = bySlot.removeValue(forKey: slot) else {
      return nil
    }
    slotsByName[series.name]?.remove(slot)
    if slotsByName[series.name]?.isEmpty == true { slotsByName[series.name] = nil }
    return slot
  }

  /// Only the slots that are kept, which come in their new order.
  mutating func keep(_ kept: [Int]) {
    var still = GoneSeries()
    for (new, old) in kept.enumerated() {
      if let one = bySlot[old] { still.add(new, one) }
    }
    self = still
  }

  var isEmpty: Bool { bySlot.isEmpty }
  var names: Set<String> { Set(slotsByName.keys) }
  func slots(ofSample name: String) -> Set<Int> { slotsByName[name] ?? [] }
  func name(of slot: Int) -> String? { bySlot[slot]?.name }
  func labels(of slot: Int) -> [Label] { bySlot[slot]?.labels ?? [] }
}
