import Telemetry

/// What the value of a setting is.
package enum SettingKind: Sendable, Hashable {
  case text
  /// A path, relative to the folder of the configuration.
  case file
  case number(ClosedRange<Double>)
  case whole(ClosedRange<Int>)
  case duration(ClosedRange<Duration>)
  case flag
  case list
  case choice([String])
  /// A text of a language of its own, such as a condition; said in words.
  case written(String)
  /// `[[NAME]]`: any number of tables with settings of their own.
  case tables

  /// As the documents and messages name it.
  package var words: String {
    switch self {
    case .text: "text"
    case .file: "path of a file"
    case .number(let range):
      "number from \(SettingKind.short(range.lowerBound)) to \(SettingKind.short(range.upperBound))"
    case .whole(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
    case .duration(let range):
      "time from \(DurationText.written(range.lowerBound)) to \(DurationText.written(range.upperBound))"
    case .flag: "true or false"
    case .list: "list of texts"
    case .choice(let words):
      words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
    case .written(let words): words
    case .tables: "tables"
    }
  }

  /// The words with the article that they need in a sentence.
  package var phrase: String {
    switch self {
    case .text, .file, .number, .whole, .duration, .list: "a \(words)"
    case .flag, .choice, .written, .tables: words
    }
  }

  private static func short(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}
