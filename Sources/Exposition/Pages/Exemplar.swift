/// An example of what a sample counted: usually the trace of one request.
package struct Exemplar: Sendable {
  /// The place of its series in the page's table.
  package private(set) var series: Int
  package let value: Double
  /// Milliseconds since 1970, where it has one.
  package let timestamp: Double?
  /// `{trace_id="…"}` as it is written.
  private let text: ArraySlice<UInt8>

  init(series: Int, _ place: ExemplarPlace, in body: [UInt8]) {
    self.series = series
    value = place.value
    timestamp = place.timestamp
    text = body[place.labels]
  }

  package var labels: [Label] { LabelText.labels(in: Array("e".utf8) + text) }

  /// The same exemplar where so many rows before its own are dropped.
  func moved(up count: Int) -> Exemplar {
    var moved = self
    moved.series -= count
    return moved
  }
}
