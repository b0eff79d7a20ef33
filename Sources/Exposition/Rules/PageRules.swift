/// What a strict verdict demands of a page beyond the grammar of its lines.
protocol PageRules {
  mutating func metadata(_ line: MetadataLine, _ bytes: Bytes) throws(LineError)
  mutating func sample(_ sample: RuledSample) throws(LineError)
  /// The page is over.
  mutating func end(at place: Int) throws(LineError)
}
