/// `[groups]`: names for lists of targets.
package struct TargetGroups: Sendable, Hashable {
  package struct Group: Sendable, Hashable {
    package var name: String
    package var members: [String]
    package var line: Int?
  }

  package var groups: [Group] = []

  static let setting = Setting<Settings>(
    path: "groups", kind: .written("lists of targets by name"),
    words: "Groups of targets, for `@NAME` in place of a target: `web = [\"web1\", \"web2:2271\"]`.",
    take: { node, settings, findings in
      guard let table = node.table else {
        findings.refuse("‘groups’ is a table of lists, not \(node.kind)", at: node.line)
        return
      }
      for entry in table {
        do throws(Refusal) {
          let members = try ValueReader.texts(entry.node)
          settings.groups.groups.append(Group(name: entry.key, members: members, line: entry.line))
        } catch {
          findings.refuse(
            "group \(Findings.shown(entry.key)) \(error.words)", at: error.line ?? entry.line)
        }
      }
    },
    show: { settings in
      let groups = settings.groups.groups.map { "\(TOMLText.key($0.name)) = \(TOMLText.list($0.members))" }
      return groups.isEmpty ? nil : "{ \(groups.joined(separator: ", ")) }"
    })
}
