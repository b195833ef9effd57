/// A small table of facts beside a notice: UTF-8, one line a record, fields parted by commas and never quoted.
struct FactTable {
  struct Record {
    var line: Int
    fileprivate let header: [Substring]
    fileprivate let fields: [Substring]

    subscript(_ column: String) -> String { header.firstIndex { $0 == column }.map { String(fields[$0]) } ?? "" }
  }

  var records: [Record] = []

  init(file: String, columns: [String], _ files: [String: [UInt8]]) throws(NoticeError) {
    let lines = Self.lines(try Notice.text(of: file, in: files))
    let header = Self.fields(lines.first ?? "")
    for column in columns where !header.contains(where: { $0 == column }) {
      throw NoticeError(file: file, line: 1, key: column, message: "缺少这一列")
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = Self.fields(line)
      guard fields.count == header.count else {
        throw NoticeError(file: file, line: index + 1, message: "应有 \(header.count) 项，实有 \(fields.count) 项")
      }
      records.append(Record(line: index + 1, header: header, fields: fields))
    }
  }

  private static func fields(_ line: Substring) -> [Substring] { parts(line, at: ",") }

  private static func lines(_ text: String) -> [Substring] {
    var text = text
    if text.utf8.contains(UInt8(ascii: "\r")) {
      text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }
    return parts(text[...], at: "\n")
  }

  /// Bytes are compared: to find where characters end costs more than all the rest.
  private static func parts(_ text: Substring, at mark: Unicode.Scalar) -> [Substring] {
    text.utf8.split(separator: UInt8(ascii: mark), omittingEmptySubsequences: false).map { Substring($0) }
  }
}
