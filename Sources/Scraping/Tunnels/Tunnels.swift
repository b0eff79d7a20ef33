import Synchronization

/// The tunnels of all targets: one to each gateway, however many targets lie behind it.
package final class Tunnels: Sendable {
  private let command: SSHCommand
  private let opened = Mutex(Opened())

  private struct Opened {
    var tunnels: [Gateway: Tunnel] = [:]
    var folder: TunnelFolder?
  }

  package init(_ command: SSHCommand = SSHCommand()) { self.command = command }

  /// Where the sockets are; nil before the first tunnel.
  package var folder: String? { opened.withLock { $0.folder?.path } }

  /// The tunnel through a gateway. No process is started before somebody wants to go through it.
  package func tunnel(through gateway: Gateway) -> Tunnel {
    opened.withLock { opened in
      if let known = opened.tunnels[gateway] { return known }
      let folder = opened.folder ?? TunnelFolder()
      opened.folder = folder
      let tunnel = Tunnel(
        through: gateway, command: command, folder: folder, number: opened.tunnels.count)
      opened.tunnels[gateway] = tunnel
      return tunnel
    }
  }

  /// Ends every ssh process and takes the sockets away. Call it once, when nobody asks through them any more.
  package func close() async {
    let (tunnels, folder) = opened.withLock { opened in
      defer { opened = Opened() }
      return (Array(opened.tunnels.values), opened.folder)
    }
    await withTaskGroup { tasks in
      for tunnel in tunnels { tasks.addTask { await tunnel.close() } }
    }
    folder?.remove()
  }
}
