import Exposition

/// Which series stands in which slot of a ``History``.
///
/// Those that the newest page lists are read in that page's table; only those that are gone from it and still in older
/// rows are written out. A thousand targets of hundreds of series would else need more room for labels than for values.
struct Catalogue: Sendable {
  /// What a fall of a series' value means.
  enum Kind: UInt8, Sendable {
    case gauge
    /// Rises for as long as its process runs.
    case counter
    /// As a counter, but a clock that is set back may lower it.
    case sum

    var counts: Bool { self != .gauge }
  }

  private(set) var table: SeriesTable?
  /// By slot.
  private(set) var kinds: [Kind] = []
  /// The slot that has the start time of the process.
  private(set) var startSlot: Int?
  /// The slot of each series of ``table``; nil where they are the same numbers.
  private var slotOfPlace: [Int]?
  /// The place in ``table`` of each slot, -1 for none; nil where they are the same numbers.
  private var placeOfSlot: [Int]?
  private var gone = GoneSeries()

  /// How many slots there are.
  var count: Int { kinds.count }

  /// A page's values by slot.
  func values(_ values: [Double], missing: Double) -> [Double] {
    guard let slotOfPlace else { return values }
    var bySlot = [Double](repeating: missing, count: count)
    for (place, slot) in slotOfPlace.enumerated() { bySlot[slot] = values[place] }
    return bySlot
  }

  /// Takes another page's series in: those that are known keep their slots, new ones come behind all others.
  mutating func adopt(_ new: SeriesTable) {
    defer { startSlot = startTime() }
    let byName = Catalogue.kinds(in: new)
    guard let old = table else {
      table = new
      kinds = (0..<new.count).map { byName[new.nameNumber(of: $0)] }
      return
    }
    let inStep = new.places(inStepWith: old)
    // What is left of the old table, most often nothing, is looked up.
    var left: [SeriesKey: Int] = [:]
    for place in inStep.count(where: { $0 != nil })..<old.count { left[old.key(of: place)] = place }
    var slots: [Int] = []
    slots.reserveCapacity(new.count)
    for place in 0..<new.count {
      if let known = inStep[place] ?? left.removeValue(forKey: new.key(of: place)) {
        slots.append(slotOfPlace?[known] ?? known)
      } else if let slot = gone.take(new.key(of: place)) {
        slots.append(slot)
      } else {
        slots.append(kinds.count)
        kinds.append(byName[new.nameNumber(of: place)])
      }
    }
    for place in left.values { gone.add(slotOfPlace?[place] ?? place, old, place: place) }
    table = new
    setSlots(slots)
  }

  private mutating func setSlots(_ slots: [Int]) {
    guard slots.count != count || slots.indices.contains(where: { slots[$0] != $0 }) else {
      slotOfPlace = nil
      placeOfSlot = nil
      return
    }
    var places = [Int](repeating: -1, count: count)
    for (place, slot) in slots.enumerated() { places[slot] = place }
    slotOfPlace = slots
    placeOfSlot = places
  }

  /// Keeps these slots alone, and numbers them anew in this order.
  mutating func keep(_ kept: [Int]) {
    let places = kept.map { place(of: $0) ?? -1 }
    kinds = kept.map { kinds[$0] }
    gone.keep(kept)
    var slots = [Int](repeating: -1, count: table?.count ?? 0)
    for (slot, place) in places.enumerated() where place >= 0 { slots[place] = slot }
    // A series that the page lists has a value in the newest row, and is never dropped.
    let byName = table.map(Catalogue.kinds) ?? []
    for place in slots.indices where slots[place] < 0 {
      slots[place] = kinds.count
      if let table { kinds.append(byName[table.nameNumber(of: place)]) }
    }
    setSlots(slots)
    startSlot = startTime()
  }

  private func place(of slot: Int) -> Int? {
    guard let placeOfSlot else { return slot < (table?.count ?? 0) ? slot : nil }
    return placeOfSlot[slot] >= 0 ? placeOfSlot[slot] : nil
  }

  /// The names of all samples, those of the newest page first.
  var sampleNames: [String] {
    let listed = table.map { table in
      (0..<table.nameCount).filter { table.hasSeries(ofNumber: $0) }.map { table.name(ofNumber: $0) }
    }
    return (listed ?? []) + gone.names.subtracting(listed ?? []).sorted()
  }

  /// The names of samples of the newest page that no family of it has declared.
  var undeclaredNames: [String] {
    guard let table else { return [] }
    return (0..<table.nameCount).filter { table.family(ofNumber: $0) == nil && table.hasSeries(ofNumber: $0) }
      .map { table.name(ofNumber: $0) }
  }

  func hasSeries(ofSample name: String) -> Bool {
    table?.hasSeries(ofSample: name) == true || !gone.slots(ofSample: name).isEmpty
  }

  func slots(ofSample name: String) -> [Int] {
    let places = table?.places(ofSample: name) ?? []
    let away = gone.slots(ofSample: name)
    guard let slotOfPlace else { return away.isEmpty ? places : (places + away).sorted() }
    return (places.map { slotOfPlace[$0] } + away).sorted()
  }

  /// The slots from one on whose samples have a name that means something to the asker, ascending, and what it means.
  func slots<Meaning>(from first: Int, meaning: (String) -> Meaning?) -> [(slot: Int, meaning: Meaning)] {
    let byNumber = table.map { table in (0..<table.nameCount).map { meaning(table.name(ofNumber: $0)) } }
    return (first..<max(count, first)).compactMap { slot in
      let found =
        if let table, let place = place(of: slot) { byNumber?[table.nameNumber(of: place)] } else {
          gone.name(of: slot).flatMap(meaning)
        }
      return found.map { (slot, $0) }
    }
  }

  func labels(of slot: Int) -> [Label] {
    if let place = place(of: slot) { return table?.labels(of: place) ?? [] }
    return gone.labels(of: slot)
  }

  private func startTime() -> Int? {
    slots(ofSample: "process_start_time_seconds").first
      ?? slots(ofSample: "mpanel_process_start_time_seconds").first
  }

  /// By the number of the name.
  private static func kinds(in table: SeriesTable) -> [Kind] {
    (0..<table.nameCount).map { number in
      let name = table.name(ofNumber: number)
      let family = table.family(ofNumber: number).map { table.families[$0] }
      let counts = (family?.type ?? .untyped).counts(sample: name, family: family?.name ?? name)
      return !counts ? .gauge : name.hasSuffix("_sum") ? .sum : .counter
    }
  }
}
