import MPanel
import Telemetry

/// Moving through time. Collecting goes on whatever is shown.
extension State {
  /// What is held still is shown at another moment: the newest scrape that is kept up to it, where that is near.
  mutating func show(moment: Moment) {
    guard moment < now else { return release() }
    let kept = held.flatMap { moment <= $0.taken ? $0 : nil }
    let source = kept?.source ?? watches
    guard let earliest = source.compactMap(\.earliest).min() else { return }
    var moment = moment
    if moment < earliest {
      moment = earliest
      notice = Notice(
        words: "what is kept begins at \(clock.time(earliest.unixSeconds))", isError: false, at: now)
    }
    if let scrape = reference(in: source)?.scrape(before: moment + .nanoseconds(1)),
      moment - scrape < State.near
    {
      moment = scrape
    }
    held = Held(source, taken: kept?.taken ?? now, rewoundTo: moment, window: window.duration)
  }

  /// Older scrapes are kept ten seconds apart.
  private static let near: Duration = .seconds(11)

  /// One scrape of the shown instance back or on.
  mutating func step(_ direction: Int) {
    let at = held?.at ?? now
    if direction < 0 {
      guard let watch = reference(in: held?.source ?? watches),
        let shown = watch.scrape(before: at + .nanoseconds(1)), let earlier = watch.scrape(before: shown)
      else {
        notice = Notice(words: "nothing earlier is kept", isError: false, at: now)
        return
      }
      show(moment: earlier)
    } else if held != nil {
      let kept = reference(in: held?.source ?? [])?.scrape(after: at)
      // What came since it was put aside is found in the watches as they are.
      if let later = kept ?? reference(in: watches)?.scrape(after: at) {
        show(moment: later)
      } else {
        release()
      }
    }
  }

  /// So much time back or on.
  mutating func move(inTime span: Duration) {
    guard held != nil || span < .zero else { return }
    show(moment: (held?.at ?? now) + span)
  }

  /// The instance whose scrapes are stepped through.
  private func reference(in watches: [Watch]) -> Watch? {
    watches.first { $0.target.id == shownTarget } ?? watches.first
  }
}
