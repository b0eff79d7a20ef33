import Glibc

/// Looks at each view of one instance in turn: what a scrape costs there, and how soon keys are painted.
struct RouteLoad {
  private struct View {
    var name: String
    /// What is pressed to come there from the view before.
    var way: [String]
    var hasKeys = true
  }

  private static let views = [
    View(name: "instance", way: ["2"], hasKeys: false),
    View(name: "routes", way: ["3"]),
    // Sorted by name, what no route matched comes last.
    View(name: "unfolded paths", way: [":sort name\r", "G", "\r"]),
    View(name: "metrics", way: ["8"]),
    View(name: "a family", way: ["/", "requests_total", "\r", "\r"]),
  ]

  private let options: RouteOptions
  private let server: RouteServer
  private let watched: Watched

  init(_ options: RouteOptions) throws(Options.Complaint) {
    self.options = options
    signal(SIGPIPE, SIG_IGN)
    let server = try RouteServer(options)
    self.server = server
    _ = Worker { server.serve() }
    guard !options.program.isEmpty else { throw Options.Complaint(words: "--program is missing") }
    watched = try Watched(options.program, ["-d", "\(options.interval)", "http://127.0.0.1:\(options.port)"])
  }

  func run() {
    watched.read(until: seconds() + options.warmUp)
    print(
      "ms of processor a scrape (of them on the thread that draws); ms from key to paint, median and worst")
    for view in RouteLoad.views {
      for key in view.way {
        watched.press(key)
        watched.read(until: seconds() + 1)
      }
      let before = (all: watched.processor, drawing: watched.drawing, scrapes: server.scrapes)
      watched.read(until: seconds() + options.seconds)
      let scrapes = Double(max(server.scrapes - before.scrapes, 1))
      let all = (watched.processor - before.all) / scrapes * 1000
      let drawing = (watched.drawing - before.drawing) / scrapes * 1000
      var words = "\(view.name): scrape \(Load.rounded(all)) (\(Load.rounded(drawing)))"
      if view.hasKeys {
        // For a third of the time each.
        words += "; select \(round(["j", "j", "k"], undo: nil))"
        words += "; sort \(round([">", "<"], undo: nil))"
        words += "; filter \(round(["a", "e", "s"], before: "/", undo: "\u{1B}"))"
      }
      print(words)
      fflush(nil)
    }
    print("memory \(Load.rounded(watched.memory.now)) MB, \(Load.rounded(watched.memory.most)) MB at most")
    watched.end()
  }

  /// Presses keys in turn, at no particular moment of a scrape, and says how soon they were painted.
  private func round(_ keys: [String], before: String? = nil, undo: String?) -> String {
    var paints: [Double] = []
    let end = seconds() + options.seconds / 3
    while seconds() < end {
      if let before {
        watched.press(before)
        watched.read(until: seconds() + 0.1)
      }
      paints.append(watched.paint(keys[paints.count % keys.count]))
      watched.read(until: seconds() + 0.083)
      if let undo {
        watched.press(undo)
        // A lone Esc is told from the beginning of a sequence by what does not follow.
        watched.read(until: seconds() + 0.2)
      }
    }
    paints.sort()
    return
      "\(Load.rounded(paints[paints.count / 2])) and \(Load.rounded(paints[paints.count - 1])) of \(paints.count)"
  }
}
