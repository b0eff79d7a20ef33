import Glibc
import MPanel
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

/// Libraries' errors in our own words: theirs name source files of the machine that built them, or nothing useful.
extension ScrapeFailure {
  /// Why a connection did not come about.
  init(connecting error: any Error, to place: Place) {
    switch error {
    case let error as NIOConnectionError:
      guard let first = error.connectionErrors.first else {
        self = .nameNotFound(host: error.host)
        return
      }
      // Several addresses, several reasons: "refused" says most, since somebody was there to refuse.
      let failures = error.connectionErrors.map { ScrapeFailure(connecting: $0.error, to: place) }
      self = failures.contains(.refused) ? .refused : ScrapeFailure(connecting: first.error, to: place)
    case let error as IOError: self = ScrapeFailure(errno: error.errnoCode, place: place)
    case ChannelError.connectTimeout(let amount): self = .timedOut(after: .nanoseconds(amount.nanoseconds))
    case let failure as ScrapeFailure: self = failure
    case let trouble as Trouble: self = trouble.failure
    case is ChannelError: self = .connectionLost
    default: self = .unreachable("no connection")
    }
  }

  private init(errno code: CInt, place: Place) {
    switch (code, place.socket) {
    case (ECONNREFUSED, _): self = .refused
    case (ECONNRESET, _), (EPIPE, _): self = .connectionLost
    case (ENOENT, .file(let path)): self = .unreachable("no socket at \(path)")
    case (EACCES, .file(let path)): self = .unreachable("not allowed to open \(path)")
    case (ENOTSOCK, .file(let path)): self = .unreachable("\(path) is no socket")
    case (EHOSTUNREACH, _), (ENETUNREACH, _): self = .unreachable("no route to the host")
    case (ETIMEDOUT, _): self = .unreachable("the host does not answer")
    case (EACCES, _), (EPERM, _): self = .unreachable("a firewall here forbids the connection")
    case (EMFILE, _), (ENFILE, _): self = .unreachable("too many open files here")
    case (EADDRNOTAVAIL, _): self = .unreachable("no free port or no such address here")
    default: self = .unreachable("system error \(code)")
    }
  }

  /// Why an answer that had begun, or should have begun, could not be read.
  init(reading error: any Error, hasHead: Bool, firstBytes: [UInt8]) {
    switch error {
    case HTTPParserError.invalidEOFState: self = .connectionLost
    case HTTPParserError.headerOverflow: self = .badEncoding("too many or too long headers")
    case is HTTPParserError, is NIOHTTPDecoderError:
      self =
        if hasHead {
          .badEncoding("a body that is not framed as HTTP says")
        } else if firstBytes.starts(with: "HTTP/1".utf8) {
          .badEncoding("headers that break HTTP's rules")
        } else {
          ScrapeFailure(notHTTP: firstBytes)
        }
    case is NIOHTTPDecompression.ExtraDecompressionError, is NIOHTTPDecompression.DecompressionError:
      self = .badEncoding("broken gzip")
    default: self = .connectionLost
    }
  }

  init(notHTTP bytes: [UInt8]) {
    // 0x15 0x03 begins an alert of TLS: the server would rather be spoken to in TLS.
    self = .notHTTP(
      excerpt: bytes.starts(with: [0x15, 0x03]) ? "it speaks TLS, try https://" : CleanText.excerpt(bytes))
  }
}
