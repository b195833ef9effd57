import Spreadsheets

/// A workbook of one sheet, each part of which a test may replace.
struct SmallWorkbook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  var parts: [(name: String, text: String)]

  /// `rows` is what stands in `sheetData`, `after` what follows it, `strings` and `formats` are the `si` and `xf` elements.
  init(
    rows: String, before: String = "", after: String = "", strings: String? = nil, formats: String? = nil,
    workbookProperties: String = ""
  ) {
    parts = [
      ("_rels/.rels", Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)">\(workbookProperties)<sheets>\
        <sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Self.relationships([
          ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
          ("rId3", "styles", "styles.xml"),
        ])
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
      ),
    ]
    if let strings { parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(strings)</sst>")) }
    if let formats { parts.append(("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(formats)</styleSheet>")) }
  }

  static func relationships(_ items: [(id: String, kind: String, target: String)]) -> String {
    let all = items.map { "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>" }
    return "<Relationships xmlns=\"\(package)\">\(all.joined())</Relationships>"
  }

  subscript(part: String) -> String {
    get { parts.first { $0.name == part }?.text ?? "" }
    set {
      parts.removeAll { $0.name == part }
      parts.append((part, newValue))
    }
  }

  mutating func rename(_ change: (String) -> String) { parts = parts.map { (change($0.name), $0.text) } }

  mutating func rewrite(_ change: (String) -> String) { parts = parts.map { ($0.name, change($0.text)) } }

  var bytes: [UInt8] {
    var zip = ZipBuilder()
    for part in parts { zip.add(part.name, Array(part.text.utf8)) }
    return zip.bytes
  }

  func read() throws(SpreadsheetError) -> Workbook { try Workbook(reading: bytes, named: "试验.xlsx") }

  /// The first sheet's cells, one a line: `A1 甲`.
  func listing() throws(SpreadsheetError) -> [String] { try read().sheets[0].listing }
}

extension Sheet {
  var listing: [String] { rows.flatMap { $0.cells.map(\.description) } }
}
