/// Something that an operator should see first, in a few words.
package struct Finding: Sendable, Hashable {
  package var severity: Condition.Severity
  package var words: String
}
