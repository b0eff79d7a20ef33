// swift-tools-version:6.1
import PackageDescription

// One static file for any x86-64 Linux: see "One file for every server" in the README.
let isStatic = Context.environment["MPTOP_STATIC"] == "1"
let curses: [LinkerSetting] =
  isStatic
  ? [.linkedLibrary(":libncursesw.a"), .linkedLibrary(":libtinfo.a")]
  : [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
let yaml: LinkerSetting = .linkedLibrary(isStatic ? ":libyaml.a" : "yaml")

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
]

let package = Package(
  name: "mptop",
  products: [.executable(name: "mptop", targets: ["mptop"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.26.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // Pure: bytes in, meaning out. None of these reads a clock, a file or a socket.
    .target(name: "Exposition"),
    .target(name: "Telemetry", dependencies: ["Exposition"]),
    .target(name: "MPanel", dependencies: ["Exposition", "Telemetry"]),
    .target(name: "Drawing"),
    .target(name: "Dashboard", dependencies: ["Exposition", "Telemetry", "MPanel", "Drawing"]),

    // The outside world: sockets, the terminal, a pretend mPanel.
    .target(
      name: "Scraping",
      dependencies: [
        "Exposition", "Telemetry", "MPanel",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .target(
      name: "Configuration",
      dependencies: ["Telemetry", "MPanel", "Drawing", "Dashboard", "Scraping", "CYAML", "TOMLKit"]),
    .target(name: "CYAML", linkerSettings: [yaml]),
    .target(
      name: "CNcurses",
      linkerSettings: curses),
    .target(name: "CursesTerminal", dependencies: ["Drawing", "CNcurses"]),
    .target(name: "DemoFleet", dependencies: ["MPanel"] + nio),

    .executableTarget(
      name: "mptop",
      dependencies: [
        "Exposition", "Telemetry", "MPanel", "Drawing", "Dashboard", "Scraping", "Configuration",
        "CursesTerminal", "DemoFleet", "TOMLKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [
        .embedInCode("Themes/dark.toml"), .embedInCode("Themes/light.toml"), .embedInCode("Themes/mono.toml"),
      ]),

    .testTarget(name: "ExpositionTests", dependencies: ["Exposition", "SharedCases"]),
    .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", "Exposition", "SharedCases"]),
    .testTarget(name: "MPanelTests", dependencies: ["MPanel", "Telemetry", "Exposition", "SharedCases"]),
    .testTarget(name: "DrawingTests", dependencies: ["Drawing"]),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["Dashboard", "MPanel", "Telemetry", "Exposition", "Drawing", "SharedCases"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "ScrapingTests",
      dependencies: [
        "Scraping", "DemoFleet", "MPanel", "Telemetry", "Exposition", "SharedCases", "OtherPrograms",
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ] + nio),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: [
        "Configuration", "Scraping", "Dashboard", "Drawing", "MPanel", "Telemetry", "Exposition",
        "SharedCases",
      ]),
    .testTarget(
      name: "DemoFleetTests", dependencies: ["DemoFleet", "MPanel", "Telemetry", "Exposition"] + nio),
    .testTarget(name: "EndToEndTests", dependencies: ["PseudoTerminal", "mptop", "OtherPrograms"]),

    // What tests share: the folder of expected answers, and a terminal emulator on a real pty.
    .target(name: "SharedCases", path: "Tests/SharedCases"),
    // Programs of the system that tests start: sshd, openssl.
    .target(name: "OtherPrograms", path: "Tests/OtherPrograms"),
    .target(
      name: "CPseudoTerminal", path: "Tests/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("vterm")]),
    .target(name: "PseudoTerminal", dependencies: ["CPseudoTerminal"], path: "Tests/PseudoTerminal"),
  ],
  swiftLanguageModes: [.v6]
)
