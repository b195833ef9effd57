import Testing

@testable import Checking

@Suite struct `Text as it is compared` {
  @Test func `no character grows when it is folded, and both ways of folding agree`() {
    let scalars = (0...0x10FFFF).lazy.compactMap { Unicode.Scalar($0 as UInt32) }
    for scalar in scalars where scalar.value < 0x3_0000 {
      // Between others, so that what stays as it is goes over in pieces.
      let text = "区\(scalar)A"
      let folded = Folding.fold(text)
      guard folded.utf8.count <= text.utf8.count, Array(folded.unicodeScalars) == Folding(text).scalars else {
        Issue.record("U+\(String(scalar.value, radix: 16))")
        return
      }
    }
  }

  @Test(arguments: [
    ("区", "区"), (" 区 ", "区"), ("区\u{3000}", "区"), ("\u{FEFF}a\n", "a"), ("a b", "a b"), ("", ""), ("\u{200B}", ""),
    ("é", "é"), ("\tA1", "A1"),
  ])
  func `white space is taken off at both ends`(text: String, trimmed: String) {
    #expect(text.trimmed == trimmed)
  }

  @Test func `rows are put together by their keys, each group in order`() {
    let groups = RowGroups<String>(["a", nil, "b", "a", nil, "a"])
    #expect(Array(groups.rows(of: "a")) == [0, 3, 5] && Array(groups.rows(like: 3)) == [0, 3, 5])
    #expect(Array(groups.rows(of: "b")) == [2] && groups.rows(of: "c").isEmpty && groups.rows(like: 1).isEmpty)
    #expect(RowGroups<String>([]).rows(of: "a").isEmpty)
  }
}
