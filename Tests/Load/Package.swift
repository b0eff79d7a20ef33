// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nothing of the program waits for it. It needs nothing but the system's C library: what
// measures must cost little beside what is measured.
let package = Package(
  name: "load",
  targets: [
    .target(name: "CLoad", linkerSettings: [.linkedLibrary("util")]),
    .executableTarget(name: "Load", dependencies: ["CLoad"]),
  ],
  swiftLanguageModes: [.v6]
)
