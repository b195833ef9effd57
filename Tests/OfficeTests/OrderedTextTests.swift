import Testing

@testable import Office

@Suite struct `A text that rows are ordered by` {
  static let texts = [
    "", "\0", "a", "a\0", "aa", "b", "A", "2022-06-17", "2022-06-18", "GL-9", "GL-10", "GL-100", "FZGL20220000001",
    "FZGL20220000002", "FZGL202200000011", "FZGL202200000010", "FZGL20220000001（补）", "鼓西1", "鼓西2", "e\u{301}", "é", "~",
    "\u{7F}", "123456789012345", "123456789012346", "1234567890123456",
  ]

  @Test(arguments: texts) func `stands where String puts it`(text: String) {
    for other in Self.texts {
      #expect(
        (OrderedText(text) < OrderedText(other)) == (text < other),
        "\(text.debugDescription), \(other.debugDescription)")
      #expect(
        (OrderedText(text) == OrderedText(other)) == (text == other),
        "\(text.debugDescription), \(other.debugDescription)")
    }
    #expect(OrderedText(nil) < OrderedText(text))
    #expect(!(OrderedText(text) < OrderedText(nil)))
    #expect(OrderedText(nil) != OrderedText(text))
  }
}
