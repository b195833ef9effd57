import Checking
import Spreadsheets

/// The office's own note of when each file came, kept beside the files: a table with the columns 文件名 and 收到时间.
///
/// A copied file has lost the time of its mail; what the clerk writes here counts before the file's own time.
struct ReceiptRegister {
  static let fileNames = ["收件登记.csv", "收件登记.xlsx"]
  static let nameHeader = "文件名"
  static let timeHeader = "收到时间"

  /// By the file's path inside the inbox: local time, `2022-06-17T10:05:00`.
  private(set) var times: [String: String] = [:]
  /// What could not be used, in words for the clerk.
  private(set) var remarks: [String] = []

  init() {}

  /// The time of a file by its path inside the inbox, or by its own name where the register leaves out the folders.
  func time(of path: String) -> String? {
    times[path] ?? path.split(separator: "/").last.flatMap { times[String($0)] }
  }

  /// Adds what one register file says; an entry met earlier stays.
  mutating func read(_ bytes: [UInt8], named name: String) {
    let workbook: Workbook
    do {
      workbook = try Workbook(reading: bytes, named: name)
    } catch {
      remarks.append("\(name) 无法读取，其中的收到时间没有采用：\(error.fault)。")
      return
    }
    guard let sheet = workbook.sheets.first, let header = sheet.rows.first,
      let nameColumn = header.column(titled: Self.nameHeader), let timeColumn = header.column(titled: Self.timeHeader)
    else {
      remarks.append("\(name) 第一行应有“\(Self.nameHeader)”“\(Self.timeHeader)”两列，现未找到，没有采用。")
      return
    }
    for row in sheet.rows.dropFirst() {
      guard let file = row.value(inColumn: nameColumn)?.registerText, !file.isEmpty else { continue }
      guard let time = row.value(inColumn: timeColumn).flatMap(LocalTime.init(registered:)) else {
        remarks.append("\(name) 第 \(row.number) 行“\(file)”的收到时间看不明白，没有采用；请写成“年-月-日 时:分”的样子。")
        continue
      }
      if times[file] == nil { times[file] = time.text }
    }
  }
}

/// A local time to the second, as an operator writes it.
private struct LocalTime {
  var text: String

  init?(registered value: CellValue) {
    switch value {
    case .date(let moment, _): self.init(moment.day, moment.time)
    case .text(let text): self.init(text.string)
    default: return nil
    }
  }

  private init(_ day: CalendarDay, _ time: TimeOfDay) {
    text = DateTime(day: day, time: TimeOfDay(hour: time.hour, minute: time.minute, second: time.second)).description
  }

  /// `2022-06-17 10:05`, `2022/6/17 10:05:30`, `2022年6月17日 10时5分`, or the day alone, which is its first minute.
  private init?(_ text: String) {
    let numbers = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).map { Int($0) }
    guard (3...6).contains(numbers.count), numbers.count != 4, !numbers.contains(nil) else { return nil }
    let parts = numbers.compactMap { $0 } + [0, 0, 0]
    guard (2000...2999).contains(parts[0]), (1...12).contains(parts[1]), (1...31).contains(parts[2]),
      parts[3] < 24, parts[4] < 60, parts[5] < 60
    else { return nil }
    self.init(
      CalendarDay(year: parts[0], month: parts[1], day: parts[2]),
      TimeOfDay(hour: parts[3], minute: parts[4], second: parts[5]))
  }
}

extension Row {
  fileprivate func column(titled title: String) -> Int? {
    cells.first { $0.value?.registerText == title }?.reference.column
  }

  fileprivate func value(inColumn column: Int) -> CellValue? {
    cells.first { $0.reference.column == column }?.value
  }
}

extension CellValue {
  fileprivate var registerText: String? {
    guard case .text(let text) = self else { return nil }
    return text.string.trimmed
  }
}
