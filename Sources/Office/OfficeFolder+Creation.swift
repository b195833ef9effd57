import Checking
import Foundation
import Spreadsheets

extension OfficeFolder {
  /// Makes what is not there yet; what is there stays as it is.
  ///
  /// - Parameter folder: where the notice lies; nil for the one that comes with the program.
  /// - Returns: what was made, by name.
  package func create(notice: Notice, in folder: String? = nil) throws -> [String] {
    var made: [String] = []
    let files = FileManager.default
    for folder in folders where !files.fileExists(atPath: folder.path) {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      made.append(folder.lastPathComponent + "/")
    }
    if !files.fileExists(atPath: settings.path) {
      try settings.write(Array(Settings.blank(notice, in: folder).utf8))
      made.append(settings.lastPathComponent)
    }
    if !files.fileExists(atPath: roster.path) {
      try roster.write(try Roster.blank(notice))
      made.append(roster.lastPathComponent)
    }
    for form in try BlankForm.all(of: notice)
    where !files.fileExists(atPath: blankForms.appending(path: form.fileName.flattened).path) {
      made.append("\(blankForms.lastPathComponent)/\(try form.write(in: blankForms).lastPathComponent)")
    }
    return made
  }
}

extension Roster {
  /// A roster of the notice's units, its addresses still to be filled in.
  static func blank(_ notice: Notice) throws -> [UInt8] {
    var book = WorkbookWriter(properties: DocumentProperties(title: "单位名册"))
    let header = try book.style(
      CellStyle(font: Font("宋体", isBold: true), fill: 0xF2F2F2, border: .box(.thin), alignment: .centered))
    let cell = try book.style(
      CellStyle(border: .box(.thin), alignment: Alignment(vertical: .center), numberFormat: .text))
    try book.beginSheet(
      SheetSetup(name: "单位名册", columns: ColumnSetup.widths([6, 24, 14, 18, 34]), frozenRows: 1))
    try book.appendRow(headers.map(CellContent.text), header, height: 24)
    for (index, unit) in notice.units.enumerated() {
      try book.appendRow([.number(Double(index + 1)), .text(unit.name), .blank, .blank, .blank], cell, height: 20)
    }
    return try book.finish()
  }
}
