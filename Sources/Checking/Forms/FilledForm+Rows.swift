import Spreadsheets

/// The rows read, one typed value a cell.
extension FilledForm {
  mutating func readRows(_ readers: inout FormReaders) {
    let isDisplayText = format == .csv || format == .tsv
    readers.use(for: form, notice: notice, receivedOn: receivedOn, isDisplayText: isDisplayText) { columns in
      for table in tables { readRows(of: table, &columns) }
    }
  }

  private mutating func readRows(of table: Table, _ readers: inout [ColumnReader]) {
    let matches = table.header.matches
    let order = matches.indices.sorted { matches[$0].field.key < matches[$1].field.key }
    let fields = order.map { matches[$0].field.key }
    let places = matches.map { match in form.columns.firstIndex { $0.key == match.field.key } ?? 0 }
    let keyColumns = KeyColumns(form)
    for data in table.rows {
      var cells: [FilledCell] = []
      cells.reserveCapacity(matches.count)
      var faulty: [Int] = []
      for (index, entry) in data.cells.enumerated() {
        let content = readers[places[index]].read(entry?.cell)
        let faults = content.reading.faults
        // A merged cell is told once, where it stands.
        if !faults.isEmpty, entry?.isOwn != false || faults.contains(where: { $0.severity == .error }) {
          faulty.append(index)
        }
        let reference = entry?.cell.reference ?? CellReference(column: matches[index].column, row: data.number)
        cells.append(FilledCell(reference: reference, content: content))
      }
      var row = FilledRow(
        sheet: table.sheet.name, number: data.number, isHidden: data.isHidden,
        cells: FilledCells(fields: fields, all: order.map { cells[$0] }))
      row.key = keyColumns.key { row.cells[$0]?.given }
      for index in faulty {
        faults += cells[index].reading.faults.map { PlacedFault($0, in: row, matches[index].field) }
      }
      rows.append(row)
    }
  }
}
