import MPanel
import Scraping

/// One `[[target]]` of a configuration.
package struct TargetEntry: Sendable, Hashable {
  package var address: String?
  package var name: String?
  package var groups: [String] = []
  package var access = Access()
  /// What the numbers of its breakers mean, where its page does not say so itself or says it wrong.
  package var breakerOrder: BreakerOrder?
  var certificateAuthority: String?
  var isInsecure = false
  var certificate: String?
  var key: String?
  var tokenFile: String?
  var tokenVariable: String?
  var user: String?
  var passwordFile: String?
  var passwordVariable: String?
  /// Where it stands.
  package var line: Int?
}
