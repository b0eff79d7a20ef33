import Foundation

/// The folder of expected answers that this project is measured against: vectors, parser cases and recordings
/// of running mPanels. It is not part of the project; where it is absent, tests that need it say so and skip.
public enum SharedFolder {
  /// `MPTOP_SHARED`, else `../shared` beside the package.
  public static let root: URL? = {
    let place =
      ProcessInfo.processInfo.environment["MPTOP_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("../shared").standardizedFileURL
    guard FileManager.default.fileExists(atPath: place.path) else {
      print("skipped: no folder of shared cases at \(place.path) (set MPTOP_SHARED)")
      return nil
    }
    return place
  }()

  public static var isPresent: Bool { root != nil }

  /// The bytes of a file below the folder; nil where there is none.
  public static func bytes(_ path: String) -> [UInt8]? {
    guard let root, let data = try? Data(contentsOf: root.appendingPathComponent(path)) else { return nil }
    return [UInt8](data)
  }

  /// The names of the files in a folder below the root that end in `suffix`, sorted.
  public static func files(in folder: String, suffix: String) -> [String] {
    guard let root else { return [] }
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
    return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// The objects of a JSON-lines file, one dictionary a line.
  public static func lines(_ path: String) -> [[String: Any]] {
    guard let bytes = bytes(path) else { return [] }
    return bytes.split(separator: 10).compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0))) as? [String: Any]
    }
  }
}

extension SharedFolder {
  /// The `input` of a case, or its `input_b64` where it is not UTF-8.
  public static func input(of object: [String: Any]) -> [UInt8]? {
    if let text = object["input"] as? String { return [UInt8](text.utf8) }
    return (object["input_b64"] as? String).flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
  }
}
