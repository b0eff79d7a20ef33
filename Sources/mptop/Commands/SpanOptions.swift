import ArgumentParser

/// How far apart the two looks of a command are that prints and leaves.
struct SpanOptions: ParsableArguments {
  @Option(
    name: .customLong("span"),
    help: ArgumentHelp("Seconds between the two looks, 0.5 to 60.", valueName: "seconds"))
  var seconds: Double = 2

  func validate() throws {
    guard seconds.isFinite, (0.5...60).contains(seconds) else {
      throw ValidationError("--span \(seconds) is not between 0.5 and 60 seconds")
    }
  }

  var duration: Duration { .milliseconds(Int((seconds * 1000).rounded())) }
}
