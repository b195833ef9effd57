import Spreadsheets

/// Which forms a workbook holds, and on which sheets.
struct Recognition {
  struct Found {
    var form: Form
    var tables: [Table]
    var ignoredHiddenSheets: [String]
    var otherSheets: [String]
  }

  var found: [Found] = []
  /// Names of the sheets that hold anything.
  var filledSheets: [String] = []

  init(_ workbook: Workbook, notice: Notice, _ memory: inout HeaderMemory) {
    var byForm: [String: [Table]] = [:]
    var sheetsWithForm: Set<String> = []
    for sheet in workbook.sheets where sheet.rows.contains(where: { !$0.cells.isEmpty }) {
      filledSheets.append(sheet.name)
      let grid = Grid(sheet)
      let headers = notice.lookup.headers.headers(in: grid, &memory)
      for header in headers {
        let end = headers.map(\.row).filter { $0 > header.row }.min()
        byForm[header.form.id, default: []].append(Table(header, in: grid, words: notice.lookup.rows, end: end))
        sheetsWithForm.insert(sheet.name)
      }
    }
    // A hidden sheet without a form holds lists for drop-downs and the like.
    let otherSheets = workbook.sheets.filter {
      $0.visibility == .visible && filledSheets.contains($0.name) && !sheetsWithForm.contains($0.name)
    }.map(\.name)
    for form in notice.forms {
      guard let tables = byForm[form.id] else { continue }
      let visible = tables.filter { $0.sheet.visibility == .visible }
      let hidden = tables.filter { $0.sheet.visibility != .visible }
      found.append(
        Found(
          form: form, tables: visible.isEmpty ? hidden : visible,
          ignoredHiddenSheets: visible.isEmpty ? [] : hidden.map(\.sheet.name),
          otherSheets: otherSheets))
    }
  }
}
