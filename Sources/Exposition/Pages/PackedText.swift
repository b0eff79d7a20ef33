/// Parts of a body, without what stands between them.
struct PackedText {
  private let body: [UInt8]
  private(set) var bytes: [UInt8] = []
  /// Where parts that were added stand by now. A name serves its family and its samples.
  private var known: [Place: Place] = [:]

  init(of body: [UInt8]) {
    self.body = body
  }

  /// Adds a part; its new place.
  mutating func add(_ place: Place) -> Place {
    if let known = known[place] { return known }
    let start = bytes.count
    bytes += body[place.range]
    let new = Place(start..<bytes.count)
    known[place] = new
    return new
  }
}
