import Testing

@testable import Checking

@Suite struct `JSON from elsewhere` {
  private func value(_ text: String) throws(JSONError) -> JSONValue { try JSONValue(json: Array(text.utf8)) }

  @Test(
    arguments: [
      (#""""#, .string("")), (#" "a/b\/\"\\\b\f\n\r\t" "#, .string("a/b/\"\\\u{8}\u{C}\n\r\t")),
      (#""\u62a5\uD83D\ude00""#, .string("报😀")), ("0", .number(0)), ("-0.5e+2", .number(-50)), ("1E-2", .number(0.01)),
      ("9007199254740993", .number(9_007_199_254_740_992)), ("[]", .array([])),
      ("[1,[true,null]]\r\n", .array([.number(1), .array([.boolean(true), .null])])),
      ("{}", .object([:])), (#"{"b":1,"a":2,"c":3}"#, .object(["a": .number(2), "b": .number(1), "c": .number(3)])),
      (#"{"\u0061":{"a":false}}"#, .object(["a": .object(["a": .boolean(false)])])),
      (#""福州市鼓楼区样例路12号，一段比机器字长得多的文字""#, .string("福州市鼓楼区样例路12号，一段比机器字长得多的文字")),
    ] as [(String, JSONValue)])
  func `is read as it stands`(text: String, expected: JSONValue) throws {
    #expect(try value(text) == expected)
  }

  /// Each with what is wrong and where, in bytes.
  @Test(
    arguments: [
      ("", .ended, 0), ("  ", .ended, 2), ("{", .ended, 1), (#"{"a""#, .ended, 4), (#"{"a":"#, .ended, 5),
      ("[1,", .ended, 3),
      (#""abc"#, .ended, 4), (#""abc\"#, .ended, 5), ("tru", .ended, 3), ("-", .ended, 1), ("1.", .ended, 2),
      ("1e", .ended, 2),
      ("{} x", .unexpected, 3), ("[1 2]", .unexpected, 3), ("[1,]", .unexpected, 3), ("{,}", .unexpected, 1),
      (#"{"a" 1}"#, .unexpected, 5), (#"{"a":1,}"#, .unexpected, 7), ("{a:1}", .unexpected, 1), ("'a'", .unexpected, 0),
      ("nul!", .unexpected, 3), ("NaN", .unexpected, 0), ("01", .unexpected, 0), ("+1", .unexpected, 0),
      (".5", .unexpected, 0), ("1.x", .unexpected, 2), ("0x10", .unexpected, 1), ("[\u{B}1]", .unexpected, 1),
      ("\u{FEFF}1", .unexpected, 0), ("\"a\tb\"", .control, 2), ("\"123456789\u{0}\"", .control, 10),
      (#""\x""#, .badEscape, 1), (#""\u12G4""#, .badEscape, 5), (#""\u12""#, .badEscape, 5),
      (#""\ud83d""#, .loneSurrogate, 1), (#""a\ude00""#, .loneSurrogate, 2), (#""\ud83d\ud83d""#, .loneSurrogate, 1),
      (#""\ud83dxxxxxx""#, .loneSurrogate, 1), (#"{"a":1,"b":2,"a":3}"#, .repeatedName("a"), 13),
      (#"{"a":1,"\u0061":3}"#, .repeatedName("a"), 7), (#"{"a":{"a":1},"a":3}"#, .repeatedName("a"), 13),
      ("1e999", .numberOutOfRange, 0), ("[-1e999]", .numberOutOfRange, 1),
    ] as [(String, JSONError.Cause, Int)])
  func `is refused where it is wrong`(text: String, cause: JSONError.Cause, offset: Int) {
    #expect(throws: JSONError(cause: cause, offset: offset)) { try value(text) }
    #expect(!JSONError(cause: cause, offset: offset).explanation.isEmpty)
  }

  @Test(
    arguments: [[0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE6, 0x8A], [0xF4, 0x90, 0x80, 0x80], [0xFF]] as [[UInt8]])
  func `is refused where it is not UTF-8`(bytes: [UInt8]) {
    let text = Array(#"{"甲":""#.utf8)
    #expect(throws: JSONError(cause: .notUTF8, offset: text.count)) {
      try JSONValue(json: text + bytes + Array(#""}"#.utf8))
    }
  }

  @Test func `what is no text at all is told before anything else that is wrong`() {
    for text in ["{} x\u{0}y", "[1,]\"", "\"\\x\" "] {
      #expect(throws: JSONError(cause: .notUTF8, offset: text.utf8.count)) {
        try JSONValue(json: Array(text.utf8) + [0xFF, 0x20])
      }
    }
  }

  @Test func `nests no deeper, and holds no more members, than anybody's data`() throws {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(throws: Never.self) { try value(nested(JSONInput.deepest)) }
    #expect(throws: JSONError(cause: .tooDeep, offset: JSONInput.deepest)) { try value(nested(100_000)) }
    // From the last to the first: each name is looked at beside all the others.
    func object(_ count: Int) -> String {
      "{" + (0..<count).reversed().map { "\"\(1000 + $0)\":0" }.joined(separator: ",") + "}"
    }
    #expect(throws: Never.self) { try value(object(JSONInput.widest)) }
    #expect(throws: JSONError(cause: .tooWide, offset: 1 + 11 * JSONInput.widest)) { try value(object(100_000)) }
  }

  @Test func `is passed over as strictly as it is read`() {
    for text in [#"{"x":"\ud83d"}"#, #"{"x":[1,]}"#, #"{"x":{"a":1,"a":2}}"#, #"{"x":01}"#, "{\"x\":\"\t\"}"] {
      #expect(throws: JSONError.self) {
        let bytes = Array(text.utf8)
        var texts = RecentTexts()
        _ = try JSONInput.read(bytes.span, texts: &texts) { (input) throws(JSONError) in
          try input.object { (input, _) throws(JSONError) in try input.skip() }
        }
      }
    }
  }

  @Test func `breaks off anywhere and is refused there`() throws {
    let text = Array(#"{"甲":[1.5e3,"a\u62a5",true,{"b":null}],"乙":-7}"#.utf8)
    #expect(throws: Never.self) { try JSONValue(json: text) }
    for count in 0..<text.count {
      let error = #expect(throws: JSONError.self) { try JSONValue(json: Array(text.prefix(count))) }
      #expect(error?.offset ?? 0 <= count)
    }
  }

  @Test func `with any byte changed is a value or an error, never more`() {
    let text = Array(#"{"a":[1.5e3,"\ud83d\ude00x"],"b":{"c":null,"d":"乙"}}"#.utf8)
    for place in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[place] = byte
        do throws(JSONError) { _ = try JSONValue(json: changed) } catch {
          #expect(error.offset <= text.count)
        }
      }
    }
  }
}
