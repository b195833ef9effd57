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
    // `a` and `c` come to the same number and are not the same.
    let keys = ["a", nil, "b", "a", "c", "a"]
    let numbers: [String: UInt64] = ["a": 1, "b": 2, "c": 1, "d": 1]
    let groups = RowGroups(keys.map { $0.flatMap { numbers[$0] } }) { keys[$0] == keys[$1] }
    func rows(_ key: String) -> [Int] { Array(groups.rows(numbers[key] ?? 0) { keys[$0] == key }) }
    #expect(rows("a") == [0, 3, 5] && Array(groups.rows(like: 3)) == [0, 3, 5] && groups.isShared(3))
    #expect(rows("b") == [2] && rows("c") == [4] && !groups.isShared(4) && !groups.isShared(1))
    #expect(rows("d").isEmpty && groups.rows(like: 1).isEmpty)
    #expect(RowGroups([]) { _, _ in true }.rows(1) { _ in true }.isEmpty)
  }

  @Test func `what a text lacks is told by its bytes`() {
    let scalars = (0...0x3_0000).lazy.compactMap { Unicode.Scalar($0 as UInt32) }
    for scalar in scalars {
      let text = "区\(scalar)A"
      let traits = TextTraits(text)
      // To take something for a blank only costs a look; to miss one would change what is read.
      let isBlank = "\(scalar)".trimmed.isEmpty || text.hasLineBreak
      guard traits.contains(.folding) || Folding.fold(text) == text, traits.contains(.blanks) || !isBlank,
        traits.contains(.damage) == (scalar == "\u{FFFD}"),
        traits.contains(.colons) == (scalar == ":" || scalar == "："),
        traits.contains(.wideLetters) == Folding.hasWideLetters(text)
      else {
        Issue.record("U+\(String(scalar.value, radix: 16))")
        return
      }
    }
  }

  @Test(arguments: ["区", "A", "1区"])
  func `what a text lacks is told wherever it stands`(around: String) {
    for scalar in "：:a \u{3000}\u{FFFD}８ａ、。é𠮷\u{200B}A区⺀(（".unicodeScalars {
      for (before, after) in (0..<40).flatMap({ before in [0, 1, 20].map { (before, $0) } }) {
        let surroundings = String(repeating: around, count: before) + String(repeating: around, count: after)
        let text = String(repeating: around, count: before) + "\(scalar)" + String(repeating: around, count: after)
        let expected = TextTraits("\(scalar)").union(surroundings.isEmpty ? [] : TextTraits(around))
        guard TextTraits(text) == expected,
          TextTraits(text).contains(.beyondASCII) == !text.utf8.allSatisfy({ $0 < 0x80 })
        else {
          Issue.record("U+\(String(scalar.value, radix: 16)) behind \(before), before \(after)")
          return
        }
      }
    }
  }

  @Test(arguments: ["福州市甲厂", "福州市甲厂（个体工商户）", "ａ（b）\u{3000}①⺀", "", " \u{200B}", "㎡㎥﹙𠮷é"])
  func `the folded form can be looked at without a string for it`(text: String) {
    #expect(Folding.withFolded(text) { String(decoding: $0, as: UTF8.self) } == Folding.fold(text))
    #expect(Folding.areSame(text, Folding.fold(text)) && !Folding.areSame(text, text + "乙"))
  }
}
