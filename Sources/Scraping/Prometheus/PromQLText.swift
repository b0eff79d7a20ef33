import MPanel

/// Writes the few queries that are asked.
enum PromQLText {
  /// The series of every signal, and what the server itself notes of its scrapes.
  static func signals(_ jobs: [String], instances: [String] = []) -> String {
    let families = SignalTable.rows.flatMap { row in
      row.names.flatMap { name in
        row.isHistogram ? ["_bucket", "_sum", "_count"].map { name.family + $0 } : [name.family]
      }
    }
    let names =
      ["up", "scrape_duration_seconds"] + [
        "(\(SignalName.prefix))?(\(unique(families).joined(separator: "|")))"
      ]
      + ["(.+_)?(circuit_breaker|circuitbreaker|circuit|cb)_(state|status|open)"]
    return selector(names: names.joined(separator: "|"), jobs, instances: instances)
  }

  /// Names that only an mPanel has, and those that one may have, of which each instance exports one series or few.
  static let certain = [
    "mpanel_process_start_time_seconds", "mpanel_active_connections", "http_active_connections",
    "db_pool_size_total",
    "db_pool_size", "queue_size",
  ]
  static let possible = ["active_connections"]

  static func signs(_ job: String?) -> String {
    let selector = selector(names: (certain + possible).joined(separator: "|"), job.map { [$0] } ?? [])
    return "count by (job, instance, __name__) (last_over_time(\(selector)[1h]))"
  }

  static func up(_ jobs: [String]) -> String { selector(names: "up", jobs) }

  private static func selector(names: String, _ jobs: [String], instances: [String] = []) -> String {
    var matchers = ["__name__=~\(QueryText.quoted(names))"]
    if !jobs.isEmpty { matchers.append("job=~\(alternatives(jobs))") }
    if !instances.isEmpty { matchers.append("instance=~\(alternatives(instances))") }
    return "{\(matchers.joined(separator: ","))}"
  }

  private static func alternatives(_ texts: [String]) -> String {
    QueryText.quoted(texts.map(escapedForPattern).joined(separator: "|"))
  }

  private static func escapedForPattern(_ text: String) -> String {
    // Scalar by scalar: with an accent behind it, a quotation mark would be another letter.
    text.unicodeScalars.reduce(into: "") { pattern, scalar in
      if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
