import NIOPosix
import Scraping

/// Runs `body` with a fetcher for a server that follows `script`, and tidies up.
func withFetcher<Value>(
  limitBytes: Int = 1 << 20, greeting: [UInt8] = [], keepsSpare: Bool = false,
  script: @escaping ScriptedServer.Script,
  _ body: (Fetcher, ScriptedServer) async throws -> Value
) async throws -> Value {
  let server = try await ScriptedServer(greeting: greeting, script)
  let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  let fetcher = Fetcher(
    Place(.network(host: "127.0.0.1", port: server.port)), on: group.next(), limitBytes: limitBytes,
    userAgent: "mptop/0", keepsSpare: keepsSpare)
  let value = try await body(fetcher, server)
  await fetcher.close()
  try await group.shutdownGracefully()
  await server.stop()
  return value
}
