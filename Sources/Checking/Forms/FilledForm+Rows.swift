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
    let columns = matches.map { match in form.columns.firstIndex { $0.key == match.field.key } ?? 0 }
    let sheetColumns = matches.map(\.column)
    let keyColumns = KeyColumns(form)
    runs.append((rows.count..<rows.count + table.rows.count, fields))
    rows.reserveCapacity(rows.count + table.rows.count)
    // By column where a row's cell of it stands, if it has one.
    var found: [Int?] = Array(repeating: nil, count: matches.count)
    for data in table.rows {
      table.header.forEachColumn(of: data.cells) { index, place in
        found[index] = place
        return true
      }
      var faulty: [(column: Int, place: Int)] = []
      var values: [FieldValue] = []
      values.reserveCapacity(matches.count)
      for column in order {
        let value: FieldValue
        if let place = found[column] {
          value = FieldValue(readers[columns[column]].read(data.cells, at: place), at: data.cells[place].reference)
        } else {
          let reference = CellReference(column: sheetColumns[column], row: data.number)
          value = FieldValue(readers[columns[column]].empty, at: reference)
        }
        if !value.content.faults.isEmpty || value.content.isDamaged {
          isDamaged = isDamaged || value.content.isDamaged
          faulty.append((column, values.count))
        }
        values.append(value)
      }
      let row = FilledRow(
        sheet: table.sheet.name, number: data.number, isHidden: data.isHidden,
        cells: FieldValues(names: fields, values: values, like: fields), keyColumns: keyColumns)
      // In the order of the columns.
      for (column, place) in faulty.sorted(by: { $0.column < $1.column }) {
        let found = values[place].content.faults
        // A merged cell is told once, where it stands.
        let isOwn = values[place].reference.row == data.number || data.ownsFilled
        if isOwn || found.contains(where: { $0.severity == .error }) {
          faults += found.map { PlacedFault($0, in: row, matches[column].field) }
        }
      }
      rows.append(row)
    }
  }
}
