import Glibc

/// What a process is given to read from and write to.
enum StandardStreams {
  /// Keeps the places of standard streams that were closed by whoever started mptop: the first socket that is opened
  /// would take the place of standard output, and what is printed would go to a server. In a place that is kept here
  /// reading and writing fail, as they should.
  static func keepPlaces() {
    for place in STDIN_FILENO...STDERR_FILENO where fcntl(place, F_GETFD) < 0 && errno == EBADF {
      // The lowest free place is the one that is given out.
      _ = open("/dev/null", place == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
