/// A complete answer to one request, unpacked.
package struct Response: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// Bytes of the body as they came, before they were unpacked.
  package var wireBytes: Int

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8], wireBytes: Int) {
    self.status = status
    self.headers = headers
    self.body = body
    self.wireBytes = wireBytes
  }

  /// The first header of that name, whatever its letters' case.
  package subscript(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
