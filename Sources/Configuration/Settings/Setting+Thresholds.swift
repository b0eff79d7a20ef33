import Dashboard
import MPanel

extension Setting where Root == Settings {
  /// The thresholds of one level: a list of `NAME=RANGE`.
  static func thresholds(_ path: String, _ level: Condition.Severity, _ words: String) -> Setting {
    make(
      path, .written("list of NAME=RANGE, such as [\"p99=0.5\", \"pool=80\"]"), \.preferences.thresholds,
      words,
      level: level)
  }

  private static func make(
    _ path: String, _ kind: SettingKind,
    _ key: WritableKeyPath<Settings, Thresholds> & Sendable, _ words: String, level: Condition.Severity
  ) -> Setting {
    Setting(
      path: path, kind: kind, words: words,
      take: { node, settings, findings in
        do throws(Refusal) {
          for word in try ValueReader.texts(node) {
            do {
              try settings[keyPath: key].set(word, level)
            } catch {
              throw Refusal("has a word that sets no threshold: \(error)")
            }
          }
        } catch {
          findings.refuse("‘\(path)’ \(error.words)", at: error.line ?? node.line)
        }
      },
      show: { TOMLText.list($0[keyPath: key].words(level)) })
  }
}
