import Foundation

/// Prometheus' own tool, which evaluates PromQL over series that it is given.
struct Promtool {
  static let path = "/usr/bin/promtool"
  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Pages of one target, two seconds apart.
  var pages: [String]
  var instance: String

  /// What each expression is at the last page: its one sample without labels.
  func values(of expressions: [String]) throws -> [Double?] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("test.yml")
    try document(expressions).write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Promtool.path)
    process.arguments = ["test", "rules", file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // Nothing is expected of any, so that what came is told of each, in their order.
    let told = text.components(separatedBy: "\n").filter { $0.contains("got:") }
    return told.map { line in line.split(separator: " ").last.flatMap { Double($0) } }
  }

  private func document(_ expressions: [String]) -> String {
    var order: [String] = []
    var values: [String: [String]] = [:]
    for page in pages {
      for line in page.split(separator: "\n") where !line.hasPrefix("#") {
        guard let space = line.lastIndex(of: " ") else { continue }
        let series = String(line[..<space])
        if values[series] == nil { order.append(series) }
        values[series, default: []].append(String(line[line.index(after: space)...]))
      }
    }
    let inputs = order.map { series -> String in
      let label = "instance=\"\(instance)\""
      let brace = series.firstIndex(of: "{")
      let labelled =
        brace.map { "\(series[..<$0]){\(label),\(series[series.index(after: $0)...])" }
        ?? "\(series){\(label)}"
      return
        "      - series: '\(labelled)'\n        values: '\((values[series] ?? []).joined(separator: " "))'"
    }
    let tests = expressions.map {
      "      - expr: '\($0)'\n        eval_time: \((pages.count - 1) * 2)s\n        exp_samples: []"
    }
    return """
      evaluation_interval: 2s
      tests:
        - interval: 2s
          input_series:
      \(inputs.joined(separator: "\n"))
          promql_expr_test:
      \(tests.joined(separator: "\n"))
      """
  }
}
