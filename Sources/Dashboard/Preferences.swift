/// What the operator has set about the dashboard itself, from the configuration file or by default.
///
/// Each subject has a type of its own beside what it is about; this is where they come together.
package struct Preferences: Sendable, Hashable {
  package init() {}
}
