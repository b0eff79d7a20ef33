/// A JSON document as it stands, with nothing expected of it.
///
/// Members keep their order and their duplicates, because which of two `status` members wins is for the reader
/// of the document to say, and decoders that drop one silently do not agree on which.
package enum JSONValue: Sendable, Hashable {
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue
  }

  case null
  case bool(Bool)
  /// Infinite where the document's number is larger than a double can say.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// The first member of that name; nil where there is none or this is no object.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// Every member of that name.
  package func all(_ name: String) -> [JSONValue] {
    guard case .object(let members) = self else { return [] }
    return members.filter { $0.name == name }.map(\.value)
  }

  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A number between `0` and `most`; nil for anything else, so that a field that makes no sense is a field that
  /// is not there.
  package func amount(atMost most: Double) -> Double? {
    guard case .number(let number) = self, number >= 0, number <= most else { return nil }
    return number
  }

  package var flag: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }
}
