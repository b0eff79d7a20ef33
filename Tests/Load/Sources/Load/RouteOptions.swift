/// What page is pretended, and for how long each view is looked at.
struct RouteOptions {
  /// Paths with their methods and statuses at the beginning, and those that each scrape adds.
  var paths = 3000
  var newPaths = 0
  /// The share of the paths that are asked for between two scrapes.
  var asked = 0.1
  /// Seconds between two scrapes.
  var interval = 2.0
  var warmUp = 62.0
  var seconds = 20.0
  var port = 23_150
  var program = ""

  init(_ words: [String]) throws(Options.Complaint) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Options.Complaint(words: "\(word) needs a value") }
      func number(atMost most: Double) throws(Options.Complaint) -> Double {
        guard let number = Double(value), number >= 0, number <= most else {
          throw Options.Complaint(words: "\(word) \(value) is not a number from 0 to \(Int(most))")
        }
        return number
      }
      switch word {
      case "--paths": paths = max(Int(try number(atMost: 1e6)), 1)
      case "--new-paths": newPaths = Int(try number(atMost: 1e5))
      case "--asked": asked = try number(atMost: 1)
      case "--interval": interval = try number(atMost: 300)
      case "--warm-up": warmUp = try number(atMost: 3600)
      case "--seconds": seconds = try number(atMost: 3600)
      case "--port": port = Int(try number(atMost: 65_535))
      case "--program": program = value
      default:
        throw Options.Complaint(
          words:
            "\(word) is none of --paths --new-paths --asked --interval --warm-up --seconds --port --program")
      }
    }
  }
}
