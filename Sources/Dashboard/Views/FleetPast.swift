import Drawing
import MPanel
import Telemetry

/// Under the fleet's table, where there is room: a band an instance with its traffic, p99 and pool over time.
struct FleetPast {
  /// In the order of the table's rows.
  let readings: [Reading]
  let selected: Int?

  /// The columns that names take, with their lamps.
  private var names: Int {
    min(max((readings.map { TextWidth.columns($0.target.name) }.max() ?? 0) + 4, 12), 20)
  }
  /// With fewer columns than this a chart says nothing.
  private static let leastColumns = 16

  /// The fewest lines in which there is something to see of every instance.
  var leastLines: Int { readings.count + 2 }

  func draw(on canvas: Canvas) {
    guard !readings.isEmpty, canvas.height >= leastLines, canvas.width >= 40 else { return }
    let titles = canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: 1))
    let body = Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 2)
    let lines = min(max(body.height / readings.count, 1), 10)
    let charts = Rect(
      x: names, y: 0, width: canvas.width - names, height: canvas.height)
    let fitting = max(min(charts.width / (FleetPast.leastColumns + 2), FleetChart.allCases.count), 1)
    for (row, reading) in readings.enumerated() {
      let lamp = reading.standing.condition.lamp
      canvas.put(
        [
          Span("\(lamp.shape) ", lamp.role),
          Span(ShortName.of(reading.target.name, columns: names - 4), row == selected ? .focus : .plain),
        ], x: 0, y: body.y + row * lines, width: names - 1)
    }
    let places = charts.columns(FleetChart.allCases.prefix(fitting).map { _ in .share(1) })
    for (chart, place) in zip(FleetChart.allCases, places) {
      draw(chart, lines: lines, on: canvas, place, titles: titles)
    }
  }

  private func draw(_ chart: FleetChart, lines: Int, on canvas: Canvas, _ place: Rect, titles: Canvas) {
    let width = place.width - 2
    let columns = readings.map {
      axis($0).columns(of: canvas.part(Rect(x: 0, y: 0, width: width, height: 1)))
    }
    let rows = zip(readings, columns).map { chart.values($0, $1) }
    let scale = chart.scale(rows)
    let title = Span("\(chart.title) ", .label)
    var words = chart.words(scale, rows)
    // A narrow chart says the ends of its scale, and leaves the kind of it to a wider one.
    if TextWidth.columns(title.text + words) > width, words.hasSuffix(" log") { words.removeLast(4) }
    titles.put([title, Span(words, .faint)], x: place.x, y: 0, width: width)
    for (row, values) in rows.enumerated() {
      // A blank line between bands that are high enough to need one.
      let height = lines >= 3 ? lines - 1 : lines
      let cell = canvas.part(Rect(x: place.x, y: 1 + row * lines, width: width, height: height))
      if values.allSatisfy({ $0 == nil }) {
        cell.put(absence(chart, readings[row]), x: 0, y: height - 1, role: .faint, width: width)
      } else {
        Spark(
          values, scale: scale, role: chart.role, threshold: chart.threshold(readings[row].rules),
          isStacked: lines == height
        ).draw(on: cell)
        axis(readings[row]).drawMarks(through: cell)
      }
    }
    if let first = readings.first {
      axis(first).draw(
        on: canvas.part(Rect(x: place.x, y: 1 + readings.count * lines, width: width, height: 1)), y: 0)
    }
  }

  /// Instances may be asked at intervals of their own: the columns of all are those of the one that is asked most often.
  private func axis(_ reading: Reading) -> TimeAxis {
    TimeAxis(reading, interval: readings.lazy.map(\.interval).min())
  }

  private func absence(_ chart: FleetChart, _ reading: Reading) -> String {
    let absence =
      switch chart {
      case .rate: reading.traffic.absence
      case .latency: reading.latency.absence
      case .pool: reading.pool.absence
      }
    return absence?.brief ?? "-"
  }
}
