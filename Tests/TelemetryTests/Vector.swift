import SharedCases
import Telemetry

/// One expected answer of the shared vectors. `"NaN"`, `"+Inf"`, `"-Inf"` and `"stale"` stand for the doubles that JSON
/// does not have.
struct Vector {
  let object: [String: Any]

  static func all(_ file: String) -> [Vector] { SharedFolder.lines("vectors/\(file).jsonl").map(Vector.init) }

  var id: String { object["id"] as? String ?? "?" }
  var function: String { object["fn"] as? String ?? "?" }
  var samples: [Sample] { Vector.samples(object["samples"]) }
  /// nil is "no result", which is neither 0 nor NaN. Where versions of Prometheus differ, the newest is right.
  var expected: Double? { number("expect_3x") ?? number("expect") }

  func number(_ key: String) -> Double? { Vector.double(object[key]) }

  /// The samples in the range selector's window.
  var window: [Sample] {
    PromQL.window(samples, at: (number("at") ?? 0) - (number("offset") ?? 0), range: range)
  }
  var at: Double { (number("at") ?? 0) - (number("offset") ?? 0) }
  var range: Double { number("range") ?? 0 }

  var buckets: BucketIncreases {
    let pairs = (object["buckets"] as? [[Any]] ?? []).compactMap { pair -> (Double, Double)? in
      guard pair.count == 2, let bound = Vector.double(pair[0]), let count = Vector.double(pair[1]) else {
        return nil
      }
      return (bound, count)
    }
    return BucketIncreases(bounds: pairs.map(\.0), cumulative: pairs.map(\.1))
  }

  /// The rates of a histogram's bucket series, by `le`; those of equal bounds are added up. nil where none has a rate.
  var rates: BucketIncreases? {
    let series = object["series"] as? [[String: Any]] ?? []
    let rates = series.compactMap { one -> (Double, Double)? in
      guard let bound = (one["le"] as? String).flatMap({ Double($0) }) else { return nil }
      let window = PromQL.window(Vector.samples(one["samples"]), at: at, range: range)
      return PromQL.rate(window, at: at, range: range).map { (bound, $0) }
    }
    return rates.isEmpty ? nil : BucketIncreases(bounds: rates.map(\.0), cumulative: rates.map(\.1))
  }

  static func samples(_ value: Any?) -> [Sample] {
    (value as? [[Any]] ?? []).compactMap { pair in
      guard pair.count == 2, let seconds = double(pair[0]), let value = double(pair[1]) else { return nil }
      return Sample(seconds: seconds, value: value)
    }
  }

  static func double(_ value: Any?) -> Double? {
    switch value as? String {
    case "NaN": .nan
    case "+Inf": .infinity
    case "-Inf": -.infinity
    case "stale": Sample.staleMarker
    case let text?: Double(text)
    case nil: value as? Double ?? (value as? Int).map(Double.init)
    }
  }

  /// Whether a result is the expected one, to a relative error of 1e-9 or what the vector itself allows; a vector that
  /// gives six to eight digits means the numbers that round to these.
  func agrees(_ result: Double?) -> Bool {
    let tolerance = number("rel_tol") ?? 1e-9
    return switch (result, expected) {
    case (nil, nil): true
    case (let result?, let expected?):
      result == expected || (result.isNaN && expected.isNaN)
        || abs(result - expected) <= tolerance * max(abs(expected), abs(result))
        || (6...8).contains(digits(of: expected)) && abs(result - expected) <= 1e-6 * abs(expected)
    default: false
    }
  }

  /// How many digits a number is written with.
  private func digits(of number: Double) -> Int {
    "\(abs(number))".prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }.count
  }
}
