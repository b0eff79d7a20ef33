import Drawing
import MPanel
import Telemetry

extension PoolPanel {
  /// Where it is going, with what explains it where there is room for that.
  func slope(_ pool: Pool, width: Int) -> String {
    let (words, more) = slope(pool)
    return TextWidth.columns(words + more) <= width ? words + more : words
  }

  private func slope(_ pool: Pool) -> (String, String) {
    if let waiting = pool.waiting, waiting > 0 {
      return (
        "\(Figure.count(waiting)) \(waiting == 1 ? "client waits" : "clients wait")", " for a connection"
      )
    }
    let unknown = ": the maximum is not exported"
    if pool.saturation >= 1 {
      return pool.most == nil
        ? ("all \(Figure.count(pool.total)) open are busy", unknown) : ("full", ": the next client will wait")
    }
    if let fullIn = pool.fullIn {
      let words = fullIn >= .seconds(1) ? "full in about \(Figure.span(fullIn.seconds))" : "full by now"
      return (words, " if it goes on so")
    }
    return pool.most == nil ? ("of \(Figure.count(pool.total)) open", unknown) : ("not filling up", "")
  }
}
