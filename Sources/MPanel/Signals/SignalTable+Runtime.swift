/// What prom-client says of Node by default, and what mPanel's unexposed registry calls the same.
extension SignalTable {
  static let runtimeRows: [Row] =
    processRows + lagRows + heapRows
    + [
      Row(
        signal: .resources, unit: "resources, gauge", names: [SignalName("nodejs_active_resources")],
        dimensions: [.resource], whenMissing: "what keeps the event loop alive is left out"),
      Row(
        signal: .resourcesTotal, unit: "resources, gauge",
        names: [SignalName("nodejs_active_resources_total")],
        dimensions: [], whenMissing: "all is the sum of the types"),
      Row(
        signal: .handles, unit: "handles, gauge", names: [SignalName("nodejs_active_handles")],
        dimensions: [.resource], whenMissing: "handles are left out"),
      Row(
        signal: .handlesTotal, unit: "handles, gauge", names: [SignalName("nodejs_active_handles_total")],
        dimensions: [], whenMissing: "all is the sum of the types"),
      Row(
        signal: .nodeRequests, unit: "requests of libuv, gauge",
        names: [SignalName("nodejs_active_requests")],
        dimensions: [.resource], whenMissing: "left out: most of the time there are none"),
      Row(
        signal: .nodeRequestsTotal, unit: "requests of libuv, gauge",
        names: [SignalName("nodejs_active_requests_total")],
        dimensions: [], whenMissing: "all is the sum of the types"),
      Row(
        signal: .collections, unit: "seconds, histogram", names: [SignalName("nodejs_gc_duration_seconds")],
        dimensions: [.kind], whenMissing: "this build exports no garbage collection"),
    ]

  private static let processRows: [Row] = [
    Row(
      signal: .processorTime, unit: "seconds, counter", names: SignalName.counter("process_cpu_seconds"),
      dimensions: [], whenMissing: "user and system time are added up"),
    Row(
      signal: .userTime, unit: "seconds, counter", names: SignalName.counter("process_cpu_user_seconds"),
      dimensions: [], whenMissing: "this build exports no processor time"),
    Row(
      signal: .systemTime, unit: "seconds, counter", names: SignalName.counter("process_cpu_system_seconds"),
      dimensions: [], whenMissing: "this build exports no processor time"),
    Row(
      signal: .virtualMemory, unit: "bytes, gauge", names: [SignalName("process_virtual_memory_bytes")],
      dimensions: [], whenMissing: "left out: Linux alone tells it"),
    Row(
      signal: .dataMemory, unit: "bytes, gauge", names: [SignalName("process_heap_bytes")],
      dimensions: [], whenMissing: "left out: Linux alone tells it"),
    Row(
      signal: .openFiles, unit: "files, gauge", names: [SignalName("process_open_fds")],
      dimensions: [], whenMissing: "open files are left out: Linux alone tells them"),
    Row(
      signal: .mostFiles, unit: "files, gauge", names: [SignalName("process_max_fds")],
      dimensions: [], whenMissing: "the limit of open files is not known"),
  ]

  private static let lagRows: [Row] = [
    (Signal.lagOfScrape, "", "the lag that the scrape itself met is left out"),
    (.lagLeast, "_min", "the least lag is left out"), (.lagMost, "_max", "the greatest lag is left out"),
    (.lagMean, "_mean", "the mean lag is left out"), (.lagDeviation, "_stddev", "the deviation is left out"),
    (.lagMedian, "_p50", "the median lag is left out"), (.lagP90, "_p90", "the 90th percentile is left out"),
  ].map { signal, suffix, words in
    Row(
      signal: signal, unit: "seconds, gauge; reset by every scrape of anyone",
      names: [SignalName("nodejs_eventloop_lag\(suffix)_seconds")], dimensions: [], whenMissing: words)
  }

  private static let heapRows: [Row] = [
    Row(
      signal: .heapTotal, unit: "bytes, gauge",
      names: [SignalName("nodejs_heap_size_total_bytes"), SignalName("nodejs_heap_total_bytes")],
      dimensions: [], whenMissing: "how much heap is set aside is left out"),
    Row(
      signal: .externalMemory, unit: "bytes, gauge", names: [SignalName("nodejs_external_memory_bytes")],
      dimensions: [], whenMissing: "external memory is left out"),
    Row(
      signal: .heapSpaceTotal, unit: "bytes, gauge",
      names: [SignalName("nodejs_heap_space_size_total_bytes")],
      dimensions: [.space], whenMissing: "the size of heap spaces is left out"),
    Row(
      signal: .heapSpaceUsed, unit: "bytes, gauge", names: [SignalName("nodejs_heap_space_size_used_bytes")],
      dimensions: [.space], whenMissing: "this build exports no heap spaces"),
    Row(
      signal: .heapSpaceAvailable, unit: "bytes, gauge",
      names: [SignalName("nodejs_heap_space_size_available_bytes")],
      dimensions: [.space], whenMissing: "what is free in heap spaces is left out"),
  ]
}
