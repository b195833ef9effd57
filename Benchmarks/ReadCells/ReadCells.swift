import Spreadsheets

/// Reads every cell of a file's first sheet to its value, and counts what it saw so that nothing is left out.
///
///     read-cells FILE           cells as they pass, none of them made (`forEachCell`)
///     read-cells FILE rows      rows of cells (`RowStream`)
@main enum ReadCells {
  private struct Count {
    var cells = 0
    var bytes = 0
    var sum = 0.0
  }

  static func main() throws {
    let reader = try SpreadsheetReader(path: CommandLine.arguments[1])
    let count = CommandLine.arguments.last == "rows" ? try rows(of: reader) : try cells(of: reader)
    print("cells=\(count.cells) bytes=\(count.bytes) sum=\(count.sum)")
  }

  private static func cells(of reader: borrowing SpreadsheetReader) throws -> Count {
    var count = Count()
    try reader.forEachCell(ofSheet: 0) { cell in
      count.cells += 1
      if let number = cell.number {
        count.sum += number
      } else {
        count.bytes += cell.withUTF8 { $0.count } ?? 0
      }
    }
    return count
  }

  private static func rows(of reader: borrowing SpreadsheetReader) throws -> Count {
    var count = Count()
    var rows = try reader.rows(ofSheet: 0)
    while let row = try rows.next() {
      for cell in row.cells {
        count.cells += 1
        switch cell.value {
        case .number(let number), .date(_, let number): count.sum += number
        case .text(let text): count.bytes += text.utf8.count
        default: break
        }
      }
    }
    return count
  }
}
