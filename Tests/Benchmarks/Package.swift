// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nothing of the program waits for it. It has the name of the program's package and links
// to its folders, so that it sees what `package` hides from others.
let package = Package(
  name: "mptop",
  targets: [
    .target(name: "Exposition"),
    .target(name: "Telemetry", dependencies: ["Exposition"]),
    .target(name: "MPanel", dependencies: ["Exposition", "Telemetry"]),
    .executableTarget(name: "Benchmark", dependencies: ["Exposition", "Telemetry", "MPanel"]),
  ],
  swiftLanguageModes: [.v6]
)
