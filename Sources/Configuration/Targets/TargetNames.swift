import Dashboard
import MPanel
import Scraping

/// Reads what an operator writes for targets: the names and groups of the configuration, and addresses.
struct TargetNames {
  let settings: Settings
  /// The addresses of a host now, for `dns+HOST`; what keeps them from being known is thrown.
  let lookUp: (String) throws(TargetError) -> [String]
  /// What the configuration says of places, those of names with several addresses apart.
  private let entries: [Place: FoundTarget]

  init(
    _ settings: Settings, lookUp: @escaping (String) throws(TargetError) -> [String]
  ) {
    self.settings = settings
    self.lookUp = lookUp
    var entries: [Place: FoundTarget] = [:]
    for entry in settings.entries where entry.address?.hasPrefix(TargetNames.everyAddress) == false {
      // A wrong address is told where the entry is watched.
      for found in (try? TargetNames.targets(entry, lookUp: lookUp)) ?? [] { entries[found.place] = found }
    }
    self.entries = entries
  }

  /// Names before which every address of a host is a target of its own.
  static let everyAddress = "dns+"

  /// All that a word stands for.
  func targets(_ word: String, inside groups: [String] = []) throws(TargetError) -> [FoundTarget] {
    if word.hasPrefix("@") { return try members(String(word.dropFirst()), inside: groups) }
    if let entry = settings.entries.first(where: { $0.name == word }) { return try targets(entry) }
    return try TargetNames.places(word, Access(), lookUp).map { name, place, access in
      var found = FoundTarget(name: name, place: place, access: access)
      found.isNamedByHand = name != nil && !word.hasPrefix(TargetNames.everyAddress)
      // The address of one that the configuration knows: what it says of it holds.
      var bare = place
      bare.hostName = nil
      if let known = entries[bare] {
        let (given, isNamedByHand) = (found.name, found.isNamedByHand)
        found = known
        found.place = place
        if isNamedByHand { found.name = given }
      }
      return found
    }
  }

  /// What a `[[target]]` stands for: several where it has a range of ports or `dns+`.
  func targets(_ entry: TargetEntry) throws(TargetError) -> [FoundTarget] {
    try TargetNames.targets(entry, lookUp: lookUp)
  }

  private static func targets(
    _ entry: TargetEntry, lookUp: (String) throws(TargetError) -> [String]
  ) throws(TargetError) -> [FoundTarget] {
    // One without an address was refused where it was read.
    guard let address = entry.address else { return [] }
    let places = try places(address, entry.access, lookUp)
    return places.map { suffix, place, access in
      var name = entry.name ?? suffix
      if let own = entry.name, places.count > 1 { name = "\(own) \(place.name)" }
      var found = FoundTarget(name: name, place: place, access: access)
      found.groups = entry.groups
      found.breakerOrder = entry.breakerOrder
      found.isNamedByHand = entry.name != nil
      return found
    }
  }

  private func members(_ group: String, inside groups: [String]) throws(TargetError) -> [FoundTarget] {
    guard !groups.contains(group) else {
      throw TargetError(word: "@\(group)", reason: "the group contains itself")
    }
    let own = settings.entries.filter { $0.groups.contains(group) }
    let listed = settings.groups.groups.first { $0.name == group }
    guard listed != nil || !own.isEmpty else {
      let names = settings.groups.groups.map(\.name) + settings.entries.flatMap(\.groups)
      let known = Set(names).sorted().map { "@\($0)" }
      throw TargetError(
        word: CleanText.of("@\(group)", limit: 60),
        reason: known.isEmpty
          ? "there are no groups: the configuration has them"
          : "there is no such group\(Nearest.question("@\(group)", among: known)); there are \(known.prefix(12).joined(separator: ", "))"
      )
    }
    var found: [FoundTarget] = []
    for entry in own { found += try targets(entry) }
    for word in listed?.members ?? [] { found += try targets(word, inside: groups + [group]) }
    return found.map { one in
      var one = one
      if !one.groups.contains(group) { one.groups.append(group) }
      return one
    }
  }

  /// The places of an address, each with the name given to it.
  private static func places(
    _ word: String, _ access: Access, _ lookUp: (String) throws(TargetError) -> [String]
  ) throws(TargetError) -> [(String?, Place, Access)] {
    guard let (prefix, bare) = TargetNames.split(word) else {
      return try TargetAddress.places(word).map { ($0.name, $0.place, access) }
    }
    var all: [(String?, Place, Access)] = []
    for (_, place) in try TargetAddress.places(bare) {
      guard case .network(let host, let port) = place.socket else {
        throw TargetError(word: word, reason: "after dns+ comes a host")
      }
      for address in try lookUp(host) {
        var one = place
        one.socket = .network(host: address, port: port)
        // The answer may depend on it, and the certificate is for it.
        if address != host { one.hostName = host }
        all.append((prefix.map { "\($0) \(address)" } ?? "\(host) \(address)", one, access))
      }
    }
    return all
  }

  /// `NAME=dns+REST` or `dns+REST` as the name and the rest; nil for what has no `dns+`.
  private static func split(_ word: String) -> (name: String?, rest: String)? {
    var name: String?
    var rest = word[...]
    if let sign = word.firstIndex(of: "="), word[word.index(after: sign)...].hasPrefix(everyAddress) {
      name = String(word[..<sign])
      rest = word[word.index(after: sign)...]
    }
    guard rest.hasPrefix(everyAddress) else { return nil }
    return (name, String(rest.dropFirst(everyAddress.count)))
  }
}
