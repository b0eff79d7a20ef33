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

  /// A series that the newest page does not list.
  private struct Gone: Sendable {
    var name: String
    var labels: [Label]
    var key: SeriesKey
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
  private var gone: [Int: Gone] = [:] {
    didSet { goneByName = Dictionary(grouping: gone.keys) { gone[$0]?.name ?? "" } }
  }
  private var goneByName: [String: [Int]] = [:]

  /// How many slots there are.
  var count: Int { kinds.count }

  /// A page's values by slot.
  func values(_ values: [Double], missing: Double) -> [Double] {
    guard let slotOfPlace else { return values }
    var bySlot = [Double](repeating: missing, count: count)
    for (place, slot) in slotOfPlace.enumerated() { bySlot[slot] = values[place] }
    return bySlot
  }

  /// Takes another page's series in: those that are known keep their slots.
  mutating func adopt(_ new: SeriesTable) {
    defer { startSlot = startTime() }
    guard let old = table else {
      table = new
      let byName = Catalogue.kinds(in: new)
      kinds = (0..<new.count).map { byName[new.nameNumber(of: $0)] }
      return
    }
    var slotByKey: [SeriesKey: Int] = [:]
    slotByKey.reserveCapacity(count)
    for slot in kinds.indices {
      if let place = place(of: slot) { slotByKey[old.key(of: place)] = slot }
    }
    for (slot, one) in gone { slotByKey[one.key] = slot }
    let byName = Catalogue.kinds(in: new)
    var slots: [Int] = []
    slots.reserveCapacity(new.count)
    for place in 0..<new.count {
      if let slot = slotByKey.removeValue(forKey: new.key(of: place)) {
        slots.append(slot)
      } else {
        slots.append(kinds.count)
        kinds.append(byName[new.nameNumber(of: place)])
      }
    }
    var stillGone: [Int: Gone] = [:]
    for slot in slotByKey.values {
      stillGone[slot] =
        place(of: slot).map {
          Gone(name: old.name(of: $0), labels: old.labels(of: $0), key: old.key(of: $0).detached)
        } ?? gone[slot]
    }
    gone = stillGone
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
    var places: [Int] = []
    var stillGone: [Int: Gone] = [:]
    for (new, old) in kept.enumerated() {
      places.append(place(of: old) ?? -1)
      if let one = gone[old] { stillGone[new] = one }
    }
    kinds = kept.map { kinds[$0] }
    gone = stillGone
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
    let listed = table.map { table in (0..<table.nameCount).map { table.name(ofNumber: $0) } } ?? []
    return listed + Set(goneByName.keys).subtracting(listed).sorted()
  }

  func slots(ofSample name: String) -> [Int] {
    let places = table?.places(ofSample: name) ?? []
    let listed = slotOfPlace.map { slots in places.map { slots[$0] } } ?? places
    return (listed + (goneByName[name] ?? [])).sorted()
  }

  func labels(of slot: Int) -> [Label] {
    if let place = place(of: slot) { return table?.labels(of: place) ?? [] }
    return gone[slot]?.labels ?? []
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
