import Configuration
import Testing

@Suite("Lines of TOML")
struct LinesTests {
  @Test("every value has the line on which it stands, whatever the way it is written")
  func lines() throws {
    let text = """
      # a comment with [brackets] and "quotes
      plain = 1
      text = \"\"\"
      a = 1
      [not.a.table]
      \"\"\"
      literal = '[x] # no comment'
      list = [
        "a", # first
        { inner = 5 },

        [ 1,
          2 ],
      ]
      "quoted key".dotted = "x"
      [table.below]
      deep = { a = 1, b = { c = 2 } }
      [[many]]
      name = "one"
      [many.sub]
      x = 1
      [[many]]
      name = "two"
      """
    let node = try TOMLDocument.read(SourceText(path: "x", text: text))
    #expect(node["plain"]?.line == 2)
    #expect(node["text"]?.line == 3)
    #expect(node["literal"]?.line == 7)
    #expect(node["list"]?.line == 8)
    #expect(node["list"]?.list?.map(\.line) == [9, 10, 12])
    #expect(node["list"]?.list?[1]["inner"]?.line == 10)
    #expect(node["list"]?.list?[2].list?.map(\.line) == [12, 13])
    #expect(node["quoted key"]?["dotted"]?.line == 15)
    #expect(node["table"]?["below"]?["deep"]?["b"]?["c"]?.line == 17)
    #expect(node["many"]?.list?.map(\.line) == [18, 22])
    #expect(node["many"]?.list?[0]["name"]?.line == 19)
    #expect(node["many"]?.list?[0]["sub"]?["x"]?.line == 21)
    #expect(node["many"]?.list?[1]["name"]?.line == 23)
  }
}
