import NIOSSL
import OtherPrograms
import Testing

@testable import Scraping

@Suite("Names in certificates")
struct CertificateNamesTests {
  /// `Name` with a common name and an organisation, in that order of bytes: the organisation first.
  private static let name: [UInt8] = [
    0x30, 0x1A, 0x31, 0x0B, 0x30, 0x09, 0x06, 0x03, 0x55, 0x04, 0x0A, 0x0C, 0x02, 0x41, 0x1B,
    0x31, 0x0B, 0x30, 0x09, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0C, 0x02, 0x77, 0x31,
  ]

  private static func certificate(_ issuer: [UInt8], _ subject: [UInt8]) -> [UInt8] {
    func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, 0x81, UInt8(content.count)] + content }
    let content =
      value(0xA0, [2, 1, 2]) + value(2, [1]) + value(0x30, []) + issuer + value(0x30, []) + subject
    return value(0x30, value(0x30, content))
  }

  @Test("the common name comes first, and nothing in it can move the cursor")
  func words() throws {
    let names = try #require(CertificateNames(der: Self.certificate(Self.name, [0x30, 0])))
    #expect(names.issuer.hasPrefix("CN=w1, O=A") && names.subject == "no name" && !names.isSelfSigned)
    #expect(names.issuer.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    #expect(CertificateNames(der: Self.certificate(Self.name, Self.name))?.isSelfSigned == true)
  }

  @Test(
    "bytes cut off or changed anywhere are no certificate or another one, and never the end of the program")
  func mangled() {
    let good = Self.certificate(Self.name, Self.name)
    for count in 0..<good.count { #expect(CertificateNames(der: Array(good.prefix(count))) == nil) }
    for place in good.indices {
      for byte in [UInt8(0), 0x7F, 0x80, 0x84, 0x88, 0xFF] {
        var bytes = good
        bytes[place] = byte
        _ = CertificateNames(der: bytes)
      }
    }
    #expect(CertificateNames(der: [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    #expect(CertificateNames(der: [0x30, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
  }
}
