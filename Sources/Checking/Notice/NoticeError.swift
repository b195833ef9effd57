/// Why a notice cannot be used: the file, the line and the key, and what is wrong there, in words for whoever edits it.
package struct NoticeError: Error, Hashable, Sendable {
  package var file: String
  /// Counted from 1; nil where no line is at fault.
  package var line: Int?
  /// The way to the key, `forms[0].columns[3].type` say; nil where no key is at fault.
  package var key: String?
  package var message: String

  package init(file: String, line: Int? = nil, key: String? = nil, message: String) {
    self.file = file
    self.line = line
    self.key = key
    self.message = message
  }
}

extension NoticeError: CustomStringConvertible {
  package var description: String {
    let place = [file, line.map { "第 \($0) 行" }, key.map { "「\($0)」" }].compactMap(\.self).joined(separator: " ")
    return "\(place)：\(message)"
  }
}
