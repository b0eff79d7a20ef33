// swift-tools-version: 6.0
import PackageDescription

// A package of its own, since everything in it is built with the address sanitizer and libFuzzer. It has the name of
// the program's package and links to its folders, so that it sees what `package` hides from others.
let fuzzing: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])]
let watched: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=address", "-sanitize-coverage=edge,pc-table,inline-8bit-counters,trace-cmp"])
]

let package = Package(
  name: "mptop",
  targets: [
    .target(name: "Exposition", swiftSettings: watched),
    .target(name: "Telemetry", dependencies: ["Exposition"], swiftSettings: watched),
    .target(name: "MPanel", dependencies: ["Exposition", "Telemetry"], swiftSettings: watched),
    .target(name: "Drawing", swiftSettings: watched),
    .target(
      name: "Dashboard", dependencies: ["Exposition", "Telemetry", "MPanel", "Drawing"],
      swiftSettings: watched),
    .executableTarget(
      name: "PageFuzzer", dependencies: ["Exposition", "Telemetry", "MPanel", "Drawing", "Dashboard"],
      swiftSettings: fuzzing, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ],
  swiftLanguageModes: [.v6]
)
