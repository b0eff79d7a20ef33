import Glibc

/// Where the operator's configuration is.
package enum ConfigFile {
  /// `$XDG_CONFIG_HOME/mptop/config.toml`, else `~/.config/mptop/config.toml`; nil where there is no home either.
  package static var standardPath: String? {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let folder = variable("XDG_CONFIG_HOME") ?? variable("HOME").map { $0 + "/.config" }
    return folder.map { "\($0)/mptop/config.toml" }
  }

  /// Reads `choice`, or the file at the standard place where there is one.
  package static func load(_ choice: String?) -> Loaded {
    guard let path = choice ?? standardPath.flatMap({ access($0, F_OK) == 0 ? $0 : nil }) else {
      return Loaded()
    }
    do {
      return Loaded(try SourceText.read(path, isPrivate: true))
    } catch {
      return Loaded(unreadable: error)
    }
  }
}
