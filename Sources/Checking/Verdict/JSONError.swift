/// Why a text is not the JSON that was expected, and where.
package struct JSONError: Error, Hashable {
  package enum Cause: Hashable, Sendable {
    /// It breaks off.
    case ended
    /// Something stands here that may not, or another kind of value than is wanted.
    case unexpected
    /// Objects and arrays within each other, more than `JSONInput.deepest`.
    case tooDeep
    /// Members of one object, more than `JSONInput.widest`.
    case tooWide
    case notUTF8
    /// A control character within a string that is not escaped.
    case control
    case badEscape
    /// Half of a pair that stands for one character.
    case loneSurrogate
    /// Two members of one object have this name.
    case repeatedName(String)
    /// A number beyond what a double holds, or no whole number where one is wanted.
    case numberOutOfRange
    /// A word that is none of those to choose from.
    case unknownWord(String)
    /// An object without a member that it must have.
    case incomplete
  }

  package var cause: Cause
  /// In bytes from the beginning.
  package var offset: Int
}

extension JSONError {
  /// For whoever handles the file: what is wrong, as far as it can be told.
  package var explanation: String {
    switch cause {
    case .ended: "到这里就断了，多半是文件没有写完或没有传完"
    case .unexpected: "这里的内容不该出现，多半是文件被改动过"
    case .tooDeep: "括号套得太深，超过 \(JSONInput.deepest) 层"
    case .tooWide: "一个花括号里的项目太多，超过 \(JSONInput.widest) 个"
    case .notUTF8: "文字不是 UTF-8 编码，多半是转存时换了编码"
    case .control: "文字里有控制字符（如 Tab）没有转义，多半是文件被改动过"
    case .badEscape: "反斜杠后面的写法不对"
    case .loneSurrogate: "“\\u”写的字符只有一半"
    case .repeatedName(let name): "同一个花括号里“\(name)”写了两次"
    case .numberOutOfRange: "数太大，或者应是整数而不是"
    case .unknownWord(let word): "“\(word.prefix(40))”不是这里可以写的词"
    case .incomplete: "从这里开始的花括号里少了应有的项目"
    }
  }
}
