import Dispatch
import Synchronization

/// Waits for asynchronous work on a thread that has nothing else to do.
enum Blocking {
  static func value<Value: Sendable>(of work: @escaping @Sendable () async -> Value) -> Value {
    let done = DispatchSemaphore(value: 0)
    let box = Mutex<Value?>(nil)
    let shared = Shared(box: box)
    Task {
      let value = await work()
      shared.set(value)
      done.signal()
    }
    done.wait()
    guard let value = shared.take() else { preconditionFailure("signalled without a value") }
    return value
  }

  /// A place that both threads know.
  private final class Shared<Value: Sendable>: Sendable {
    private let box: Mutex<Value?>
    init(box: consuming Mutex<Value?>) { self.box = box }
    func set(_ value: Value) { box.withLock { $0 = value } }
    func take() -> Value? { box.withLock { $0 } }
  }
}
