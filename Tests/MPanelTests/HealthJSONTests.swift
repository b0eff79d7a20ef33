import MPanel
import Testing

@Suite struct HealthJSONTests {
  @Test(
    "what is no JSON is refused",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "01", "+1", "1.", ".5", "1e", "-", "NaN", "tru",
      "nulll", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"a\nb\"", "{} {}", "[1 2]", "'a'", "\u{FEFF}",
    ])
  func refuses(text: String) {
    #expect(JSONReader.read(Array(text.utf8)) == nil)
  }

  @Test("values of every kind are read")
  func kinds() {
    let value = JSONReader.read(Array(#" {"a":[null,true,false,-1.5e2,"x"],"b":{}} "#.utf8))
    #expect(value?["a"] == .array([.null, .bool(true), .bool(false), .number(-150), .string("x")]))
    #expect(value?["b"] == .object([]))
    #expect(value?["c"] == nil)
  }

  @Test("escapes become what they stand for, and half a surrogate pair becomes a replacement character")
  func escapes() {
    #expect(JSONReader.read(Array(#""\"\\\/\b\f\n\r\t\u00e9""#.utf8)) == .string("\"\\/\u{8}\u{C}\n\r\té"))
    #expect(JSONReader.read(Array(#""\ud83d\ude00""#.utf8)) == .string("😀"))
    #expect(JSONReader.read(Array(#""\ud83dx""#.utf8)) == .string("\u{FFFD}x"))
    #expect(JSONReader.read(Array(#""\ud83d\u0041""#.utf8)) == .string("\u{FFFD}A"))
    #expect(JSONReader.read(Array(#""\ude00""#.utf8)) == .string("\u{FFFD}"))
  }

  @Test("documents nested too deeply are refused, without using up the stack")
  func depth() {
    let deepest = JSONReader.depthLimit - 1
    let nested = { (depth: Int) in
      Array((String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONReader.read(nested(deepest)) != nil)
    #expect(JSONReader.read(nested(deepest + 1)) == nil)
    #expect(JSONReader.read(nested(200_000)) == nil)
  }

  @Test("a number beyond a double is infinite, and then no amount of anything")
  func hugeNumbers() {
    let value = JSONReader.read(Array(#"{"a":1e999,"b":-1,"c":7}"#.utf8))
    #expect(value?["a"]?.amount(atMost: 1e300) == nil)
    #expect(value?["b"]?.amount(atMost: 10) == nil)
    #expect(value?["c"]?.amount(atMost: 10) == 7)
    #expect(value?["c"]?.amount(atMost: 6) == nil)
  }

  @Test("cut at any byte, a document is refused or read, and never traps")
  func cutAnywhere() {
    let whole = Array(#"{"status":"h\u00e9\ud83d\ude00","n":[1e5,-0.25,true,null,{"x":{}}]}"#.utf8)
    for end in 0..<whole.count { #expect(JSONReader.read(Array(whole[..<end])) == nil) }
    #expect(JSONReader.read(whole) != nil)
  }
}
