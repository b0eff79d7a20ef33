/// Why a line was not read, or what is odd about it, at which byte of the body.
struct LineError: Error {
  var at: Int
  var message: String

  init(at: Int, _ message: String) {
    self.at = at
    self.message = message
  }
}
