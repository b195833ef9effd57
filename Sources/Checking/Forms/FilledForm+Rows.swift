import Spreadsheets

/// The rows read, one typed value a cell.
extension FilledForm {
  mutating func readRows() {
    let isDisplayText = format == .csv || format == .tsv
    let keyColumns = KeyColumns(form)
    for table in tables {
      var readers = table.header.matches.map {
        ColumnReader($0.field, of: form, notice: notice, receivedOn: receivedOn, isDisplayText: isDisplayText)
      }
      for data in table.rows {
        var row = FilledRow(sheet: table.sheet.name, number: data.number, isHidden: data.isHidden, cells: [:])
        var faults: [(Column, [Fault])] = []
        for (index, match) in table.header.matches.enumerated() {
          let key = match.field.key
          let (given, reading) = readers[index].read(data.cells[key])
          // A merged cell is told once, where it stands.
          if !reading.faults.isEmpty,
            !data.filled.contains(key) || reading.faults.contains(where: { $0.severity == .error })
          {
            faults.append((match.field, reading.faults))
          }
          let reference = data.cells[key]?.reference ?? CellReference(column: match.column, row: data.number)
          row.cells[key] = FilledCell(reference: reference, given: given, reading: reading)
        }
        row.key = keyColumns.key { row.cells[$0]?.given }
        for (column, found) in faults { self.faults += found.map { PlacedFault($0, in: row, column) } }
        rows.append(row)
      }
    }
  }
}
