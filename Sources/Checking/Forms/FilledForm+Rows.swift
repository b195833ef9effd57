import Spreadsheets

/// The rows read, one typed value a cell.
extension FilledForm {
  mutating func readRows(_ readers: inout FormReaders) {
    let isDisplayText = format == .csv || format == .tsv
    readers.use(for: form, notice: notice, receivedOn: receivedOn, isDisplayText: isDisplayText) { columns in
      for table in tables { readRows(of: table, &columns) }
    }
  }

  /// A field of a table, in the order of the fields' names.
  private struct Field {
    /// Among the header's columns.
    let match: Int
    /// Among the form's columns.
    let column: Int
    let sheetColumn: Int
  }

  private mutating func readRows(of table: Table, _ readers: inout [ColumnReader]) {
    let matches = table.header.matches
    let order = matches.indices.sorted { matches[$0].field.key < matches[$1].field.key }
    let fields = order.map { match in
      let key = matches[match].field.key
      return Field(
        match: match, column: form.columns.firstIndex { $0.key == key } ?? 0, sheetColumn: matches[match].column)
    }
    let names = order.map { matches[$0].field.key }
    runs.append((rows.count..<rows.count + table.rows.count, names))
    rows.reserveCapacity(rows.count + table.rows.count)
    // By field where the last row's cell of it stood: mostly the next one's stands there, too.
    var places = Array(repeating: 0, count: fields.count)
    for data in table.rows {
      var isFaulty = false
      let values = [FieldValue](capacity: fields.count) { values in
        var readers = readers.mutableSpan
        var places = places.mutableSpan
        for index in fields.indices {
          let field = fields[index]
          let content: ReadCell
          let reference: CellReference
          if let place = data.place(ofColumn: field.sheetColumn, near: &places[index]) {
            content = readers[field.column].read(data.cells, at: place)
            reference = data.cells[place].reference
          } else {
            content = readers[field.column].empty
            reference = CellReference(column: field.sheetColumn, row: data.number)
          }
          if content.isFaulty { isFaulty = true }
          values.append(FieldValue(content, at: reference))
        }
      }
      let row = FilledRow(
        sheet: table.sheet.name, number: data.number, isHidden: data.isHidden,
        cells: FieldValues(names: names, values: values, like: names), keyColumns: form.keyColumns)
      if isFaulty { takeFaults(of: row, data, fields, matches) }
      rows.append(row)
    }
  }

  /// What the cells of a row were found to have, in the order of the columns.
  private mutating func takeFaults(
    of row: FilledRow, _ data: Table.DataRow, _ fields: [Field], _ matches: [Header.Match]
  ) {
    for (field, value) in zip(fields, row.cells.values).sorted(by: { $0.0.match < $1.0.match }) {
      isDamaged = isDamaged || value.content.isDamaged
      let found = value.content.faults
      // A merged cell is told once, where it stands.
      let isOwn = value.reference.row == data.number || data.ownsFilled
      if isOwn || found.contains(where: { $0.severity == .error }) {
        faults += found.map { PlacedFault($0, in: row, matches[field.match].field) }
      }
    }
  }
}
