import Testing

@testable import Checking

/// That a text is told from words by its first bytes is an optimisation: no word is missed.
@Suite struct BeginningsTests {
  @Test func `no word is missed that a text begins with or holds once it is folded`() {
    let words = ["合计", "总计", "Total", "无", "（空）", "1", "Ü", "㐀", "以上"].map { Folding.fold($0) }
    let beginnings = Beginnings(words)
    let pieces = [
      "合计", "合", " 合计", "　无", "total", "ＴＯＴＡＬ", "（空）", "(空)", "1", "１", "ü", "㐀", "x", "甲", "", "，", "\u{200B}无", "①",
      "⽆", "以上",
    ]
    for first in pieces {
      for second in pieces {
        let text = first + second
        let folded = Folding.fold(text)
        let mayBegin = Array(text.utf8).withUnsafeBytes(beginnings.mayBegin)
        #expect(mayBegin || !words.contains { folded.opens(with: $0) }, "\(text)")
        #expect(beginnings.mayStand(in: folded) || !words.contains { folded.holds($0) }, "\(text)")
      }
    }
    #expect(!Array("鼓楼".utf8).withUnsafeBytes(beginnings.mayBegin) && !beginnings.mayStand(in: "鼓楼"))
  }
}
