/// A small table of facts beside a notice: UTF-8, one line a record, fields parted by commas and never quoted.
struct FactTable {
  struct Record {
    var line: Int
    var fields: [String: String]

    subscript(_ column: String) -> String { fields[column] ?? "" }
  }

  var records: [Record] = []

  init(file: String, columns: [String], _ files: [String: [UInt8]]) throws(NoticeError) {
    let lines = try Notice.text(of: file, in: files).split(omittingEmptySubsequences: false) { $0.isNewline }
    let header = (lines.first ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for column in columns where !header.contains(column) {
      throw NoticeError(file: file, line: 1, key: column, message: "缺少这一列")
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == header.count else {
        throw NoticeError(file: file, line: index + 1, message: "应有 \(header.count) 项，实有 \(fields.count) 项")
      }
      records.append(Record(line: index + 1, fields: Dictionary(zip(header, fields)) { first, _ in first }))
    }
  }
}
