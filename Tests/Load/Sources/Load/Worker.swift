import Glibc

/// A thread that does one thing.
struct Worker {
  private let thread: pthread_t

  init(_ work: @escaping () -> Void) {
    final class Box {
      let work: () -> Void
      init(_ work: @escaping () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, Unmanaged.passRetained(Box(work)).toOpaque())
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }
}
