/// How the lines inside the frame are shared: a heat map first, then higher percentiles.
struct LatencyLayout {
  /// The line of titles, the mean, and the axis under the heat map.
  static let fixedRows = 3

  /// The lines of a percentile or a bucket that show all there is to see, while others want some.
  private static let enough = 4

  /// Lines of each percentile; the last ones, which matter most, take what is left over.
  var percentiles: [Int]
  /// Lines of each bucket of the heat map; 0 where there is none.
  var bucket: Int

  init(height: Int, percentiles count: Int, buckets: Int) {
    let room = height - LatencyLayout.fixedRows
    let fits = room - count >= min(LatencyHeat.leastRows, buckets)
    bucket = fits ? min(max((room - count) / max(buckets, 1), 1), 2) : 0
    let left = fits ? room - min(bucket * buckets, room - count) : room + 1
    var each = min(max(left / max(count, 1), 1), LatencyLayout.enough)
    var extra = max(left - each * count, 0)
    if each == LatencyLayout.enough, bucket > 0 {
      // More than that is better spent on the buckets first.
      let more = min(extra / max(buckets, 1), LatencyLayout.enough - bucket)
      bucket += more
      each += (extra - more * buckets) / max(count, 1)
      extra = (extra - more * buckets) % max(count, 1)
    } else if each == LatencyLayout.enough {
      each += extra / max(count, 1)
      extra %= max(count, 1)
    }
    percentiles = (0..<count).map { each + ($0 >= count - extra ? 1 : 0) }
  }
}

/// Where things stand from left to right.
struct LatencyColumns {
  static let figure = 4
  let extremes: Int
  let bucket: Int
  let chart: Int
  let chartWidth: Int

  init(width: Int) {
    bucket = width >= 64 ? 14 : 0
    extremes = width >= 44 ? 18 : 0
    chart = 15 + extremes
    chartWidth = width - chart - (bucket > 0 ? 2 : 1) - bucket
  }
}
