/// What is to be pretended, for how long, and what watches it.
struct Options {
  var targets = 1000
  var series = 300
  /// Seconds between two scrapes of a target.
  var interval = 10.0
  /// How long the program runs before anything is counted, and how long it is counted.
  var warmUp = 30.0
  var seconds = 60.0
  /// The share of the targets that accept and never answer.
  var hanging = 0.0
  var firstPort = 23_100
  var ports = 16
  /// The program, and what it is given before its targets.
  var program = ""
  var arguments: [String] = []
  var showsScreen = false

  init(_ words: [String]) throws(Complaint) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        arguments = Array(rest)
        return
      }
      if word == "--screen" {
        showsScreen = true
        continue
      }
      guard let value = rest.popFirst() else { throw Complaint(words: "\(word) needs a value") }
      func number() throws(Complaint) -> Double {
        guard let number = Double(value), number >= 0, number < 1e9 else {
          throw Complaint(words: "\(word) \(value) is not a number from 0 on")
        }
        return number
      }
      switch word {
      case "--targets": targets = Int(try number())
      case "--series": series = Int(try number())
      case "--interval": interval = try number()
      case "--warm-up": warmUp = try number()
      case "--seconds": seconds = try number()
      case "--hanging": hanging = try number()
      case "--port": firstPort = Int(try number())
      case "--ports": ports = max(Int(try number()), 1)
      case "--program": program = value
      default:
        throw Complaint(
          words: """
            \(word) is none of --targets --series --interval --warm-up --seconds --hanging --port --ports --program \
            --screen; what follows -- goes to the program
            """)
      }
    }
  }

  struct Complaint: Error { var words: String }
}
