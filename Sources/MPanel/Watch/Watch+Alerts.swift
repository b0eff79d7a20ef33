import Telemetry

extension Watch {
  /// The window over which alerts see rates and percentiles, whatever the screen shows.
  package static let alertWindow: Duration = .seconds(60)

  /// Looks at the figures of a page that has just been taken in: over the last minute.
  mutating func watchFigures(_ reading: Reading) {
    let at = reading.at
    for rule in rules.all {
      switch rule.basis {
      case .figures(let measure): alertBook.take(measure(reading), of: rule, at: at)
      case .family(let condition):
        alertBook.take(condition.sightings(rule.id, rule.unit, in: history, at: at), of: rule, at: at)
      case .standing: break
      }
    }
  }

  /// A scrape brought nothing: alerts of figures hold, and their clocks stand still.
  mutating func missFigures() {
    alertBook.interrupt { rule in
      if case .standing = rules[rule]?.basis { false } else { true }
    }
  }

  /// Looks at the condition of the instance, which lasts while nothing comes too.
  package mutating func watchStanding(at: Moment) {
    awaitsTime = false
    for rule in rules.all {
      guard case .standing(let words) = rule.basis else { continue }
      let said = words(standing)
      alertBook.take([AlertSighting(value: said == nil ? 0 : 1, words: said ?? "")], of: rule, at: at)
      if alertBook.isMoving(rule) { awaitsTime = true }
    }
  }

  /// The alerts that have lasted long enough to be said aloud.
  package var raisedAlerts: [Alert] { alertBook.isEmpty ? [] : alertBook.alerts(rules).filter(\.isRaised) }
}

extension Report {
  /// What the answer comes to.
  package var verdict: Probe.Verdict { Judgement.probe(self).verdict }

  /// And in a few words.
  package var words: String { Judgement.probe(self).words }
}
