import Glibc

/// A port of loopback that is taken and never listened on: connections to it are refused for as long as this lives.
final class HeldPort {
  let number: Int
  private let socket: CInt

  struct Failed: Error { let code = errno }

  init() throws {
    let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    self.socket = socket
    number = Int(UInt16(bigEndian: address.sin_port))
    guard socket >= 0, isBound else { throw Failed() }
  }

  deinit { close(socket) }
}
