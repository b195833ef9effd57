import Glibc
import Spreadsheets

/// Writes a workbook of the cells of a TSV file: the first two columns numbers, the second with the format of a date, all
/// with font, border and wrap, as the peers do.
///
///     write-cells fast|compact IN.tsv OUT.xlsx
///
/// Prints the seconds that writing took, the file being in memory before.
@main enum WriteCells {
  static func main() throws {
    let arguments = CommandLine.arguments
    let table = try bytes(ofFile: arguments[2])
    let start = ContinuousClock.now
    let cells = try write(table, to: arguments[3], arguments[1] == "compact" ? .compact : .fast)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print("cells=\(cells) task=\(seconds)")
  }

  private static func write(_ table: [UInt8], to path: String, _ compression: CompressionLevel) throws -> Int {
    var book = try WorkbookWriter(path: path, compression: compression)
    var style = CellStyle(
      font: Font("宋体", size: 11), border: .box(.thin), alignment: Alignment(wrapsText: true))
    let text = try book.style(style)
    style.numberFormat = NumberFormatCode("yyyy/m/d")
    let date = try book.style(style)
    try book.beginSheet(SheetSetup(name: "附件1"))
    var cells = 0
    var offset = 0
    let all = table.span
    while offset < all.count {
      try book.appendRow { (row) throws(WritingError) in
        var column = 0
        var isEnd = false
        while !isEnd, offset < all.count {
          var end = offset
          while end < all.count, all[end] != 0x09, all[end] != 0x0A { end += 1 }
          let cell = all.extracting(offset..<end)
          if column < 2 {
            try row.number(number(cell), column == 0 ? text : date)
          } else {
            try row.text(utf8: cell, text)
          }
          isEnd = end == all.count || all[end] == 0x0A
          cells += 1
          column += 1
          offset = end + 1
        }
      }
    }
    try book.finish()
    return cells
  }

  private static func number(_ digits: Span<UInt8>) -> Double {
    var number = 0
    for index in digits.indices { number = number &* 10 &+ Int(digits[index]) &- 0x30 }
    return Double(number)
  }

  private static func bytes(ofFile path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  private struct Unreadable: Error { var path: String }
}
